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
    compile_typst,
    handout,
    print_handout,
    sheet_of,
    visible_text,
    without_spaces,
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


def odd_handout(layout: Layout = A4) -> Handout:
    sheet = sheet_of(ODD, name=HOSTILE)
    keys = contents.answer_keys([sheet], "en", explained=True)
    parts = contents.question_sheets([sheet], "en") + keys
    return handout(*parts, layout=layout, title=HOSTILE, course=HOSTILE)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_a_fact_contains_comes_out_as_it_stands(suffix: str) -> None:
    """On the sheet and again in the key; the title, the course and the name as well."""
    seen = without_spaces(visible_text(suffix, render(odd_handout(), suffix)))
    for text in SHOWN[1:]:
        assert seen.count(without_spaces(text)) >= 2
    assert seen.count(without_spaces(HOSTILE)) >= 4 + 2 * 3


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "sign", ["\0", "\x07", "\u202e", "\u2066", "\ufeff", "\ud800", "\r"]
)
def test_what_cannot_be_seen_is_left_out(suffix: str, sign: str) -> None:
    sheet = sheet_of(replace(TEXT, stem=f"left{sign} right"))
    seen = visible_text(
        suffix, render(handout(*contents.question_sheets([sheet], "en")), suffix)
    )
    assert "left right" in seen.replace("\n", " ").replace("  ", " ")
    assert sign not in seen or sign == "\r"


def test_clean_takes_nothing_that_can_be_seen() -> None:
    assert clean(HOSTILE) == HOSTILE
    assert clean("Әлия – “Ғ” naïve ½ №") == "Әлия – “Ғ” naïve ½ №"
    assert clean("a\tb\nc\u2028d") == "a b c d"


# Other formats


def test_html_is_one_file_that_loads_nothing() -> None:
    content = render(odd_handout(), ".html").decode()
    assert not re.search(r"<(link|script|img|iframe)\b|url\(|@import", content)
    assert content.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert 'role="img" aria-label="D.N1' in content


@pytest.mark.parametrize("style", ["test", "study", "cards", "timeline"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_style_can_be_had_in_every_format(
    style: str, suffix: str, tmp_path: Path
) -> None:
    content = print_handout("csto", "--style", style, "--topic", "Chairmanship",
                      folder=tmp_path, suffix=suffix)  # fmt: skip
    seen = pages.one_line(visible_text(suffix, content))
    assert "chairmanship of the CSTO" in seen


def test_the_code_in_html_stands_at_the_head_of_its_part() -> None:
    """At the end it might come to stand on a sheet of paper of its own."""
    _, sheet, _, answers = render(odd_handout(), ".html").decode().split("<article")
    for part, next_to in ((sheet, 'class="who"'), (answers, "<ol")):
        head, _, body = part.partition(next_to)
        assert f">{CODE}<" in head
        assert CODE not in body


def test_a_typst_file_says_where_its_font_is() -> None:
    source = render(odd_handout(), ".typ").decode()
    how = source.partition("\n\n")[0]
    assert all(line.startswith("//") for line in how.splitlines())
    assert "typst compile --font-path FOLDER" in how
    (program,) = re.findall(r'python -c "(.*)"', how)
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True
    )
    assert [*Path(result.stdout.decode().strip()).glob("QuizgenSans-Regular.ttf")]


def test_a_typst_file_gives_the_same_pages(tmp_path: Path) -> None:
    pdf = print_handout("csto", "-n", 10, folder=tmp_path)
    source = print_handout("csto", "-n", 10, folder=tmp_path, suffix=".typ")
    assert pages.page_texts(compile_typst(source)) == pages.page_texts(pdf)
