"""The command for handouts: who gets what, and what it says of bad input."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from quizgen import load
from quizgen.exports.handout import FORMATS
from quizgen.generate.generator import bind_templates
from quizgen.model import OptionsQuestion
from quizgen.quiz.selection import select_from_templates
from tests import pages
from tests.exam.test_sheets import DECK
from tests.handouts import print_handout, run, visible_text

# Who gets what


@pytest.mark.parametrize("suffix", FORMATS)
def test_without_the_key_nothing_tells_what_is_right(suffix: str, tmp_path: Path) -> None:
    content = print_handout("csto", "-n", 12, "--no-key", folder=tmp_path, suffix=suffix)
    text = pages.one_line(visible_text(suffix, content))
    (base,), _ = load("csto")
    quiz = select_from_templates(bind_templates(base), 12)
    stems = [pages.stem_text(question) for question in quiz.questions]
    assert [stem in text for stem in stems] == [True] * 12
    reasons = [question.about.explanation for question in quiz.questions] + [
        option.rationale
        for question in quiz.questions
        if isinstance(question, OptionsQuestion)
        for option in question.options
        if option.rationale
    ]
    assert len(reasons) > 12
    assert [reason for reason in reasons if pages.one_line(reason) in text] == []
    assert "✓" not in text


def test_the_key_can_go_to_a_file_of_its_own_in_another_format(tmp_path: Path) -> None:
    test, key = tmp_path / "test.pdf", tmp_path / "key.md"
    result = run("csto", "-n", 5, "--versions", 2, "-o", test, "--key-file", key)
    assert result.output == (
        f"Wrote {test}: 2 versions of 5 questions\nWrote {key}: keys to 2 versions\n"
    )
    assert "Quick marking" not in " ".join(pages.page_texts(test.read_bytes()))
    assert "## Quick marking" in key.read_text("utf-8")
    assert "Version B" in key.read_text("utf-8")


def test_each_student_of_a_class_has_a_sheet_and_a_key(tmp_path: Path) -> None:
    roster = tmp_path / "class.csv"
    roster.write_bytes("ФИО;№\r\nӘлия Қасым;17\r\nПётр Щёкин;\r\n".encode("utf-8-sig"))
    pdf = print_handout("csto", "-n", 5, "--roster", roster, folder=tmp_path)
    sheets = pages.sheets(pdf)
    assert "Әлия Қасым (17)" in sheets["1"][0].text
    assert "Пётр Щёкин" in sheets["2"][0].text
    text = pages.one_line(" ".join(pages.page_texts(pdf)))
    assert "Question Әлия Қасым Пётр Щёкин" in text
    assert "Answers, with reasons" not in text
    assert "Қасым" not in sheets["1"][0].code


def test_students_of_one_name_are_warned_of_and_keep_apart(tmp_path: Path) -> None:
    roster = tmp_path / "class.csv"
    roster.write_text("name\nBob\nAnn\nBob\n", "utf-8")
    test = tmp_path / "x.md"
    result = run("csto", "-n", 3, "--roster", roster, "-o", test)
    assert result.output == (
        f"{roster}:4:1: warning: 'Bob' is also in line 2\n"
        f"Wrote {test}: 3 students, from Bob to Bob\n"
    )
    text = test.read_text("utf-8")
    assert "| Question | Bob · 1 | Ann | Bob · 3 |" in text
    assert "Version: **3**" in text


@pytest.mark.parametrize(
    ("arguments", "summary"),
    [
        (["-n", "5"], "5 questions"),
        (["-n", "1"], "1 question"),
        (["-n", "1", "--versions", "2"], "2 versions of 1 question"),
        (["-n", "2", "--roster", "one.csv"], "1 student, Ana Müller"),
        (["-n", "2", "--roster", "two.csv"], "2 students, from Ana Müller (7) to Щукин Иван"),
        (["-n", "4", "--style", "cards"], "4 cards"),
    ],
)  # fmt: skip
def test_the_command_says_what_it_wrote(
    arguments: list[str], summary: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list that was misread is to be noticed before it is printed."""
    monkeypatch.chdir(tmp_path)
    Path("one.csv").write_text("name\nAna Müller\n", "utf-8")
    Path("two.csv").write_text("name,id\nAna Müller,7\nЩукин Иван,\n", "utf-8")
    assert run("csto", *arguments, "-o", "x.md").output == f"Wrote x.md: {summary}\n"


@pytest.mark.parametrize(
    ("style", "summary"), [("study", "3 facts"), ("timeline", "2 facts")]
)
def test_the_command_says_how_many_facts_it_wrote(
    style: str, summary: str, tmp_path: Path
) -> None:
    deck, sheet = tmp_path / "rivers.yaml", tmp_path / "x.md"
    deck.write_text(DECK.replace("source: atlas", "since: 2001, source: atlas", 2), "utf-8")
    result = run(deck, "--style", style, "-o", sheet)
    assert result.output == f"Wrote {sheet}: {summary} in 1 topic\n"


