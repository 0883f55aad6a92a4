"""A base as all of its templates use it, so that what they share is made once."""

from quizgen.generate.labels import Labels
from quizgen.i18n import has_language, words_in
from quizgen.model import FactBase
from quizgen.query.index import Index


class GenerationContext:
    """A base, prepared for its questions to be generated with *seed*.

    Attributes:
        base: The facts and templates.
        identity: The deck's, as `FactBase.identity`.
        oldest_names: Those of entities that were renamed, by their ids.
        seed: Draws wrong options.
        index: The facts, by relation, subject and value.
        labels: The names of values.
        words: What explanations say themselves, in the language of the base.
        prepositions: Those before dates, as `Calendar.prepositions`.
        sentences: Facts in words, by ``id(fact)``; filled by `sentences.sentence`.
    """

    def __init__(self, base: FactBase, seed: int = 0) -> None:
        self.base = base
        self.identity = base.identity
        self.oldest_names = {
            entity.id: entity.oldest_name for entity in base.entities.values() if entity.was
        }
        self.seed = seed
        self.index = Index(base)
        self.labels = Labels(base)
        self.words = words_in(base.language).explanation
        has_words = has_language(base.language)
        self.prepositions = words_in(base.language).calendar.prepositions * has_words
        self.sentences: dict[int, str] = {}
