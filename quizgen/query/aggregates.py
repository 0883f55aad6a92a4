"""Counts and extremes over the bindings of their inner patterns, where they are certain."""

from collections.abc import Iterable, Sequence

from quizgen.model import Count, Extreme
from quizgen.query.compare import TermValue, Unknown, compare, is_vague
from quizgen.query.statements import Binding, Match


def count_matches(
    count: Count, sure: Sequence[Match], possible: Iterable[Binding]
) -> list[Match] | None:
    """Return one match with the number of different values, proved by all their facts.

    Where nothing is possible that is 0, and nothing proves it but that all is listed.
    None comes back if a possible binding has a value that no sure one has.
    """
    values = {binding[count.counted.name] for binding, _ in sure}
    if any(binding[count.counted.name] not in values for binding in possible):
        return None
    facts = dict.fromkeys(fact for _, match_facts in sure for fact in match_facts)
    return [({count.result.name: len(values)}, tuple(facts))]


def extreme_matches(
    extreme: Extreme, sure: Sequence[Match], possible: Iterable[Binding]
) -> list[Match] | None:
    """Return the sure matches that come first, or last; None if that is not certain.

    What still holds, and so can only end after the others, does not make it uncertain.
    """
    sure_values = {_values_by_name(binding) for binding, _ in sure}
    name = extreme.by.name
    rivals = [
        binding[name] for binding in possible if _values_by_name(binding) not in sure_values
    ]
    if any(not isinstance(rival, Unknown) for rival in rivals):
        return None
    if not sure:
        return None if rivals else []
    operator = ">" if extreme.last else "<"
    best: TermValue = sure[0][0][name]
    for binding, _ in sure:
        if compare(binding[name], operator, best):
            best = binding[name]
    winners = [match for match in sure if match[0][name] == best]
    losers = [match for match in sure if match[0][name] != best]
    if is_vague(best) and not _share_date(winners, best):
        return None
    rivals += [binding[name] for binding, _ in losers]
    if all(compare(best, operator, rival) for rival in rivals):
        return winners
    return None


def _share_date(matches: Sequence[Match], date: TermValue) -> bool:
    """Tell whether all *matches* have *date* from one fact: two have a day each."""
    shared_facts = set(matches[0][1]).intersection(
        *(match_facts for _, match_facts in matches)
    )
    return any(
        date in (fact.value, fact.since, fact.until, fact.on) for fact in shared_facts
    )


def _values_by_name(binding: Binding) -> tuple[tuple[str, object], ...]:
    """Return the names of variables with their values, in one order for all bindings."""
    return tuple(sorted(binding.items(), key=lambda item: item[0]))