def test_questions_that_parallel_versions_share_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    shared, *_, wrote = run(
        "csto", "-n", 20, "--parallel", "--versions", 26, "-o", path
    ).output.splitlines()
    assert re.fullmatch(r"\d+ of \d+ questions are on more than one sheet: .*", shared)
    assert wrote == f"Wrote {path}: 26 versions of 20 questions"


# The key from a code


def test_a_key_is_printed_below_what_it_is_the_key_to(tmp_path: Path) -> None:
    deck = tmp_path / "rivers.yaml"
    deck.write_text(DECK, "utf-8")
    sheet = print_handout(
        deck, "-n", 2, "--versions", 2, folder=tmp_path, suffix=".md"
    ).decode()
    code = re.findall(r"`(RIVERS\.\S+VB\S+)`", sheet)[0]
    heading, *lines = run(deck, "--key", code).output.splitlines()
    assert heading == "Rivers, version B: 2 questions, 2 points"
    assert [line.split()[0] for line in lines] == ["1", "2"]
    heading, *lines = run(
        deck, "--key", code, "--explain", "--title", "Test 1"
    ).output.splitlines()
    assert heading == "Test 1, version B: 2 questions, 2 points"
    assert sum("Source: Atlas" in line for line in lines) == 2


def test_the_key_of_a_student_has_the_place_in_the_list(tmp_path: Path) -> None:
    (tmp_path / "class.csv").write_text("name\nAnn\nBob\n", "utf-8")
    roster = ("--roster", tmp_path / "class.csv")
    pdf = print_handout("csto", "-n", 3, *roster, folder=tmp_path)
    code = pages.sheets(pdf)["2"][0].code
    assert "Organization, student 2: 3 questions, " in run("--key", code).output


def test_a_key_is_written_to_a_file_as_well(tmp_path: Path) -> None:
    pdf = print_handout("csto", "-n", 5, folder=tmp_path)
    code = pages.sheets(pdf)["A"][0].code
    key = tmp_path / "key.pdf"
    assert run("--key", code, "-o", key).output == f"Wrote {key}: key to version A\n"
    text = pages.one_line(" ".join(pages.page_texts(key.read_bytes())))
    assert "Quick marking" in text
    assert "Circle the letter" not in text
    assert code in text


