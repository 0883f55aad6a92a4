"""The command line: load, call, report, write.

Only here are results printed, files written, the clock read and the process ended.
Each command imports the rooms that it needs, so that none pays for another.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, TextIO, TypeVar

import click

from quizgen import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.exports.handout.parts import Part
    from quizgen.generating import Prospect
    from quizgen.issuing import Sheet
    from quizgen.locking import Home
    from quizgen.model import FactBase, Form, Problem, Question
    from quizgen.remembering import Store
    from quizgen.rostering import Student
    from quizgen.scheduling import Moment

_FORMS = ("choice", "multi", "truefalse", "text", "cloze", "order", "match", "card")
_NONE = "no question is of that form, topic and difficulty"
_LEVELS = ("easy", "medium", "hard")


class _Commands(click.Group):
    """Ends with status 130 when interrupted, as shells expect."""

    def invoke(self, ctx: click.Context) -> Any:
        import gc

        from quizgen.streams import forgiving

        # A command lives shortly and makes few cycles, but many objects at its start.
        gc.set_threshold(100_000)
        forgiving()
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            click.echo("Interrupted.", err=True)
            ctx.exit(130)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(__version__, prog_name="quizgen", message="%(prog)s %(version)s")
def main() -> None:
    """Facts are written once; quizzes, flashcards and handouts are derived.

    DECK is the name of a deck that comes with quizgen (see `quizgen decks`), or a path
    to a deck file or a folder of them.
    """


Command = TypeVar("Command", bound=Callable[..., None])


def _decks(command: Command) -> Command:
    return click.argument("decks", nargs=-1, metavar="[DECK]...")(command)


def _choosing(command: Command) -> Command:
    """The options by which a command picks questions."""
    for option in (
        click.option("--lang", metavar="CODE", help="Language of the texts."),
        click.option("--seed", default=0, show_default=True, help="Draws others."),
        click.option("--difficulty", type=click.Choice(_LEVELS), help="Only these."),
        click.option("--topic", multiple=True, metavar="TOPIC", help="Only this one."),
        click.option(
            "--form", multiple=True, type=click.Choice(_FORMS), help="Only this kind."
        ),
    ):
        command = option(command)
    return command


@main.command()
@_decks
@click.option(
    "-n",
    "--count",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help="How many questions.",
)
@click.option("--again", is_flag=True, help="Repeat what was missed until all is right.")
@_choosing
def quiz(decks: Sequence[str], count: int, again: bool, **options: Any) -> None:
    """Take a quiz in the terminal.

    One key answers; the verdict, the reason and the source follow at once. Through a
    pipe, replies are read line by line.

    \b
    Examples:
      quizgen quiz csto
      quizgen quiz csto eaeu -n 20 --form choice --difficulty hard
    """
    from quizgen import generating
    from quizgen import sitting as sittings
    from quizgen.choosing import choose
    from quizgen.terminal import Screen, is_interactive

    bases = _loaded(decks, options["lang"])
    wish = _wish(bases, options)
    seams = [seam for base in bases for seam in generating.seams(base, options["seed"])]
    title = ", ".join(base.deck.title for base in bases)
    chosen, shortage = choose(seams, count, title=title, seed=options["seed"], wish=wish)
    if not chosen.questions:
        raise click.ClickException(f"no questions: {shortage}")
    if shortage:
        click.echo(f"{len(chosen.questions)} questions: {shortage}", err=True)
    screen = Screen(keys=is_interactive(), language=bases[0].language)
    sitting, finished = screen.sit(sittings.Sitting(chosen))
    screen.summarize(sitting)
    while again and finished and sitting.missed:
        sitting, finished = screen.sit(sittings.again(sitting))
        screen.summarize(sitting)
    if not finished:
        sys.exit(130)


_data = click.option(
    "--data", metavar="DIR", envvar="QUIZGEN_DATA", help="Where answers are kept."
)
_time = click.option(
    "--now", metavar="TIME", help="Take this for the time: 2026-11-24T18:00."
)


@main.command()
@_decks
@click.option("--new", default=10, show_default=True, help="New questions a day.")
@click.option("--due", default=200, show_default=True, help="Due questions a day.")
@click.option(
    "--retention",
    type=click.FloatRange(0.7, 0.97),
    default=0.9,
    show_default=True,
    help="The chance of recall at which a question comes again.",
)
@click.option("--cram", type=click.IntRange(1), help="Ask so many; nothing is kept.")
@click.option("--list", "as_list", is_flag=True, help="Print what is due, and end.")
@click.option("--resume", multiple=True, metavar="ID", help="Ask this again.")
@_data
@_time
@_choosing
def review(
    decks: Sequence[str],
    new: int,
    due: int,
    retention: float,
    cram: int | None,
    as_list: bool,
    resume: Sequence[str],
    data: str | None,
    now: str | None,
    **options: Any,
) -> None:
    """Review what is due today, and learn something new.

    Without DECK, the decks of last time. Every answer is kept at once; when a question
    comes again follows from how well it was known (by FSRS).

    \b
    Examples:
      quizgen review csto
      quizgen review --new 5 --retention 0.85
      quizgen review csto --cram 20
    """
    from quizgen.planning import Limits, planned
    from quizgen.reviewing import Session
    from quizgen.studying import Desk
    from quizgen.terminal import is_interactive

    clock = _clock(now)
    with _store(data) as store:
        for question in resume:
            store.suspend(question, clock(), resume=True)
        names = decks or store.decks()
        bases = _loaded(names, options["lang"])
        asked = _askable(bases, options)
        if cram:
            _cram(store, asked, clock().day, cram, bases[0].language)
        limits = Limits(new, due)
        day = clock().day
        plan = planned(asked, *store.today(day), day, limits)
        if as_list:
            for item in plan.items:
                click.echo(item.question.about.id)
            return
        desk = Desk(
            store,
            clock,
            retention=retention,
            decks=_addresses(names, bases),
            places={fact.id: fact.place for base in bases for fact in base.facts},
            keys=is_interactive(),
            language=bases[0].language,
        )
        desk.announce(plan)
        if plan.items:
            session, finished = desk.study(Session(plan.items))
            desk.conclude(session)
            sys.exit(0 if finished else 130)


def _askable(bases: "Sequence[FactBase]", options: dict[str, Any]) -> "list[Prospect]":
    """What may be asked of *bases*, of the form, topic and difficulty wished for."""
    from quizgen.generating import prospects

    wish = _wish(bases, options)
    found = [
        prospect
        for base in bases
        for prospect in prospects(base, options["seed"])
        if wish.admits_form(prospect.form) and wish.admits_topic(prospect.topic)
    ]
    if options["difficulty"]:  # it is known only of a question that is made
        made = [(prospect, prospect.make()) for prospect in found]
        found = [p for p, q in made if not isinstance(q, str) and wish.admits(q)]
    if not found:
        raise click.ClickException(_NONE)
    return found


def _cram(
    store: "Store", asked: "list[Prospect]", day: int, count: int, language: str
) -> NoReturn:
    """Ask *count* questions, the weakest first, and forget that it happened."""
    from quizgen.model import Quiz
    from quizgen.planning import weakest
    from quizgen.sitting import Sitting
    from quizgen.terminal import Screen, is_interactive

    screen = Screen(keys=is_interactive(), language=language)
    quiz = Quiz("Cram", weakest(asked, store.memories(), day, count), 0)
    sitting, finished = screen.sit(Sitting(quiz))
    screen.summarize(sitting)
    sys.exit(0 if finished else 130)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="All of it as one JSON object.")
@click.option("--html", metavar="FILE", help="Write a page with pictures.")
@_data
@_time
def stats(as_json: bool, html: str | None, data: str | None, now: str | None) -> None:
    """Show what was learned: retention, calendar, forecast, the hardest facts.

    \b
    Examples:
      quizgen stats
      quizgen stats --json | jq .retention
      quizgen stats --html stats.html
    """
    from quizgen.tallying import record, tallied

    with _store(data) as store:
        tally = tallied(store.reviews(), store.memories(), _clock(now)().day)
    if html:
        from quizgen.plotting import page

        with _writing(html) as file:
            file.write(page(tally).encode())
        return
    if as_json:
        import json

        click.echo(json.dumps(record(tally), ensure_ascii=False))
        return
    import shutil

    from quizgen.picturing import pictured

    columns = max(40, min(100, shutil.get_terminal_size().columns))
    plain = not (sys.stdout.encoding or "").casefold().startswith("utf")
    for line in pictured(tally, columns, plain=plain):
        click.echo(line)


@main.command()
@_data
def flags(data: str | None) -> None:
    """List questions that were flagged in a review, with their notes."""
    with _store(data) as store:
        for flag in store.flags():
            click.echo(f"{flag.question}: {flag.note or 'no note'}\n  {flag.stem}")


@main.group("data")
def data_group() -> None:
    """Look after what was answered: where it is, copies, moving it."""


@data_group.command("path")
@_data
def data_path(data: str | None) -> None:
    """Print which file holds the answers."""
    click.echo(_answers(data))


@data_group.command("backup")
@click.argument("file")
@_data
def data_backup(file: str, data: str | None) -> None:
    """Copy all to FILE, which must not exist; a review may go on meanwhile."""
    from pathlib import Path

    target = Path(file)
    if target.exists():
        raise click.ClickException(f"{file} exists already")
    with _store(data) as store:
        half = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            store.back_up(half)
            half.replace(target)
        finally:
            half.unlink(missing_ok=True)


@data_group.command("export")
@click.option("-o", "--output", default="-", metavar="FILE", help="Else, stdout.")
@_data
def data_export(output: str, data: str | None) -> None:
    """Write the whole log, a JSON object a line."""
    with _store(data) as store, _writing(output) as file:
        for line in store.exported():
            file.write(f"{line}\n".encode())


@data_group.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@_data
def data_import(file: TextIO, data: str | None) -> None:
    """Add what `quizgen data export` wrote; what is there already stays as it is."""
    from quizgen.model import Place, Problem
    from quizgen.recording import parsed

    records, problems = [], []
    try:
        for number, line in enumerate(file, 1):
            try:
                records.append(parsed(line))
            except ValueError as error:
                place = Place(file.name, number, 1)
                problems.append(Problem(place, "error", str(error)))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name}: no UTF-8: {error.reason}") from None
    _report(problems)
    with _store(data) as store:
        added = store.add_all(records)
    click.echo(f"{added} of {len(records)} were new", err=True)


@main.command()
@_decks
@click.option("-o", "--output", metavar="FILE", help="An .apkg file.")
@click.option("--push", is_flag=True, help="Have a running Anki import it, by AnkiConnect.")
@click.option("--port", default=8765, show_default=True, help="Where AnkiConnect listens.")
@click.option("--lock", metavar="FILE", help="What was built before; else beside the deck.")
@click.option("--preset", is_flag=True, help="Bring deck options: easy questions first.")
@click.option(
    "--upgrade-check",
    nargs=2,
    metavar="OLD NEW",
    type=click.Path(exists=True, dir_okay=False),
    help="Import OLD, review it, import NEW: what is left?",
)
@_choosing
def anki(
    decks: Sequence[str],
    output: str | None,
    push: bool,
    port: int,
    lock: str | None,
    preset: bool,
    upgrade_check: tuple[str, str] | None,
    **options: Any,
) -> None:
    """Write an Anki deck.

    Every question becomes a note. Importing a newer file updates what has changed, and
    nothing else; DECK.lock.yaml remembers what that is.

    \b
    Examples:
      quizgen anki csto eaeu -o csto-eaeu.apkg
      quizgen anki csto --push
      quizgen anki --upgrade-check old.apkg new.apkg
    """
    if upgrade_check:
        _try_upgrade(*upgrade_check)
        return
    if not (output or push) or (push and output == "-"):
        raise click.UsageError("say where to: -o FILE, --push, or both")
    from tempfile import TemporaryDirectory

    bases = _loaded(decks, options["lang"])
    with TemporaryDirectory(prefix="quizgen-") as folder:
        target = output or f"{folder}/quizgen.apkg"
        count, changes = _build(decks, bases, target, lock, preset, options)
        if push:
            from pathlib import Path

            from quizgen.exports.anki.pushing import push as send

            problem = send(Path(target), port)
            if problem:
                raise click.ClickException(problem)
    click.echo(f"{count} notes in {output or 'Anki'}", err=True)
    for change in changes:
        click.echo(change, err=True)


def _build(
    decks: Sequence[str],
    bases: "Sequence[FactBase]",
    output: str,
    lock: str | None,
    preset: bool,
    options: dict[str, Any],
) -> tuple[int, list[str]]:
    """Write the package and the locks, all or none; how many notes, and what changed."""
    from contextlib import ExitStack

    from quizgen import locking
    from quizgen.exports.anki import Edition, render

    wish = _wish(bases, options)
    whole = not (options["form"] or options["topic"] or options["difficulty"])
    homes = _homes(decks, bases, lock)
    known = {name: locking.read(home.reads, name) for name, home in homes.items()}
    _report(problem for _, problems in known.values() for problem in problems)
    editions = {
        base.deck.id: Edition(
            base.deck.title,
            base.language,
            locking.Ledger(known[base.deck.id][0], _now(), whole=whole),
        )
        for base in bases
    }
    wanted = (q for q in _generated(bases, options["seed"]) if wish.admits(q))
    with ExitStack() as files:
        file = files.enter_context(_writing(output))
        try:
            count = render(wanted, editions, file, preset=preset)
        except ValueError as error:
            raise click.ClickException(str(error)) from None
        if not count:
            raise click.ClickException(_NONE)
        changes = []
        for name, edition in editions.items():
            before, following = known[name][0], edition.ledger.lock()
            if following != before:
                path = homes[name].writes
                path.parent.mkdir(parents=True, exist_ok=True)
                text = locking.written(following)
                files.enter_context(_writing(str(path))).write(text.encode())
                changes.append(f"{path}: {locking.difference(before, following)}")
    return count, changes


def _homes(
    decks: Sequence[str], bases: "Sequence[FactBase]", lock: str | None
) -> "dict[str, Home]":
    """Where the lock of each deck is, by its id."""
    from pathlib import Path

    from quizgen.locking import Home, home
    from quizgen.reading import located

    if lock and len(bases) > 1:
        raise click.UsageError("--lock is for one deck")
    homes = {}
    for base, file in zip(bases, located(decks), strict=True):
        if base.deck.id in homes:
            raise click.ClickException(f"deck '{base.deck.id}' is named twice")
        found = Home(Path(lock), Path(lock)) if lock else home(file, base.deck.id)
        homes[base.deck.id] = found
    return homes


def _try_upgrade(old: str, new: str) -> None:
    """Print what a user of *old* has left after importing *new*; 1 if that is less."""
    from pathlib import Path

    try:
        from quizgen.exports.anki.upgrading import WAYS, table, upgrade
    except ModuleNotFoundError as error:
        message = f"no {error.name}, Anki's own library: pip install 'quizgen[upgrade]'"
        raise click.ClickException(message) from None

    try:
        outcomes = {way: upgrade(Path(old), Path(new), o) for way, o in WAYS.items()}
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    for line in table(outcomes):
        click.echo(line)
    if any(outcome.loses for outcome in outcomes.values()):
        raise click.ClickException("progress would be lost")


def _now() -> int:
    """Seconds since 1970; by SOURCE_DATE_EPOCH if that is set, for builds that agree."""
    import time

    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given and not (given.isascii() and given.isdigit() and len(given) <= 10):
        message = f"SOURCE_DATE_EPOCH is '{given}': expected seconds since 1970"
        raise click.ClickException(message)
    return int(given or time.time())


_STYLES = ("test", "study", "cards", "timeline")
_CARDS: "tuple[Form, ...]" = ("card", "text", "cloze")


@main.command()
@_decks
@click.option(
    "-o", "--output", metavar="FILE", help="A .pdf, .docx, .html, .md, .typ or .json file."
)
@click.option("-n", "--count", type=click.IntRange(1), help="How many questions.  [20]")
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
@click.option("--roster", metavar="CSV", help="A version for each of this class list.")
@click.option(
    "--same-questions/--parallel",
    default=True,
    help="Versions differ in their order; or ask other questions of the same kinds.",
)
@click.option("--key-file", metavar="FILE", help="The key goes there, not to the end.")
@click.option("--no-key", is_flag=True, help="Leave the key out.")
@click.option(
    "--explain/--no-explain",
    default=None,
    help="Put the reasons into the key.  [yes, but no with --roster]",
)
@click.option("--key", metavar="CODE", help="Only the key of the sheet with this code.")
@click.option("--title", default="", help="Instead of the decks' own.")
@click.option("--course", default="", help="Stands above the title.")
@click.option("--date", default="", help="Else there is a line to write it on.")
@click.option(
    "--paper", type=click.Choice(("a4", "letter", "a5")), default="a4", show_default=True
)
@click.option("--font-size", type=click.FloatRange(6, 36), metavar="PT", help="Of texts.")
@click.option("--large-print", is_flag=True, help="18 points, an option on each line.")
@click.option(
    "--duplex",
    type=click.Choice(("long", "short", "none")),
    default="long",
    show_default=True,
    help="The edge over which the printer turns the paper.",
)
@_choosing
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
    from quizgen.exports.handout import composing

    _fitting(output, options)
    if options["key"]:
        bases, sheet = _reissued(decks, options["key"])
        if output is None:
            for line in composing.key_lines(sheet, bases[0].language):
                click.echo(line)
            return
        sheets: list[Sheet] = [sheet]
        parts: list[Part] = []
    else:
        bases = _loaded(decks, options["lang"])
        parts, sheets = _composed(bases, options)
    explained = options["explain"]
    if explained is None:
        explained = not options["roster"]
    keys = composing.keys(sheets, bases[0].language, explained=explained) if sheets else []
    assert output is not None
    files = {output: parts if options["no_key"] or options["key_file"] else parts + keys}
    if options["key_file"]:
        files[options["key_file"]] = keys
    _print(files, bases, options)


_CLASHES = {
    "roster": "versions",
    "no-key": "key-file explain",
    "key": "style versions roster count parallel key-file no-key form topic difficulty"
    " seed lang",
    "style study": "versions roster count parallel key-file no-key explain form difficulty"
    " seed",
    "style cards": "versions roster parallel key-file no-key explain",
}
_CLASHES["style timeline"] = _CLASHES["style study"]
"""Options of `handout`, and those that say nothing beside them."""


def _fitting(output: str | None, options: dict[str, Any]) -> None:
    """End if the options of `handout` do not go together, or a file has no format."""
    from quizgen.exports.handout import FORMATS, ending

    if output is None and not options["key"]:
        raise click.UsageError("say where to: -o FILE")
    given = {name.replace("_", "-") for name, value in options.items() if value}
    given |= {f"style {options['style']}"} - {"style test"}
    given |= set() if options["same_questions"] else {"parallel"}
    given -= {"style"} if options["style"] == "test" else set()
    for one, others in _CLASHES.items():
        for other in others.split():
            if one in given and other in given:
                raise click.UsageError(f"--{one} and --{other} do not go together")
    for file in filter(None, (output, options["key_file"])):
        if not ending(file):
            known = ", ".join(FORMATS)
            raise click.ClickException(f"found '{file}': expected a file ending in {known}")
    if output and os.path.realpath(output) == os.path.realpath(options["key_file"] or ""):
        raise click.ClickException("the key needs another file than the test")


def _composed(
    bases: "Sequence[FactBase]", options: dict[str, Any]
) -> "tuple[list[Part], list[Sheet]]":
    """What is to be printed; and if that is a test, its sheets, which need keys."""
    from quizgen.exports.handout import composing
    from quizgen.generating import seams
    from quizgen.issuing import Request, issue
    from quizgen.outlining import dated, outline

    language = bases[0].language
    wish = _wish(bases, options)
    where = [seam for base in bases for seam in seams(base, options["seed"])]
    count = options["count"] or 20
    match options["style"]:
        case "study" | "timeline" as style:
            topics = outline(where, wish.topics)
            topics = dated(topics) if style == "timeline" else topics
            if not topics:
                raise click.ClickException("there are no such facts")
            made = composing.study if style == "study" else composing.timeline
            return made(topics, language), []
        case "cards":
            from quizgen.choosing import Wish, choose

            wish = Wish(wish.forms or _CARDS, wish.topics, wish.level)
            chosen, note = choose(where, count, seed=options["seed"], wish=wish)
            _enough(len(chosen.questions), note, options)
            return composing.cards(chosen.questions, language), []
    request = Request(
        count, options["seed"], wish, options["lang"] or "", not options["same_questions"]
    )
    students = _enrolled(options["roster"]) if options["roster"] else ()
    sheets, note = issue(bases, request, options["versions"] or 1, students)
    _enough(len(sheets[0].questions) if sheets else 0, note, options)
    return composing.tests(sheets, language), sheets


def _enough(found: int, note: str, options: dict[str, Any]) -> None:
    """End if there are fewer questions than were asked for; else pass *note* on."""
    if not found or found < (options["count"] or 0):
        raise click.ClickException(f"found {found} questions: {note}")
    if note:
        click.echo(f"{found} questions: {note}", err=True)


def _enrolled(path: str) -> "Sequence[Student]":
    """The class list at *path*."""
    from pathlib import Path

    from quizgen.rostering import enrolled

    try:
        students, problems = enrolled(Path(path).read_bytes(), path)
    except OSError as error:
        message = f"cannot read {path}: {error.strerror or error}"
        raise click.ClickException(message) from None
    _report(problems)
    return students


def _reissued(decks: Sequence[str], text: str) -> "tuple[Sequence[FactBase], Sheet]":
    """The sheet that bears the code *text*, and what it was made from."""
    from quizgen.coding import MalformedError, read
    from quizgen.issuing import reissue

    try:
        code = read(text)
    except MalformedError as error:
        raise click.ClickException(str(error)) from None
    bases = _loaded(decks or code.decks, code.language or None)
    sheet = reissue(bases, code)
    if isinstance(sheet, str):
        raise click.ClickException(sheet)
    return bases, sheet


def _print(
    files: "dict[str, list[Part]]", bases: "Sequence[FactBase]", options: dict[str, Any]
) -> None:
    """Write each of *files*, or none."""
    from contextlib import ExitStack

    from quizgen.exports.handout import composing, ending, render
    from quizgen.exports.handout.parts import MissingLetterError, laid_out

    style = ("paper", "font_size", "large_print", "duplex")
    layout = laid_out(*(options[name] for name in style))
    texts = {name: options[name] for name in ("title", "course", "date")}
    with ExitStack() as stack:
        for path, parts in files.items():
            whole = composing.handout(bases, parts, layout, **texts)
            try:
                content = render(whole, ending(path))
            except MissingLetterError as error:
                raise click.ClickException(str(error)) from None
            except ModuleNotFoundError as error:
                raise click.ClickException(
                    f"{ending(path)} needs {error.name}: pip install 'quizgen[handout]'"
                ) from None
            stack.enter_context(_writing(path)).write(content)
    for path in files:
        click.echo(f"Wrote {path}", err=True)


@main.command()
@_decks
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "-n", "--count", type=click.IntRange(1), help="Choose so many; all if not said."
)
@_choosing
def questions(
    decks: Sequence[str], as_json: bool, count: int | None, **options: Any
) -> None:
    """List the questions themselves.

    \b
    Examples:
      quizgen questions csto --topic Leadership
      quizgen questions csto --json | jq .stem
    """
    from quizgen.choosing import choose

    bases = _loaded(decks, options["lang"])
    wish = _wish(bases, options)
    found: Iterable[Question] = filter(wish.admits, _generated(bases, options["seed"]))
    if count is not None:
        chosen, shortage = choose(found, count, seed=options["seed"], wish=wish)
        found = chosen.questions
        if shortage:
            click.echo(f"{len(chosen.questions)} questions: {shortage}", err=True)
    if as_json:
        from quizgen.exports.jsonl import render

        for line in render(found):
            click.echo(line)
    else:
        from quizgen.exports.plain import render as plain

        empty = True
        for paragraph in plain(found):
            click.echo(paragraph if empty else f"\n{paragraph}")
            empty = False
        if empty:
            raise click.ClickException(_NONE)


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--items", is_flag=True, help="Examine all questions, under 20 seeds.")
@click.option("--sources", is_flag=True, help="List what facts rest on, and stale ones.")
@click.option(
    "--age", default=365, show_default=True, help="Days after which one is stale."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def check(
    paths: Sequence[str], items: bool, sources: bool, age: int, as_json: bool
) -> None:
    """Say everything that is wrong in decks, as FILE:LINE:COLUMN.

    Errors stop every other command. Warnings name the questions that could not be
    made, and why. Without PATH, the decks that come with quizgen are checked.

    \b
    Example:
      quizgen check my-deck.yaml
    """
    from quizgen.checking import check as rules
    from quizgen.checking import shortfalls
    from quizgen.reading import load, shipped

    bases, problems = load(paths or shipped())
    if sources:
        _list_sources(bases, age)
    for base in bases:
        found = rules(base)
        problems += found
        if not any(problem.level == "error" for problem in found):
            problems += shortfalls(base)
            if items:
                from quizgen.examining import examine

                problems += examine(base)
    problems = sorted(set(problems))
    for problem in problems:
        if as_json:
            import json

            place, level, message = problem.place, problem.level, problem.message
            record = {**place._asdict(), "level": level, "message": message}
            click.echo(json.dumps(record, ensure_ascii=False))
        else:
            click.echo(str(problem))
    errors = sum(problem.level == "error" for problem in problems)
    click.echo(f"{errors} errors, {len(problems) - errors} warnings", err=True)
    sys.exit(1 if errors else 0)


def _list_sources(bases: "Sequence[FactBase]", age: int) -> None:
    import datetime

    from quizgen import dates
    from quizgen.exports.listing import rested

    day = datetime.date.today() - datetime.timedelta(days=age)
    for base in bases:
        for line in rested(base, dates.date(day.year, day.month, day.day)):
            click.echo(line)


@main.command("decks")
@_decks
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_decks(decks: Sequence[str], as_json: bool) -> None:
    """List decks: what is in them, and when it was checked.

    Without DECK, those that come with quizgen.
    """
    from quizgen.exports.listing import described, paragraphs
    from quizgen.reading import shipped

    bases = _loaded(decks or shipped(), None)
    rows = [described(base, _generated([base], 0)) for base in bases]
    if as_json:
        import json

        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        for line in paragraphs(rows):
            click.echo(line)


@main.command()
@click.argument("query")
@_decks
def facts(query: str, decks: Sequence[str]) -> None:
    """Look up facts, or answer a pattern.

    QUERY is some words, or one or more patterns with variables, separated by commas.

    \b
    Examples:
      quizgen facts zas
      quizgen facts "csto member ?state @ 2005-01-01"
    """
    from quizgen.looking import look
    from quizgen.reading import shipped

    lines: dict[str, None] = {}
    problems: dict[str, None] = {}
    for base in _loaded(decks or shipped(), None):
        found, problem = look(base, query)
        lines |= dict.fromkeys(found)
        if problem:
            problems[problem] = None
    for line in lines:
        click.echo(line)
    if not lines:
        raise click.ClickException(next(iter(problems), "nothing found"))


@main.command()
@click.argument("name")
def new(name: str) -> None:
    """Write a commented starter deck to NAME.yaml.

    \b
    Example:
      quizgen new rivers && quizgen quiz rivers.yaml
    """
    import re
    from pathlib import Path

    from quizgen import schema as schemas
    from quizgen.starting import STARTER

    if not re.fullmatch(schemas.ID, name):
        raise click.ClickException(
            f"found '{name}': expected lower-case letters, digits and hyphens"
        )
    path = Path(f"{name}.yaml")
    if path.exists():
        raise click.ClickException(f"{path} exists already")
    with _writing(str(path)) as file:
        file.write(STARTER.replace("NAME", name).encode())
    click.echo(f"Wrote {path}. Next: quizgen check {path}; quizgen quiz {path}", err=True)


@main.command()
def schema() -> None:
    """Print the JSON Schema of a deck, for editors.

    \b
    Example:
      quizgen schema > deck.schema.json
    """
    import json

    from quizgen.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=2))


# What the commands share


def _answers(folder: str | None) -> "Path":
    """The file in which a learner's answers are kept."""
    from pathlib import Path

    from quizgen.remembering import NAME

    if folder:
        return Path(folder, NAME)
    from platformdirs import user_data_path

    return user_data_path("quizgen", appauthor=False) / NAME


