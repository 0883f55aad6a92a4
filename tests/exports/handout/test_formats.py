"""Handouts in all their formats: texts as they stand, and what each format promises."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.exports.handout import FORMATS, contents, render
from quizgen.exports.handout.parts import (
    Handout,
    Layout,
    clean,
)
from quizgen.model import OptionsQuestion
from tests import pages
from tests.handouts import (
    A4,
    CODE,
    compiled,
    handout,
    printed,
    sheet_of,
    shown_by,
    squeezed,
)
from tests.samples import TEXT, about, options

HOSTILE = (
    '#emph[x] $y$ "q" \\ // @ref *b* _i_ `c` <b>t</b> {{Q}} -- --- ... [l](u) = + - 1. /* */'
    " &amp; ~~s~~ | # https://example.org/?a=1&b=2 ^x^ 'a' \\u{41} %s {0} ![i](j) <!-- -->"
)


# Texts, as they stand

ODD = OptionsQuestion(
    about("choice"), HOSTILE, options(f"{HOSTILE} 1", f"{HOSTILE} 2!", f"{HOSTILE} 3")
)
SHOWN = (HOSTILE, *(f"{HOSTILE} {number}" for number in (1, 2, 3)))


def odd(layout: Layout = A4) -> Handout:
    sheet = sheet_of(ODD, name=HOSTILE)
    keys = contents.answer_keys([sheet], "en", explained=True)
    parts = contents.question_sheets([sheet], "en") + keys
    return handout(*parts, layout=layout, title=HOSTILE, course=HOSTILE)


@pytest.mark.parametrize("ending", FORMATS)
def test_what_a_fact_contains_comes_out_as_it_stands(ending: str) -> None:
    """On the sheet and again in the key; the title, the course and the name as well."""
    seen = squeezed(shown_by(ending, render(odd(), ending)))
    for text in SHOWN[1:]:
        assert seen.count(squeezed(text)) >= 2
    assert seen.count(squeezed(HOSTILE)) >= 4 + 2 * 3


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    "sign", ["\0", "\x07", "\u202e", "\u2066", "\ufeff", "\ud800", "\r"]
)
def test_what_cannot_be_seen_is_left_out(ending: str, sign: str) -> None:
    sheet = sheet_of(replace(TEXT, stem=f"left{sign} right"))
    seen = shown_by(
        ending, render(handout(*contents.question_sheets([sheet], "en")), ending)
    )
    assert "left right" in seen.replace("\n", " ").replace("  ", " ")
    assert sign not in seen or sign == "\r"


def test_clean_takes_nothing_that_can_be_seen() -> None:
    assert clean(HOSTILE) == HOSTILE
    assert clean("Әлия – “Ғ” naïve ½ №") == "Әлия – “Ғ” naïve ½ №"
    assert clean("a\tb\nc\u2028d") == "a b c d"


# Other formats


def test_html_is_one_file_that_loads_nothing() -> None:
    content = render(odd(), ".html").decode()
    assert not re.search(r"<(link|script|img|iframe)\b|url\(|@import", content)
    assert content.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert 'role="img" aria-label="D.N1' in content


@pytest.mark.parametrize("style", ["test", "study", "cards", "timeline"])
@pytest.mark.parametrize("ending", FORMATS)
def test_every_style_can_be_had_in_every_format(
    style: str, ending: str, tmp_path: Path
) -> None:
    content = printed("csto", "--style", style, "--topic", "Chairmanship",
                      folder=tmp_path, ending=ending)  # fmt: skip
    seen = pages.flat(shown_by(ending, content))
    assert "chairmanship of the CSTO" in seen


def test_the_code_in_html_stands_at_the_head_of_its_part() -> None:
    """At the end it might come to stand on a sheet of paper of its own."""
    _, sheet, _, answers = render(odd(), ".html").decode().split("<article")
    for part, next_to in ((sheet, 'class="who"'), (answers, "<ol")):
        head, _, rest = part.partition(next_to)
        assert f">{CODE}<" in head
        assert CODE not in rest


def test_a_typst_file_says_where_its_font_is() -> None:
    source = render(odd(), ".typ").decode()
    how = source.partition("\n\n")[0]
    assert all(line.startswith("//") for line in how.splitlines())
    assert "typst compile --font-path FOLDER" in how
    (program,) = re.findall(r'python -c "(.*)"', how)
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert [*Path(told.stdout.decode().strip()).glob("QuizgenSans-Regular.ttf")]


def test_a_typst_file_gives_the_same_pages(tmp_path: Path) -> None:
    pdf = printed("csto", "-n", 10, folder=tmp_path)
    source = printed("csto", "-n", 10, folder=tmp_path, ending=".typ")
    assert pages.texts(compiled(source)) == pages.texts(pdf)
