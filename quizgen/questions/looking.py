"""A query -> the facts, or the bindings, that it finds; and facts in words."""

from quizgen.facts.clauses import kinds_of, variables
from quizgen.facts.patterns import Malformed, clause, typed
from quizgen.model import LITERALS, FactBase
from quizgen.naming import nearest
from quizgen.questions.comparing import Unknown
from quizgen.questions.explaining import Explainer
from quizgen.questions.indexing import Index
from quizgen.questions.labelling import Labels
from quizgen.questions.matching import Query


def look(base: FactBase, query: str) -> tuple[list[str], str]:
    """Lines that answer *query*, and what is wrong with it, else ""."""
    if "?" in query:
        return _matched(base, query)
    return _searched(base, query), ""


def sentences(base: FactBase) -> dict[str, str]:
    """The facts of the deck itself in words, by id."""
    explainer = Explainer(Index(base), Labels(base))
    return {
        fact.id: explainer.sentence(fact)
        for fact in base.facts
        if fact.deck == base.deck.id
    }


def _searched(base: FactBase, query: str) -> list[str]:
    index = Index(base)
    explainer = Explainer(index, Labels(base))
    words = query.casefold().split()
    lines = []
    for fact in base.facts:
        if fact.deck != base.deck.id:
            continue
        text = f"{explainer.sentence(fact)} {fact.note}".rstrip()
        searched = f"{text} {fact.id}".casefold()
        if all(word in searched for word in words):
            sources = ", ".join(fact.sources)
            lines.append(f"{text} [{sources}] {fact.place}")
    return lines


def _matched(base: FactBase, query: str) -> tuple[list[str], str]:
    parts = [query] if ":" in query else query.split(",")
    try:
        clauses = typed([clause(p.strip(), base.relations) for p in parts], base.relations)
    except Malformed as error:
        return [], str(error)
    except KeyError as error:
        name = error.args[0]
        return [], f"unknown relation '{name}'{nearest(name, base.relations)}"
    labels = Labels(base)
    literals = {
        name: next(iter(kinds & {*LITERALS}), "")
        for name, kinds in kinds_of(clauses, base.relations).items()
    }
    names = list(dict.fromkeys(n for whole in clauses for n in variables(whole)))
    lines: dict[str, None] = {}
    for frame, _ in Query(Index(base), clauses).sure({}):
        found = [
            f"{name}: {labels.value(value, literal=literals.get(name, ''))}"
            for name in names
            if (value := frame.get(name)) is not None and not isinstance(value, Unknown)
        ]
        lines["  ".join(found)] = None
    return list(lines), ""
