"""A base as all of its templates use it, so that what they share is made once."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property

from quizgen.generate.labels import Labels
from quizgen.i18n import has_language, words_in
from quizgen.model import FactBase
from quizgen.query.index import Index
from quizgen.text import capitalized, fold, fold_name


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
        name_roots: The roots of the names of entities; filled by `cues.own_roots`.
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
        self._entities_in_texts: dict[str, frozenset[str]] = {}
        self.name_roots: dict[str, frozenset[str]] = {}

    @cached_property
    def entity_relations(self) -> list[str]:
        """The relations whose values are entities, if there are facts of them."""
        facts, relations = self.index.facts, self.base.relations.values()
        return [r.id for r in relations if not r.literal and r.id in facts]

    @cached_property
    def namesakes(self) -> Mapping[str, list[str]]:
        """The entities that share a name with others of their kind, each with those."""
        ids_by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entity in self.base.entities.values():
            for name in (entity.name, entity.short):
                ids_by_name[entity.kind, fold_name(name)].add(entity.id)
        namesakes: dict[str, list[str]] = defaultdict(list)
        for ids in ids_by_name.values():
            for entity_id in ids if len(ids) > 1 else ():
                namesakes[entity_id] += sorted(ids - {entity_id})
        return dict(namesakes)

    @cached_property
    def ids_by_name(self) -> Mapping[str, str]:
        """The id of each entity by its names, folded; none of a name that several have."""
        ids: dict[str, str] = {}
        for entity in self.base.entities.values():
            for name in self.labels.folded_names(entity.id, entity.name):
                ids[name] = "" if ids.get(name, entity.id) != entity.id else entity.id
        return {name: entity_id for name, entity_id in ids.items() if entity_id}

    @cached_property
    def ties(self) -> Mapping[str, list[tuple[str, str]]]:
        """Return the entities that facts tie one to one, by entity, with the relations."""
        ties: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for relation in self.base.relations.values():
            if relation.literal:
                continue
            facts = [f for f in self.index.facts[relation.id] if not f.doubtful]
            subjects = Counter(fact.subject for fact in facts)
            values = Counter(fact.value for fact in facts)
            for fact in facts:
                if subjects[fact.subject] == values[fact.value] == 1:
                    ties[fact.subject].append((relation.id, str(fact.value)))
                    ties[str(fact.value)].append((relation.id, fact.subject))
        return dict(ties)

    @cached_property
    def symbols(self) -> Mapping[str, list[str]]:
        """The names with a small letter that a sentence may begin with, by entity."""
        symbols: dict[str, list[str]] = defaultdict(list)
        for entity in self.base.entities.values():
            for label in dict.fromkeys((entity.name, entity.short)):
                if label[:1].islower() and capitalized(label) == label:
                    symbols[entity.id].append(label)
        return dict(symbols)

    def entities_in(self, text: str) -> frozenset[str]:
        """Return the ids of the entities whose names stand in *text*."""
        found = self._entities_in_texts.get(text)
        if found is None:
            found = self._entities_in_texts[text] = self._find_entities(text)
        return found

    def _find_entities(self, text: str) -> frozenset[str]:
        ids, words = self.ids_by_name, fold(text).split()
        return frozenset(
            ids[name]
            for start, first in enumerate(words)
            for length in self._name_lengths.get(first, ())
            if (name := " ".join(words[start : start + length])) in ids
        )

    @cached_property
    def _name_lengths(self) -> Mapping[str, frozenset[int]]:
        """Return the lengths in words of the names that begin with a word, by that word."""
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self.ids_by_name:
            words = name.split()
            lengths[words[0]].add(len(words))
        return {word: frozenset(counts) for word, counts in lengths.items()}
