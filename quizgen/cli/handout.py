"""The teacher's command: paper."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import click

from quizgen.cli.bases import bound_templates, load_bases, report_problems
from quizgen.cli.files import open_output, read_file
from quizgen.cli.options import decks_argument, question_options, read_criteria
from quizgen.cli.output import say
from quizgen.cli.parameters import FileName, Number, PlainText, QuestionCount
from quizgen.exam.outline import chronology, outline
from quizgen.exam.roster import Student, read_roster
from quizgen.exam.sheet_code import SheetCodeError, read_code
from quizgen.exam.sheets import Request, Sheet, make_sheets, overlaps_on, remake_sheet
from quizgen.exports.handout import FORMATS, contents, format_of, render, summary
from quizgen.exports.handout.parts import (
    LARGE_PRINT_SIZE,
    HandoutPart,
    MissingLetterError,
    layout_for,
)
from quizgen.i18n import words_in
from quizgen.model import FactBase, Form
from quizgen.quiz.overlap_texts import overlaps_text
from quizgen.quiz.selection import select_from_templates

_STYLES = ("test", "study", "cards", "timeline")
_CARDS: tuple[Form, ...] = ("card", "text", "cloze")
_USUAL = 20
"""Questions, if nobody counts them."""


@click.command()
@decks_argument
@click.option(
    "-o",
    "--output",
    type=FileName(),
    metavar="FILE",
    help="A .pdf, .docx, .html, .md or .typ file.",
)
@click.option("-n", "--count", type=QuestionCount(1), help="How many questions.  [20]")
@click.option(
    "--style",
    type=click.Choice(_STYLES),
    default="test",
    show_default=True,
    help="What to print.",
)
@click.option(
    "--versions", type=click.IntRange(1, 26), metavar="N", help="So many, from A on.  [1]"
)
@click.option(
    "--roster",
    type=FileName(),
    metavar="CSV",
    help="A version for each of this class list.",
)
@click.option(
    "--same-questions/--parallel",
    default=True,
    help="Versions differ in their order; or ask other questions of the same kinds.",
)
@click.option(
    "--key-file",
    type=FileName(),
    metavar="FILE",
    help="The key goes there, not to the end.",
)
@click.option("--no-key", is_flag=True, help="Leave the key out.")
@click.option(
    "--explain/--no-explain",
    default=None,
    help="Put the reasons into the key.  [yes, but no with --roster]",
)
@click.option("--key", metavar="CODE", help="Only the key of the sheet with this code.")
@click.option("--title", type=PlainText(), default="", help="Instead of the decks' own.")
@click.option("--course", type=PlainText(), default="", help="Stands above the title.")
@click.option(
    "--date",
    type=PlainText(),
    default="",
    help="As it is to stand there; 2026-11-23 is put into words.  [a line to write it on]",
)
@click.option(
    "--paper", type=click.Choice(("a4", "letter", "a5")), default="a4", show_default=True
)
@click.option("--font-size", type=Number(6, 36), metavar="PT", help="Of texts.")
@click.option("--large-print", is_flag=True, help="18 points, an option on each line.")
@click.option(
    "--duplex",
    type=click.Choice(("long", "short", "none")),
    default="long",
    show_default=True,
    help="The edge over which the printer turns the paper.",
)
@question_options
def handout(decks: Sequence[str], output: str | None, **options: Any) -> None:
    """Write tests with keys, study sheets, cards or timelines, to be printed.

    Each test bears a code, from which its key can be printed again.

    \b
    Examples:
      quizgen handout csto eaeu -n 20 --versions 4 -o test.pdf
      quizgen handout csto --roster class.csv --key-file key.pdf -o test.pdf
      quizgen handout csto --style study --topic Leadership -o sheet.pdf
      quizgen handout --key CSTO.N20.S0.VA.K7Q2M4.9X3CTHW
    """
    _check_options(output, options)
    if options["key"]:
        bases, sheet = _reissue_sheet(decks, options["key"])
        if output is None:
            _print_key(sheet, bases, options)
            return
        sheets: list[Sheet] = [sheet]
        parts: list[HandoutPart] = []
    else:
        bases = load_bases(decks, options["lang"])
        parts, sheets = _compose(bases, options)
    explained = options["explain"]
    if explained is None:
        explained = not options["roster"]
    language = bases[0].language
    keys = contents.answer_keys(sheets, language, explained=explained) if sheets else []
    assert output is not None
    files = {output: parts if options["no_key"] or options["key_file"] else parts + keys}
    if options["key_file"]:
        files[options["key_file"]] = keys
    _write_files(files, bases, options)


_CLASHES = {
    "roster": "versions",
    "no-key": "key-file explain",
    "key": "style versions roster count parallel key-file no-key form topic worth"
    " difficulty seed lang",
    "style study": "versions roster count parallel key-file no-key explain form difficulty"
    " seed",
    "style cards": "versions roster parallel key-file no-key explain",
}
_CLASHES["style timeline"] = _CLASHES["style study"]
"""Options of `handout`, and those that do not go together with them."""


def _check_options(output: str | None, options: dict[str, Any]) -> None:
    """End if the options of `handout` do not go together, or a file has no format."""
    if output is None and not options["key"]:
        raise click.UsageError("say where to: -o FILE")
    names = {name.replace("_", "-") for name, value in options.items() if value}
    names |= {f"style {options['style']}"} - {"style test"}
    names |= set() if options["same_questions"] else {"parallel"}
    names -= {"style"} if options["style"] == "test" else set()
    for option, clashes in _CLASHES.items():
        for clash in clashes.split():
            if option in names and clash in names:
                raise click.UsageError(f"--{option} and --{clash} do not go together")
    size = options["font_size"]
    if options["large_print"] and size and size < LARGE_PRINT_SIZE:
        usual = f"--large-print is {LARGE_PRINT_SIZE:g} points or more"
        message = f"{usual}, --font-size {size:g} less"
        raise click.UsageError(message)
    for file in filter(None, (output, options["key_file"])):
        if not format_of(file):
            formats = ", ".join(FORMATS)
            message = f"found '{file}': expected a file ending in {formats}"
            raise click.ClickException(message)
    if output and os.path.realpath(output) == os.path.realpath(options["key_file"] or ""):
        raise click.ClickException("the key needs another file than the test")


def _compose(
    bases: Sequence[FactBase], options: dict[str, Any]
) -> tuple[list[HandoutPart], list[Sheet]]:
    """Return what is to be printed; and if that is a test, its sheets, which need keys."""
    language = bases[0].language
    if options["style"] == "test":
        sheets = _issue_sheets(bases, options)
        return contents.question_sheets(sheets, language), sheets

    criteria = read_criteria(bases, options)
    templates = bound_templates(bases, options["seed"])
    if options["style"] == "cards":
        criteria = criteria._replace(forms=criteria.forms or _CARDS)
        count = options["count"] or _USUAL
        quiz = select_from_templates(
            templates, count, seed=options["seed"], criteria=criteria, alone=True
        )
        _check_count(len(quiz.questions), str(quiz.shortage or ""), options)
        numbers = {question.id: i for i, question in enumerate(quiz.questions, 1)}
        if text := overlaps_text(quiz.overlaps, numbers, words_in("en")):
            say(text, err=True)
        return contents.flashcards(quiz.questions, language), []

    topics = outline(templates, criteria)
    topics = chronology(topics) if options["style"] == "timeline" else topics
    if not topics:
        raise click.ClickException("there are no such facts")
    if options["style"] == "timeline":
        return contents.timeline(topics, language), []
    return contents.study_sheet(topics, language), []


def _issue_sheets(bases: Sequence[FactBase], options: dict[str, Any]) -> list[Sheet]:
    """Return the sheets of the test; end if there are not enough questions."""
    request = Request(
        options["count"] or _USUAL,
        options["seed"],
        read_criteria(bases, options),
        options["lang"] or "",
        not options["same_questions"],
    )
    students = _read_students(options["roster"]) if options["roster"] else ()
    try:
        sheets, note = make_sheets(bases, request, options["versions"] or 1, students)
    except SheetCodeError as error:
        raise click.ClickException(str(error)) from None
    _check_count(len(sheets[0].questions) if sheets else 0, note, options)
    for sheet in sheets if request.parallel else sheets[:1]:
        if overlaps := overlaps_on(sheet):
            say(overlaps, err=True)
    return sheets


def _check_count(count: int, note: str, options: dict[str, Any]) -> None:
    """End if there are fewer questions than were asked for; else pass *note* on."""
    if not count or count < (options["count"] or 0):
        raise click.ClickException(f"found {count} questions: {note}")
    if note:
        is_short = count < (options["count"] or _USUAL)
        say(f"{count} questions: {note}" if is_short else note, err=True)


def _read_students(path: str) -> Sequence[Student]:
    """Return the class list at *path*; print what is wrong with it."""
    students, problems = read_roster(read_file(path), path)
    report_problems(problems)
    return students


def _reissue_sheet(decks: Sequence[str], text: str) -> tuple[Sequence[FactBase], Sheet]:
    """Return the bases of the sheet that bears the code *text*, and the sheet."""
    try:
        code = read_code(text)
        bases = load_bases(decks or code.decks, code.language or None)
        return bases, remake_sheet(bases, code)
    except SheetCodeError as error:
        raise click.ClickException(str(error)) from None


def _print_key(sheet: Sheet, bases: Sequence[FactBase], options: dict[str, Any]) -> None:
    """Print the key of *sheet*, with the reasons if the options say so."""
    title = contents.title_of(bases, options["title"])
    explained = bool(options["explain"])
    lines = summary.key_lines(sheet, title, bases[0].language, explained=explained)
    for line in lines:
        say(line)


def _write_files(
    files: dict[str, list[HandoutPart]],
    bases: Sequence[FactBase],
    options: dict[str, Any],
) -> None:
    """Write the parts of each of *files*, or none if one cannot be written."""
    style = ("paper", "font_size", "large_print", "duplex")
    layout = layout_for(*(options[name] for name in style))
    texts = {name: options[name] for name in ("title", "course", "date")}
    with ExitStack() as stack:
        for path, parts in files.items():
            whole = contents.handout_of(bases, parts, layout, **texts)
            try:
                content = render(whole, format_of(path))
            except MissingLetterError as error:
                raise click.ClickException(str(error)) from None
            stack.enter_context(open_output(path)).write(content)
    for path, parts in files.items():
        say(f"Wrote {path}: {summary.summarize(parts)}", err=True)
