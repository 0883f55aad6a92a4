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


class CardSides(NamedTuple):
    """The two sides of a card, as HTML."""

    front: str
    back: str


def render_cards(
    questions: Iterable[Question], language: str = "en"
) -> dict[str, CardSides]:
    """Return the cards of *questions*, all of one deck, by id, as Anki renders them."""
    questions = list(questions)
    with tempfile.TemporaryDirectory() as folder, learner() as user:
        author = Author(Path(folder), questions[0].about.deck, language)
        user.import_package(author.build(questions))
        cards = user.cards()
        return {
            card.note()["Id"]: CardSides(card.question(), card.answer()) for card in cards
        }


def reviewer_page(body: str, *, night: bool = False, script: str = "") -> str:
    """Return a page of Anki's reviewer that shows *body*, and *script* after it."""
    mode = "nightMode night_mode" if night else ""
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        "<style>body { margin: 20px; } </style></head>"
        f'<body class="card card1 {mode}"><div id="qa">{body}</div>{script}</body></html>'
    )


def chromium(*arguments: str) -> str:
    """Run a headless browser, and return what it prints."""
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
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    """Serve *folder* at the address given: as files, pages would share no session."""
    handler = partial(_Pages, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def page_result(path: Path) -> Any:
    """Return what the page at *path*, and those after it, leave as JSON in ``#result``."""
    with _serve(path.parent) as address:
        dom = chromium(
            "--dump-dom", "--virtual-time-budget=10000", f"{address}/{path.name}"
        )
    match = re.search(r'<script type="application/json" id="result">(.*?)</script>', dom)
    assert match, dom
    return json.loads(match[1])


def photograph(page: str, target: Path, width: int, height: int, scale: float = 2) -> None:
    """Take a picture of *page*: *width* by *height* CSS pixels, *scale* dots to each."""
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


_FRAMES = """\
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


def side_by_side(*pages: str) -> str:
    """Return a page that shows *pages* in frames, loaded one after the other."""
    return _FRAMES.replace("SIDES", json.dumps(pages).replace("</", "<\\/"))


def main(target: Path) -> None:
    """Take the picture for the README: a card that it makes, tapped and then turned."""
    from quizgen import generate, load

    readme = Path(__file__).parent.parent.joinpath("README.md").read_text("utf-8")
    match = re.search("```yaml\n(# leaders.yaml\n.*?)```", readme, re.DOTALL)
    assert match
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder, "leaders.yaml")
        deck.write_text(match[1], "utf-8")
        (base,), _ = load(deck)
    question = next(q for q in generate(base) if q.about.form == "choice")
    card = render_cards([question])[question.about.id]
    tap = "<script>document.querySelector('.options li:nth-child(2)').click()</script>"
    pages = reviewer_page(card.front, script=tap), reviewer_page(card.back, night=True)
    photograph(side_by_side(*pages), target, 800, 560, 1.5)
    image = import_module("PIL.Image")  # only who takes the picture needs Pillow
    image.open(target).convert("RGB").quantize(48).save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
