"""Facts -> sentences, with their times, and whose claims they are."""

from collections.abc import Iterable

from quizgen.dates import Date
from quizgen.generate.context import GenerationContext
from quizgen.generate.labels import part_of_date
from quizgen.i18n import spell_date
from quizgen.model import Fact, FactBase, Source, Wording
from quizgen.text import as_sentence


def fact_sentences(base: FactBase) -> dict[str, str]:
    """Return the facts of the deck itself in words, by id."""
    context = GenerationContext(base)
    own_facts = (fact for fact in base.facts if fact.deck == base.deck.id)
    return {fact.id: sentence(context, fact) for fact in own_facts}


def sentence(context: GenerationContext, fact: Fact) -> str:
    """Return *fact* as its relation says it, with its time and whose claim it is."""
    key = id(fact)
    if key not in context.sentences:
        context.sentences[key] = _sentence(context, fact)
    return context.sentences[key]


def answer_sentence(context: GenerationContext, fact: Fact, stem: str) -> str:
    """Return *fact* as `sentence` does, without *stem* where it repeats that.

    A subject can be a question itself, to which the value is the answer.
    """
    text = sentence(context, fact)
    if stem and text.startswith(stem):
        return as_sentence(text[len(stem) :].strip()) if len(text) > len(stem) else text
    return text


def sources_of(base: FactBase, facts: Iterable[Fact]) -> tuple[Source, ...]:
    """Return what *facts* rest on, each source once."""
    names = dict.fromkeys((fact.deck, name) for fact in facts for name in fact.sources)
    return tuple([base.sources[name] for name in names])


def _sentence(context: GenerationContext, fact: Fact) -> str:
    relation = context.base.relations[fact.relation]
    has_ended = fact.until is not None or fact.on is not None
    wording = relation.said if has_ended else relation.says
    if wording:
        text = _fill(context, wording, fact)
    else:
        subject = context.labels.entity(fact.subject)
        value = _value(context, fact)
        text = f"{subject}, {fact.relation.replace('-', ' ')}: {value}"
    time = _time(context, fact, can_end=relation.said != relation.says)
    if time and time.casefold() not in text.casefold():
        text = f"{text} ({time})"
    if fact.said_by:
        text += context.words.according_to.format(_speaker(context, fact))
    return as_sentence(text)


def _fill(context: GenerationContext, wording: Wording, fact: Fact) -> str:
    """Return *wording* with the subject of *fact* for ``{of}``, its value for ``{is}``."""
    text = ""
    for piece in wording:
        if isinstance(piece, str):
            text += piece
        elif piece.variable != "is":
            text += context.labels.entity(fact.subject, piece.part)
        else:
            if isinstance(fact.value, Date):
                text = fit_preposition(text, part_of_date(fact.value, piece.part), context)
            text += _value(context, fact, piece.part)
    return text


def fit_preposition(text: str, date: Date, context: GenerationContext) -> str:
    """Return *text*, which *date* follows, with "in" for "on" where it has no day."""
    if not context.prepositions:
        return text
    right, wrong = context.prepositions[:: 1 if date.day else -1]
    ending = f" {wrong} "
    return f"{text.removesuffix(ending)} {right} " if text.endswith(ending) else text


def _value(context: GenerationContext, fact: Fact, part: str = "") -> str:
    literal = context.base.relations[fact.relation].literal
    text = context.labels.value(fact.value, part, literal=literal)
    return f"{text} {fact.unit}" if fact.unit else text


def _time(context: GenerationContext, fact: Fact, *, can_end: bool) -> str:
    """Return when *fact* held, in words; empty if it has no date.

    What *can_end* and was seen on one day held longer than that day.
    """
    language, words = context.base.language, context.words
    if fact.on is not None:
        day = spell_date(fact.on, language)
        return words.seen.format(day) if can_end else day
    since = "" if fact.since is None else spell_date(fact.since, language)
    until = "" if fact.until is None else spell_date(fact.until, language)
    if since and until:
        return since if since == until else f"{since} – {until}"
    if since:
        return words.since.format(since)
    return words.until.format(until) if until else ""


def _speaker(context: GenerationContext, fact: Fact) -> str:
    entity = context.base.entities.get(fact.said_by)
    return entity.name if entity else fact.said_by
