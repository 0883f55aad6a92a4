"""The traits that questions may be asked for by: form, topic, difficulty and worth."""

from collections.abc import Collection
from typing import NamedTuple

from quizgen.generate.assemble import make_question
from quizgen.generate.items import Item
from quizgen.model import WORTHS, Form, Question, Refusal, Template, Worth

LEVELS = {"easy": (0.0, 0.4), "medium": (0.4, 0.6), "hard": (0.6, 1.01)}
"""Ranges of predicted difficulty, the upper end not included."""


class Criteria(NamedTuple):
    """The traits that a question must have to be asked; an empty one admits any.

    Attributes:
        forms: It is of one of these forms.
        topics: It is of one of these topics, whatever their case.
        levels: Its difficulty is of one of these LEVELS.
        worths: It is of one of these worths.
    """

    forms: Collection[Form] = ()
    topics: Collection[str] = ()
    levels: Collection[str] = ()
    worths: Collection[Worth] = ()

    def admits(self, question: Question) -> bool:
        """Return whether *question* meets all criteria."""
        about = question.about
        return (
            self.admits_form(about.form)
            and self.admits_topic(about.topic)
            and self._admits_difficulty(about.difficulty)
            and self.admits_worth(about.worth)
        )

    def admits_template(self, template: Template) -> bool:
        """Return whether a question of *template* may meet them."""
        return (
            self.admits_topic(template.topic)
            and self._admits_lower(template.worth)
            and any(map(self.admits_form, template.forms))
        )

    def admits_item(self, item: Item) -> bool:
        """Return whether the question of *item* will; made only if that must be."""
        if not (self.admits_form(item.form) and self.admits_topic(item.topic)):
            return False
        if not self._admits_lower(item.highest_worth):
            return False
        if not self.levels and not self.worths:
            return True
        question = make_question(item)
        return not isinstance(question, Refusal) and self.admits(question)

    def admits_form(self, form: Form) -> bool:
        """Return whether questions of *form* may be asked."""
        return not self.forms or form in self.forms

    def admits_topic(self, topic: str) -> bool:
        """Return whether questions of *topic*, whatever its case, may be asked."""
        topics = {name.casefold() for name in self.topics}
        return not topics or topic.casefold() in topics

    def admits_worth(self, worth: Worth) -> bool:
        """Return whether questions of *worth* may be asked."""
        return not self.worths or worth in self.worths

    def _admits_lower(self, worth: Worth) -> bool:
        """Return whether *worth* or a lower one is admitted: facts may lower it."""
        lower = WORTHS[WORTHS.index(worth) :]
        return not self.worths or any(own in self.worths for own in lower)

    def _admits_difficulty(self, difficulty: float) -> bool:
        ranges = [LEVELS[level] for level in self.levels]
        return not ranges or any(low <= difficulty < high for low, high in ranges)


ANY = Criteria()
"""The criteria that every question meets."""