@contextmanager
def _store(folder: str | None) -> "Iterator[Store]":
    from quizgen.remembering import StoreError, opened

    try:
        with opened(_answers(folder)) as store:
            yield store
    except StoreError as error:
        raise click.ClickException(str(error)) from None


def _clock(now: str | None) -> "Callable[[], Moment]":
    """Tells the time: the computer's, or as if the command had begun at *now*."""
    import datetime
    import time

    from quizgen.scheduling import Moment

    begun, shift = time.time(), datetime.timedelta()
    if now:
        try:
            at = datetime.datetime.fromisoformat(now)
        except ValueError:
            message = f"'{now}' is no time such as 2026-11-24T18:00"
            raise click.BadParameter(message, param_hint="--now") from None
        if len(now) <= 10:  # a day alone, of which midnight belongs to the one before
            at = at.replace(hour=12)
        shift = at.astimezone() - datetime.datetime.fromtimestamp(begun).astimezone()

    def told() -> Moment:
        here = datetime.datetime.now().astimezone() + shift
        if now and at.tzinfo is not None:
            here = here.astimezone(at.tzinfo)
        offset = (here.utcoffset() or datetime.timedelta()) // datetime.timedelta(minutes=1)
        return Moment(int(here.timestamp() * 1_000_000), offset)

    return told


