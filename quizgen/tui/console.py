"""The terminal, as rich writes to it: colours and links are ours, texts are of others."""

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook
from rich.segment import Segment

from quizgen.text import printable


def open_console() -> Console:
    """Return standard output; no text that is printed there can tell a terminal what to do.

    Control codes of our own go there by `Console.control`.
    """
    console = Console(highlight=False, markup=False, emoji=False)
    console.push_render_hook(_PrintableTexts())
    return console


class _PrintableTexts(RenderHook):
    """Makes all that a console prints printable, at the last step."""

    def process_renderables(
        self, renderables: list[ConsoleRenderable]
    ) -> list[ConsoleRenderable]:
        return [_Printable(renderable) for renderable in renderables]


class _Printable:
    """A renderable like another one, each text and link of it printable."""

    def __init__(self, renderable: ConsoleRenderable) -> None:
        self._renderable = renderable

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[Segment]:
        for segment in console.render(self._renderable, options):
            yield segment if segment.control else _printable_segment(segment)


def _printable_segment(segment: Segment) -> Segment:
    text, style, _ = segment
    if style is not None and style.link is not None:
        style = style.update_link(printable(style.link))
    return Segment(printable(text), style)
