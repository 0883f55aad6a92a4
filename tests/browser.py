"""Cards as a browser shows them: ``python -m tests.browser .github/card.png`` takes the
picture for the README.

The HTML is what the real Anki backend renders from an imported package; the page around
it is what Anki's reviewer has.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest

from quizgen.model import Question
from tests.learner import Author, learner


class Shown(NamedTuple):
    """The two sides of a card, as HTML."""

    front: str
    back: str


def shown(questions: Iterable[Question], language: str = "en") -> dict[str, Shown]:
    """The cards of *questions*, all of one deck, by id, as Anki renders them."""
    questions = list(questions)
    with tempfile.TemporaryDirectory() as folder, learner() as user:
        author = Author(Path(folder), questions[0].about.deck, language)
        user.take(author.build(questions))
        cards = user.cards()
        return {card.note()["Id"]: Shown(card.question(), card.answer()) for card in cards}


def page(body: str, *, night: bool = False, more: str = "") -> str:
    """A page of Anki's reviewer that shows *body*."""
    mode = "nightMode night_mode" if night else ""
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        "<style>body { margin: 20px; } </style></head>"
        f'<body class="card card1 {mode}"><div id="qa">{body}</div>{more}</body></html>'
    )


def chromium(*arguments: str) -> str:
    """Run a headless browser; what it prints."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None and "CI" not in os.environ:
        pytest.skip("looking at cards needs a browser: apt-get install chromium")
    assert program, "CI looks at cards as well: .ci/run installs a browser"
    with tempfile.TemporaryDirectory() as profile:
        run = subprocess.run(
            [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-dev-shm-usage",
                f"--user-data-dir={profile}",
                *arguments,
            ],
            capture_output=True,
            check=True,
            text=True,
            timeout=120,
        )
    return run.stdout


class _Pages(SimpleHTTPRequestHandler):
    def log_message(self, *said: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The address of *folder*, served on this machine: as files, pages share no session."""
    handler = partial(_Pages, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def result(path: Path) -> Any:
    """What the page at *path*, and those it goes on to, leave as JSON in ``#result``."""
    with _served(path.parent) as address:
        dom = chromium(
            "--dump-dom", "--virtual-time-budget=10000", f"{address}/{path.name}"
        )
    found = re.search(r'<script type="application/json" id="result">(.*?)</script>', dom)
    assert found, dom
    return json.loads(found[1])


def photograph(page: str, target: Path, width: int, height: int, scale: float = 2) -> None:
    """A picture of *page*: *width* by *height* CSS pixels, *scale* dots to each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_text(page, "utf-8")
        chromium(
            f"--screenshot={target}",
            f"--window-size={width},{height}",
            f"--force-device-scale-factor={scale}",
            "--disable-lcd-text",
            "--virtual-time-budget=5000",
            path.as_uri(),
        )


_BESIDE = """\
<!doctype html><meta charset="utf-8">
<style>
body { margin: 0; display: flex; }
iframe { flex: 1; border: 0; height: 100vh; }
</style>
<body><script>
var sides = SIDES;
(function next() {
  if (!sides.length) return;
  var frame = document.createElement("iframe");
  frame.onload = next;
  frame.srcdoc = sides.shift();
  document.body.append(frame);
})();
</script>
"""


def beside(*pages: str) -> str:
    """A page that shows *pages* side by side, loaded one after the other."""
    return _BESIDE.replace("SIDES", json.dumps(pages).replace("</", "<\\/"))


def main(target: Path) -> None:
    """Take the picture for the README: a card that it makes, tapped and then turned."""
    from quizgen import generate, load

    readme = Path(__file__).parent.parent.joinpath("README.md").read_text("utf-8")
    found = re.search("```yaml\n(# leaders.yaml\n.*?)```", readme, re.DOTALL)
    assert found
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder, "leaders.yaml")
        deck.write_text(found[1], "utf-8")
        (base,), _ = load(deck)
    question = next(q for q in generate(base) if q.about.form == "choice")
    card = shown([question])[question.about.id]
    tap = "<script>document.querySelector('.options li:nth-child(2)').click()</script>"
    pages = page(card.front, more=tap), page(card.back, night=True)
    photograph(beside(*pages), target, 800, 560, 1.5)
    image = import_module("PIL.Image")  # only who takes the picture needs Pillow
    image.open(target).convert("RGB").quantize(48).save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
