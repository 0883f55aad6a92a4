"""Facts -> sentences, with their times, and whose claims they are."""

from collections.abc import Iterable

from quizgen.generate.context import GenerationContext
from quizgen.i18n import spell_date
from quizgen.model import Fact, FactBase, Placeholder, Source, Wording


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


def sources_of(base: FactBase, facts: Iterable[Fact]) -> tuple[Source, ...]:
    """Return what *facts* rest on, each source once."""
    names = dict.fromkeys((fact.deck, name) for fact in facts for name in fact.sources)
    return tuple([base.sources[name] for name in names])


def _sentence(context: GenerationContext, fact: Fact) -> str:
    relation = context.base.relations[fact.relation]
    has_ended = fact.until is not None or fact.on is not None
    wording = relation.said if has_ended else relation.says
    value = _value(context, fact)
    if wording:
        text = _fill(context, wording, fact, value)
    else:
        subject = context.labels.entity(fact.subject)
        text = f"{subject}, {fact.relation.replace('-', ' ')}: {value}"
    time = _time(context, fact)
    time = f" ({time})" if time else ""
    claim = (
        context.words.according_to.format(_speaker(context, fact)) if fact.said_by else ""
    )
    return f"{text[0].upper()}{text[1:]}{time}{claim}."


def _fill(context: GenerationContext, wording: Wording, fact: Fact, value: str) -> str:
    """Return *wording* with the subject of *fact* for ``{of}`` and *value* for ``{is}``."""

    def name(placeholder: Placeholder) -> str:
        if placeholder.variable != "is":
            return context.labels.entity(fact.subject, placeholder.part)
        if placeholder.part != "short":
            return value
        return context.labels.entity(str(fact.value), "short")

    return "".join(text if isinstance(text, str) else name(text) for text in wording)


def _value(context: GenerationContext, fact: Fact) -> str:
    literal = context.base.relations[fact.relation].literal
    text = context.labels.value(fact.value, literal=literal)
    return f"{text} {fact.unit}" if fact.unit else text


def _time(context: GenerationContext, fact: Fact) -> str:
    """Return when *fact* held, in words; empty if it has no date."""
    language, words = context.base.language, context.words
    if fact.on is not None:
        return spell_date(fact.on, language)
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