def _addresses(names: Sequence[str], bases: "Sequence[FactBase]") -> dict[str, str]:
    """What finds each deck from anywhere, by its id: a shipped one's name, or a path."""
    from quizgen.reading import SHIPPED, located

    return {
        base.deck.id: path.stem if path.parent == SHIPPED else str(path.resolve())
        for base, path in zip(bases, located(names), strict=True)
    }


def _loaded(names: Sequence[str], language: str | None) -> Sequence["FactBase"]:
    """The decks; prints what is wrong with them, and ends if that is an error."""
    from quizgen.checking import check as rules
    from quizgen.reading import load, shipped

    if not names:
        raise click.UsageError(f"name a deck: {', '.join(shipped())}, or a path")
    bases, problems = load(names, language=language)
    for base in bases:
        problems += rules(base)
    _report(problems)
    if language is not None and not any(base.templates for base in bases):
        has = ", ".join(sorted({deck.language for base in bases for deck in base.decks}))
        raise click.ClickException(f"no question is written in '{language}', only in {has}")
    return bases


def _report(problems: "Iterable[Problem]") -> None:
    found = sorted(set(problems))
    for problem in found:
        click.echo(str(problem), err=True)
    if any(problem.level == "error" for problem in found):
        sys.exit(1)


def _generated(bases: "Sequence[FactBase]", seed: int) -> "Iterator[Question]":
    """The questions of *bases*, one by one."""
    from quizgen.generating import questions as made

    for base in bases:
        yield from made(base, seed)


