"""Sources in Word: what is cited where, and the list of them at the end."""

from collections.abc import Iterator, Sequence

from quizgen.exports.handout.parts import SourceLine
from quizgen.exports.handout.word.context import Context
from quizgen.exports.handout.word.elements import Element, hyperlink, paragraph, run


def citation(context: Context, source: SourceLine) -> Iterator[Element]:
    """Yield the runs of *source*; its title leads to its address if it has one."""
    title = run(source.title)
    yield hyperlink(context.document, title, source.url) if source.url else title
    if source.details:
        yield run(source.details)


def citations(context: Context, sources: Sequence[SourceLine]) -> Element:
    """Return a paragraph with all of *sources*, of which there is at least one."""
    words = context.words
    content = [run(f"{words.sources if len(sources) > 1 else words.source}: ")]
    for i, source in enumerate(sources):
        content += [run("; ")] if i else []
        content += citation(context, source)
    return paragraph("Source", *content)


def source_list(context: Context, sources: Sequence[SourceLine]) -> Iterator[Element]:
    """Yield a heading and the *sources*, numbered from 1; nothing if there are none."""
    if sources:
        yield paragraph("Heading 2", run(context.words.sources))
    for number, source in enumerate(sources, 1):
        yield paragraph("Reference", run(f"{number}\t"), *citation(context, source))
