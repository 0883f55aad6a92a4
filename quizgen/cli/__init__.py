"""The command line: load, call, report, write.

Only here are results printed, files written, the clock read and the process ended. The
commands are in one module for each kind of user; each is imported when it is wanted, and
imports the rooms that it needs, so that none pays for another.
"""

from importlib import import_module
from typing import Any

import click

from quizgen import __version__

_COMMANDS = {
    "quiz": "quiz",
    "review": "review",
    "stats": "review",
    "flags": "review",
    "data": "data",
    "anki": "anki",
    "handout": "handout",
    "questions": "authors",
    "check": "authors",
    "decks": "authors",
    "facts": "authors",
    "new": "authors",
    "schema": "authors",
}
"""The module of each command, which there has its name."""


class _Commands(click.Group):
    """Imports commands when they are wanted; ends with status 130 when interrupted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*_COMMANDS]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = import_module(f"quizgen.cli.{_COMMANDS[name]}")
        command = getattr(module, name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        import atexit
        import gc

        from quizgen.tui.streams import make_forgiving

        # Row `review` of tests/bench: without these, its first question is late (ratio 2.1
        # and not 1.8). A command makes many objects at its start, and few cycles.
        gc.set_threshold(100_000)
        atexit.register(gc.freeze)
        make_forgiving()
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