def _wish(bases: "Sequence[FactBase]", options: dict[str, Any]) -> Any:
    """What the options of `_choosing` ask for; ends if no deck has such a topic."""
    from quizgen.choosing import Wish
    from quizgen.naming import nearest

    topics = {template.topic for base in bases for template in base.templates}
    for topic in options["topic"]:
        if topic.casefold() not in map(str.casefold, topics):
            raise click.ClickException(f"no topic '{topic}'{nearest(topic, topics)}")
    return Wish(options["form"], options["topic"], options["difficulty"] or "")


@contextmanager
def _writing(output: str) -> "Iterator[BinaryIO]":
    """A file to write to, which is there whole at the end or not at all; "-" is stdout."""
    from pathlib import Path

    if output == "-":
        yield sys.stdout.buffer
        return
    path = Path(output)
    # What is no file, such as /dev/null, is not to be replaced by one.
    whole = os.path.isfile(path) or not os.path.exists(path)
    target = path.with_name(f".{path.name}.{os.getpid()}.tmp") if whole else path
    try:
        with target.open("wb") as file:
            yield file
        if whole:
            target.replace(path)
    except OSError as error:
        message = f"cannot write {output}: {error.strerror or error}"
        raise click.ClickException(message) from None
    finally:
        if whole and os.path.exists(target):
            target.unlink()
