"""A package is sent to a running Anki, through the protocol of AnkiConnect."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quizgen.cli import main
from quizgen.exports.anki.ankiconnect import PushError, push
from tests.learner import LATER, Author, Learner, learner
from tests.samples import CHOICE, TEXT


class AnkiConnect(HTTPServer):
    """Version 6 of the protocol, as far as it is about packages, before a real collection.

    Attributes:
        bodies: What was asked.
        answer: Sent instead of an answer, if set.
    """

    def __init__(self, user: Learner) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.user = user
        self.bodies: list[Any] = []
        self.answer: bytes | None = None

    @property
    def port(self) -> int:
        return self.server_address[1]

    def act(self, body: Any) -> object:
        """Do as the add-on does: hand the path to Anki's own importer."""
        from anki.importing import AnkiPackageImporter

        assert (body["action"], body["version"]) == ("importPackage", 6)
        AnkiPackageImporter(self.user.collection, body["params"]["path"]).run()
        return True


class Handler(BaseHTTPRequestHandler):
    server: AnkiConnect

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        self.server.bodies.append(body)
        try:
            reply: dict[str, object] = {"result": self.server.act(body), "error": None}
        except Exception as error:  # the add-on answers whatever happens
            reply = {"result": None, "error": str(error)}
        content = self.server.answer or json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serve(server: AnkiConnect) -> Iterator[AnkiConnect]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def anki() -> Iterator[AnkiConnect]:
    with learner() as user, serve(AnkiConnect(user)) as server:
        yield server


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Author(tmp_path).build([CHOICE, TEXT])


def closed_port() -> int:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        return server.server_address[1]


def test_a_package_is_in_anki_after_it_was_pushed(anki: AnkiConnect, package: Path) -> None:
    push(package, anki.port)
    ids = {card.note()["Id"] for card in anki.user.cards()}
    assert ids == {CHOICE.about.id, TEXT.about.id}


def test_progress_and_own_options_are_kept_when_a_newer_one_is_pushed(
    anki: AnkiConnect, tmp_path: Path
) -> None:
    """AnkiConnect imports with progress and presets, whether a package has any or not."""
    author = Author(tmp_path)
    push(author.build([CHOICE, TEXT]), anki.port)
    anki.user.review()
    decks = anki.user.collection.decks
    config = decks.all_config()[0]
    config["new"]["perDay"] = 77
    decks.save(config)
    before = anki.user.progress()
    newer = CHOICE.__class__(CHOICE.about, "Which sea is it?", CHOICE.options)
    push(author.build([newer], now=LATER), anki.port)
    assert anki.user.progress() == before
    assert anki.user.card(CHOICE.about.id).note()["Question"] == "Which sea is it?"
    assert "quizgen::retired" in anki.user.card(TEXT.about.id).note().tags
    assert decks.all_config()[0]["new"]["perDay"] == 77


def test_what_anki_says_against_it_is_passed_on(anki: AnkiConnect, tmp_path: Path) -> None:
    path = tmp_path / "no.apkg"
    path.write_bytes(b"no package")
    with pytest.raises(PushError, match=r"^AnkiConnect says: ."):
        push(path, anki.port)


def test_when_nothing_listens_it_says_what_to_start(package: Path) -> None:
    port = closed_port()
    with pytest.raises(PushError) as error:
        push(package, port)
    assert str(error.value) == (
        f"nothing answers on 127.0.0.1:{port}: start Anki, with the add-on AnkiConnect"
        " (2055492159), and try again"
    )


@pytest.mark.parametrize("answer", [b"<html>", b"[]", b"{}", b"5", b'{"result": 1}'])
def test_another_server_is_not_taken_for_anki(
    answer: bytes, anki: AnkiConnect, package: Path
) -> None:
    anki.answer = answer
    expected = f"what answers on 127.0.0.1:{anki.port} is not AnkiConnect"
    with pytest.raises(PushError, match=f"^{expected}$"):
        push(package, anki.port)


def test_anki_may_decline(anki: AnkiConnect, package: Path) -> None:
    anki.answer = b'{"result": false, "error": null}'
    with pytest.raises(PushError, match=r"^Anki did not import the package$"):
        push(package, anki.port)


def test_the_command_pushes_and_leaves_only_the_lock(
    anki: AnkiConnect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner(env={"XDG_CACHE_HOME": str(tmp_path / "cache")})
    assert runner.invoke(main, ["new", "rivers"]).exit_code == 0
    result = runner.invoke(
        main, ["anki", "rivers.yaml", "--push", "--port", str(anki.port)]
    )
    assert result.exit_code == 0
    count = len(anki.user.cards())
    assert result.stderr.splitlines() == [
        f"{count} notes in Anki",
        f"rivers.lock.json: {count} new, 0 changed, 0 withdrawn",
    ]
    names = {path.name for path in tmp_path.iterdir()} - {"cache"}
    assert names == {"rivers.yaml", "rivers.lock.json"}
    assert not Path(anki.bodies[0]["params"]["path"]).exists()


def test_the_command_says_when_anki_is_not_running(tmp_path: Path) -> None:
    runner = CliRunner(env={"XDG_CACHE_HOME": str(tmp_path)})
    lock = str(tmp_path / "lock.json")
    port = str(closed_port())
    result = runner.invoke(
        main, ["anki", "states", "--lock", lock, "--push", "--port", port]
    )
    assert result.exit_code == 1
    assert "Error: nothing answers on 127.0.0.1" in result.stderr


def test_the_command_wants_to_know_where_to() -> None:
    result = CliRunner().invoke(main, ["anki", "states"])
    assert result.exit_code == 2
    assert "say where to: -o FILE, --push, or both" in result.stderr
