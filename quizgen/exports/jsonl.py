"""Write questions as JSON Lines, the stable interface for other tools.

One object a line; the meaning of a key never changes, and new keys may come.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from quizgen.model import (
    Answer,
    MatchQuestion,
    Option,
    OptionsQuestion,
    OrderQuestion,
    OverlappingPair,
    Question,
    Source,
    Tolerance,
    TrueFalseQuestion,
    TypedQuestion,
)


def render(
    questions: Iterable[Question], overlaps: Iterable[OverlappingPair] = ()
) -> Iterator[str]:
    """Yield a line for each question, without its line end.

    Args:
        questions: Those to write.
        overlaps: Those of them that help with others, if they are to be asked together.
    """
    overlaps_by_id: dict[str, list[OverlappingPair]] = defaultdict(list)
    for pair in overlaps:
        overlaps_by_id[pair.first].append(pair)
        overlaps_by_id[pair.second].append(pair)
    for question in questions:
        own = overlaps_by_id.get(question.id, ())
        yield json.dumps(record(question, own), ensure_ascii=False)


def record(question: Question, overlaps: Iterable[OverlappingPair] = ()) -> dict[str, Any]:
    """Return *question* as the object that is written; every key is always there."""
    about = question.about
    options: tuple[Option, ...] = ()
    answer: Answer | None = None
    key: list[int] = []
    items: list[str] = []
    pairs: list[list[str]] = []
    match question:
        case OptionsQuestion():
            options = question.options
        case TrueFalseQuestion():
            options = (
                Option("True", question.truth, question.rationale),
                Option("False", not question.truth, question.rationale),
            )
        case TypedQuestion():
            answer = question.answer
        case OrderQuestion():
            items, key = list(question.items), list(question.key)
        case MatchQuestion():
            right = (question.right[index] for index in question.key)
            pairs = [list(pair) for pair in zip(question.left, right, strict=True)]
    return {
        "id": about.id,
        "deck": about.deck,
        "template": about.template,
        "topic": about.topic,
        "form": about.form,
        "stem": question.stem,
        "options": [option.text for option in options],
        "key": key or [i for i, option in enumerate(options) if option.right],
        "answers": _accepted_texts(answer) if answer else [],
        "typed": answer.typed if answer else "",
        "unit": answer.unit if answer else "",
        "within": _tolerance_text(answer.within) if answer and answer.within else "",
        "items": items,
        "pairs": pairs,
        "explanation": about.explanation,
        "why_not": ["" if option.right else option.rationale for option in options],
        "facts": list(about.facts),
        "sources": [_source_record(source) for source in about.sources],
        "difficulty": about.difficulty,
        "worth": about.worth,
        "as_of": str(about.as_of) if about.as_of else None,
        "overlaps": [_overlap_record(question, pair) for pair in overlaps],
    }


def _overlap_record(question: Question, pair: OverlappingPair) -> dict[str, str]:
    """Return the other question of *pair*, and what it has in common with *question*."""
    other = pair.second if pair.first == question.id else pair.first
    return {"id": other, "by": pair.overlap.name.lower()}


def _source_record(source: Source) -> dict[str, str]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published": str(source.published) if source.published else "",
    }


def _tolerance_text(within: Tolerance) -> str:
    """Return a tolerance as a deck writes it: ``0.5``, ``1%``."""
    if not within.is_share:
        return f"{within.amount:f}"
    return f"{(within.amount * 100).normalize():f}%"


def _accepted_texts(answer: Answer) -> list[str]:
    return list(dict.fromkeys((answer.text, *answer.accepted)))
