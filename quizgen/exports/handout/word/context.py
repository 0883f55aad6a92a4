"""The context in which a part of a handout is written in Word."""

from dataclasses import dataclass

from docx.document import Document

from quizgen.exports.handout.parts import Handout, Layout
from quizgen.exports.handout.word.styles import Page
from quizgen.i18n.words import PaperWords


@dataclass(frozen=True, slots=True)
class Context:
    """The document that a part of a handout goes to, and how it is laid out.

    Attributes:
        document: Links, pictures and footers are registered in it.
        handout: All of it.
        words: The fixed words in its language.
        page: The paper of its texts.
        part_number: Of the part that is written, from 1.
        numbering: The id of the list that its questions are items of.
    """

    document: Document
    handout: Handout
    words: PaperWords
    page: Page
    part_number: int
    numbering: int

    @property
    def layout(self) -> Layout:
        """The layout of the handout."""
        return self.handout.layout

    @property
    def em(self) -> int:
        """The size of the text in twips."""
        return round(self.layout.size * 20)

    @property
    def small(self) -> float:
        """The size in points of what is less important."""
        return self.layout.size * 0.85