# Bad input


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["csto"], 2, "say where to: -o FILE"),
        (["-o", "x.pdf"], 2, "name a deck"),
        (["csto", "-o", "x.xyz"], 1, "found 'x.xyz': expected a file ending in .pdf, .docx"),
        (["csto", "-o", "-"], 1, "found '-': expected a file ending in"),
        (["csto", "-o", "x.pdf", "--key-file", "y"], 1, "found 'y': expected a file ending"),
        (["csto", "-o", "none/x.pdf"], 1, "cannot write none/x.pdf: No such file"),
        (["csto", "-o", "file/x.pdf"], 1, "cannot write file/x.pdf: Not a directory"),
        (["csto", "-o", "folder.pdf"], 1, "cannot write folder.pdf: Is a directory"),
        (["csto", "-o", "x" * 300 + ".pdf"], 1, "File name too long"),
        (["csto", "-o", "x.pdf", "--key-file", "./x.pdf"], 1, "the key needs another file"),
        (["csto", "-o", "x.pdf", "--key-file", "none/y.pdf"], 1, "cannot write none/y.pdf"),
        (["csto", "-o", "x.pdf", "--roster", "none.csv"], 1, "cannot read none.csv: No such"),
        (["csto", "-o", "x.pdf", "--roster", "empty.csv"], 1, "empty.csv:1:1: error: found no names"),
        (["csto", "-o", "x.pdf", "--roster", "marks.csv"], 1, "marks.csv:1:1: error: found 'id | mark' in the first line"),
        (["csto", "-o", "x.pdf", "-n", "9999"], 1, "but the others would ask the same again"),
        (["csto", "-o", "x.pdf", "-n", "0"], 2, "Invalid value for '-n'"),
        (["csto", "-o", "x.pdf", "--versions", "27"], 2, "Invalid value for '--versions'"),
        (["csto", "-o", "x.pdf", "--topic", "None such"], 1, "no topic 'None such'"),
        (["csto", "-o", "x.pdf", "--font-size", "99"], 2, "Invalid value for '--font-size'"),
        (["csto", "-o", "x.pdf", "--large-print", "--font-size", "8"], 2, "--large-print is 18 points or more, --font-size 8 less"),
        (["csto", "-o", "loop.pdf"], 1, "cannot write loop.pdf: Too many levels of symbolic links"),
        (["csto", "-o", "gone.pdf"], 1, "cannot write gone.pdf: No such file"),
        (["csto", "-o", "x.pdf", "--title", "中"], 1, "the font of the PDF has no '中'"),
        (["none", "-o", "x.pdf"], 1, "no deck 'none'"),
        (["organizations", "-o", "x.pdf"], 1, "found 0 questions: no question is of that form"),
        (["organizations", "-o", "x.pdf", "--style", "study"], 1, "there are no such facts"),
        (["organizations", "-o", "x.pdf", "--style", "timeline"], 1, "there are no such facts"),
        (["organizations", "-o", "x.pdf", "--style", "cards"], 1, "found 0 questions"),
        (["csto", "-o", "x.pdf", "--roster", "a", "--versions", "2"], 2, "--roster and --versions do not go together"),
        (["csto", "-o", "x.pdf", "--no-key", "--key-file", "y.pdf"], 2, "--no-key and --key-file do not"),
        (["csto", "-o", "x.pdf", "--style", "study", "--versions", "2"], 2, "--style study and --versions do not"),
        (["csto", "-o", "x.pdf", "--style", "timeline", "-n", "2"], 2, "--style timeline and --count do not"),
        (["csto", "-o", "x.pdf", "--style", "cards", "--parallel"], 2, "--style cards and --parallel do not"),
        (["--key", "X", "--versions", "2"], 2, "--key and --versions do not go together"),
        (["--key", "X"], 1, "found 'X': expected a code as it is printed on a sheet"),
        (["--key", "NONE.N1.S0.VA.000000.00000XX"], 1, "a character of this code is wrong"),
    ],
)  # fmt: skip
def test_bad_input_is_named_and_nothing_is_written(
    arguments: list[str],
    status: int,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("")
    Path("folder.pdf").mkdir()
    Path("loop.pdf").symlink_to("loop.pdf")
    Path("gone.pdf").symlink_to("none/gone.pdf")
    Path("empty.csv").write_text("\n")
    Path("marks.csv").write_text("id,mark\n1,2\n")
    before = sorted(tmp_path.rglob("*"))
    result = run(*arguments)
    assert result.exit_code == status
    assert message in result.output
    assert "Traceback" not in result.output
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("old", [True, False])
def test_a_link_stays_a_link(old: bool, tmp_path: Path) -> None:
    there = tmp_path / "there.md"
    if old:
        there.write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to(there)
    assert run("csto", "-n", 3, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert "Collective" in there.read_text("utf-8")


def test_a_page_may_be_called_htm(tmp_path: Path) -> None:
    page = print_handout("csto", "-n", 3, folder=tmp_path, suffix=".htm")
    assert page.startswith(b"<!DOCTYPE html>")


def test_a_file_that_was_there_stays_as_it_was_if_the_key_cannot_be_written(
    tmp_path: Path,
) -> None:
    old = tmp_path / "x.pdf"
    old.write_text("old")
    result = run("csto", "-n", 5, "-o", old, "--key-file", tmp_path / "none" / "key.pdf")
    assert result.exit_code == 1
    assert old.read_text() == "old"
    assert [*tmp_path.iterdir()] == [old]


def test_fewer_questions_than_usual_are_a_notice_where_none_were_counted(
    tmp_path: Path,
) -> None:
    """Twenty is only what is usual; what was asked for has to be there."""
    deck = tmp_path / "rivers.yaml"
    deck.write_text(DECK, "utf-8")
    few = [deck, "-o", tmp_path / "x.md"]
    result = run(*few)
    assert result.exit_code == 0
    assert result.output.startswith("3 questions: there are no more")
    result = run(*few, "-n", 20)
    assert result.exit_code == 1
    assert result.output.startswith("Error: found 3 questions: there are no more")


@pytest.mark.parametrize(
    ("arguments", "libraries"),
    [
        (["--version"], []),
        (["handout", "--help"], []),
        (["handout", "csto", "-n", "3", "-o", "x.html"], []),
        (["handout", "csto", "-n", "3", "-o", "x.pdf"], ["typst"]),
        (["handout", "csto", "-n", "3", "-o", "x.docx"], ["docx"]),
    ],
)
def test_a_library_is_loaded_only_for_the_format_that_it_writes(
    arguments: list[str], libraries: list[str], tmp_path: Path
) -> None:
    """All are installed, and no command is to start later for it."""
    program = (
        "import sys; from quizgen.cli import main\n"
        f"main({arguments}, standalone_mode=False)\n"
        "print([name for name in ('typst', 'docx') if name in sys.modules])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    )
    assert result.stdout.splitlines()[-1] == str(libraries)
