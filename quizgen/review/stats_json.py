"""Statistics -> JSON: what `quizgen stats --json` prints. The keys never change."""

from datetime import date
from typing import Any

from quizgen.review.mastery import FactCounts, FactMastery
from quizgen.review.stats import RetentionRow, Stats


def json_record(stats: Stats) -> dict[str, Any]:
    """Return *stats* as JSON has them; days as ``2026-11-24``, shares 0 to 1, rounded."""
    return {
        "day": _iso_day(stats.day),
        "reviews": stats.reviews,
        "streak": stats.streak,
        "retention": stats.retention and _retention_record(stats.retention),
        "decks": [*map(_retention_record, stats.retention_by_deck)],
        "topics": [
            {"deck": row.deck, **_retention_record(row)} for row in stats.retention_by_topic
        ],
        "forms": [*map(_retention_record, stats.retention_by_form)],
        "known": _counts_record(stats.facts_known),
        "known_by_deck": [*map(_counts_record, stats.facts_known_by_deck)],
        "days": {_iso_day(day): count for day, count in stats.reviews_by_day.items()},
        "forecast": [*stats.forecast],
        "overdue": stats.overdue,
        "leeches": [*stats.leeches],
        "suspended": stats.suspended,
        "hardest": [*map(_mastery_record, stats.hardest)],
        "facts": [*map(_mastery_record, stats.facts)],
    }


def _retention_record(row: RetentionRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "asked": row.answers,
        "right": row.recalled,
        "retention": round(row.retention, 4),
        "desired": round(row.desired_retention, 4),
    }


def _counts_record(counts: FactCounts) -> dict[str, Any]:
    return {
        "name": counts.deck,
        "known": counts.known_facts,
        "met": counts.seen_facts,
        "facts": counts.all_facts,
    }


def _mastery_record(fact: FactMastery) -> dict[str, Any]:
    return {
        "fact": fact.fact,
        "text": fact.text,
        "mastery": round(fact.chance, 4),
        "known": fact.is_known,
        "questions": fact.questions,
        "wrong": fact.wrong_days,
        "lapses": fact.lapses,
        "leech": fact.is_leech,
        "worst": fact.worst_question,
    }


def _iso_day(day: int) -> str:
    return date.fromordinal(day).isoformat()
