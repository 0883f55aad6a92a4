"""The command line: load, call, report, write.

Only here are results printed, files written, the clock read and the process ended. There
is a module for each group of commands. It is imported when one of them is run, so that
none pays for the rooms of another.
"""

import atexit
import gc
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from quizgen import __version__
from quizgen.cli.output import printable_errors, say
from quizgen.cli.process import run_safely
from quizgen.generate.groups import TooManyMatches
from quizgen.tui.streams import make_forgiving

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class _CommandEntry(NamedTuple):
    """The module of a command, which there has its name, and the first line of its help."""

    module: str
    summary: str


_COMMANDS = {
    "quiz": _CommandEntry("quiz", "Take a quiz in the terminal."),
    "review": _CommandEntry("review", "Review what is due today, and learn something new."),
    "stats": _CommandEntry(
        "stats",
        "Show what was learned: facts, retention, calendar, forecast, what is hardest.",
    ),
    "flags": _CommandEntry(
        "stats", "List questions that were flagged in a review, with their notes."
    ),
    "data": _CommandEntry(
        "data",
        "Look after what was answered: where it is, copies, moving it, learning from it.",
    ),
    "anki": _CommandEntry("anki", "Write an Anki deck."),
    "handout": _CommandEntry(
        "handout",
        "Write tests with keys, study sheets, cards or timelines, to be printed.",
    ),
    "questions": _CommandEntry("questions", "List the questions themselves."),
    "check": _CommandEntry(
        "decks", "Say everything that is wrong in decks, as FILE:LINE:COLUMN."
    ),
    "decks": _CommandEntry(
        "decks", "List decks: what is in them, and when it was checked."
    ),
    "facts": _CommandEntry("facts", "Look up facts, or answer a pattern."),
    "new": _CommandEntry("decks", "Write a commented starter deck to NAME.yaml."),
    "schema": _CommandEntry("decks", "Print the JSON Schema of a deck, for editors."),
}


class _Commands(click.Group):
    """Imports a command when it is run; ends with status 130 when interrupted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*_COMMANDS]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = import_module(f"quizgen.cli.{_COMMANDS[name].module}")
        command = getattr(module, name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = formatter.width - 6 - max(map(len, _COMMANDS))
        stubs = [click.Command(name, help=_COMMANDS[name].summary) for name in _COMMANDS]
        with formatter.section("Commands"):
            formatter.write_dl(
                [(str(stub.name), stub.get_short_help_str(width)) for stub in stubs]
            )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem  # only a shell asks for it

        items = [
            CompletionItem(name, help=entry.summary)
            for name, entry in _COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*items, *click.Command.shell_complete(self, ctx, incomplete)]

    def main(self, *args: Any, **options: Any) -> Any:
        command = super().main
        return run_safely(lambda: command(*args, **options))

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        with printable_errors():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        # Row `review` of tests/bench: without these, its first question is late (ratio 2.1
        # and not 1.8). A command makes many objects at its start, and few cycles.
        gc.set_threshold(100_000)
        atexit.register(gc.freeze)
        make_forgiving()
        try:
            with printable_errors():
                return super().invoke(ctx)
        except TooManyMatches as error:
            say(error.problem, err=True)
            ctx.exit(1)
        except (KeyboardInterrupt, click.Abort):
            say("Interrupted.", err=True)
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
