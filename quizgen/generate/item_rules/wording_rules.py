"""Rules for what a stem says, and for what is said after the answer."""

import re
from collections.abc import Iterator
from functools import lru_cache

from quizgen.dates import Date
from quizgen.generate.distractors import nearest_candidates
from quizgen.generate.proofs import Proof
from quizgen.generate.stem_number import is_about_list
from quizgen.i18n import words_in
from quizgen.model import OptionsQuestion, Question, TrueFalseQuestion, TypedQuestion
from quizgen.text import capitalized, fold

_OPENING_MARKS = "\"“”„«»‘’'(_¿¡—–… "
_SLIP = re.compile(
    r"  |\b(the|a|an) (the|a|an)\b| [,.?;](?=\s|$)|(?<!\.)\.\.(?!\.)", re.IGNORECASE
)
_SLIP_AFTERWARDS = re.compile(r" [,.?;](?=\s|$)|(?<!\.)\.\.(?!\.)")
_EXCEPTION = re.compile(
    r"\bwhich (of these )?(?:\w+ )?(?:is|are|was|were|do(es)?|did|has|have) not\b"
    r"|\bexcept\b"
    r"|\b(какие|какая|какои|какое|кто|что) (из \w+ )?(\w+ )?не (является|являются|входит"
    r"|входят|был|была|было|были|имеет|имеют|относится|относятся)\b|\bкроме\b"
    r"|\bкаисысы\b.*\b(емес|болмаган|кирмеиди|жатпаиды)\b"
)
_PRONOUN = re.compile(
    r"(it|its|he|she|they|his|her|their|this|these"
    r"|он|она|оно|они|его|ее|их|это|эта|этот|эти|оба|обе"
    r"|ол|олар|онын|олардын|бул|булар|осы|екеуи)\b"
)
_FIRST_WORDS = 3
"""Of an explanation, with a mark or an article before what may be a pronoun."""
_AS_OF = re.compile(
    r"(?:\b(?:as of|as at|по состоянию на)\s+((?:\d{1,2}\s+)?(?:[^\W\d]+\s+)?\d{4}))"
    r"|((?:\d{4}\s+жыл\w*\s+)?(?:\d{1,2}\s+)?[^\W\d]*\s*жағдай\w*\s+бойынша)",
    re.IGNORECASE,
)
_AS_OF_WORDS = ("as of", "as at", "состоянию", "бойынша")
"""One of them is in all that _AS_OF finds, and quicker to look for."""
_KAZAKH_LETTERS = str.maketrans("іқғңүұөәһ", "икгнууоах")
"""By which _EXCEPTION and _PRONOUN are compared with a text; see `_plain`."""


def whole_sentence(question: Question, proof: Proof) -> Iterator[str]:
    """A stem is a whole sentence: a capital at its start, a mark at its end.

    Doubled blanks and articles, or a mark before a blank, come from a placeholder; so do
    doubled full stops, in an explanation and in a reason too. A symbol that is written
    with a small letter, such as pH, may begin a stem.
    """
    stem = question.stem.strip()
    start = stem.lstrip(_OPENING_MARKS)
    if not start:
        yield "the stem is empty"
        return
    if capitalized(start) != start and stem[0] not in "_'’":
        yield "the stem does not begin with a capital"
    if stem.rstrip("\"”'»“’")[-1:] not in tuple("?.:)!…]}"):
        yield "the stem has no mark at its end"
    slip = _SLIP.search(question.stem)
    if slip:
        yield f"the stem has '{slip[0]}'"
    for name, text in (
        ("the explanation", question.about.explanation),
        *_reasons(question),
    ):
        slip_afterwards = _find_slip(text)
        if slip_afterwards:
            yield f"{name} has '{slip_afterwards}'"


@lru_cache(maxsize=1 << 14)
def _find_slip(text: str) -> str:
    """Return a doubled full stop in *text*, or a mark after a blank; empty if none."""
    slip = _SLIP_AFTERWARDS.search(text)
    return slip[0] if slip else ""


def grammatical_giveaway(question: Question, proof: Proof) -> Iterator[str]:
    """The stem does not end with "a" or "an", which fits only some options."""
    if isinstance(question, OptionsQuestion) and re.search(
        r"\ban?( _+)?[ ?.:…]*$", question.stem.casefold()
    ):
        yield "the stem ends with an article, which fits only some options"


def plain_negative(question: Question, proof: Proof) -> Iterator[str]:
    """A stem that asks for what is *not* so is easily misread.

    "Was not", "except" and the like are for statements, where the negation is the point.
    """
    if isinstance(question, OptionsQuestion) and _EXCEPTION.search(_plain(question.stem)):
        yield "the stem asks for an exception"


def unlisted_choice(question: Question, proof: Proof) -> Iterator[str]:
    """A stem says "which of these" only where something is listed.

    A question that is answered in one's own words has no list, unless its stem names at
    least two of what there is to choose from. ``ask`` may have another text for it.
    """
    language = proof.item.group.bound.context.base.language
    if not isinstance(question, TypedQuestion) or not is_about_list(
        question.stem, language
    ):
        return
    stem = f" {fold(question.stem)} "
    labels = [proof.keys[0].label]
    labels += [candidate.label for candidate in nearest_candidates(proof.item.group)]
    if sum(f" {fold(label)} " in stem for label in labels) < 2:
        yield "the stem asks which of these, and nothing is listed"


def unsaid_precision(question: Question, proof: Proof) -> Iterator[str]:
    """A date that is typed is asked so that one knows how fine: year, month or day."""
    if isinstance(question, TypedQuestion) and isinstance(question.answer.value, Date):
        precision = question.answer.value.precision - 1
        words = words_in(proof.item.group.bound.context.base.language).precision
        is_asked = re.search(words.asked[precision], question.stem, re.IGNORECASE)
        if not is_asked and f"({words.names[precision]})" not in question.stem:
            yield f"the stem does not say that the {words.names[precision]} is wanted"


def doubled_date(question: Question, proof: Proof) -> Iterator[str]:
    """A sentence says only once as of which day it is true."""
    texts = [
        ("the stem", question.stem),
        ("the explanation", question.about.explanation),
        *_reasons(question),
    ]
    for name, text in texts:
        day = _doubled_day(text)
        if day:
            yield f"{name} says '{day}' twice"


@lru_cache(maxsize=1 << 14)
def _doubled_day(text: str) -> str:
    """Return what a sentence of *text* says twice of the day on which it is true."""
    lower = text.casefold()
    if any(word in lower for word in _AS_OF_WORDS) and len(_AS_OF.findall(text)) > 1:
        for sentence in re.split(r"(?<=[.!?])\s+(?=[^\W\d_])", text):
            days = [match[0].casefold() for match in _AS_OF.finditer(sentence)]
            if len(days) != len(set(days)):
                return days[0]
    return ""


def raised_symbol(question: Question, proof: Proof) -> Iterator[str]:
    """A symbol is written as it is, at the beginning of a sentence too: pH, never PH."""
    symbols = proof.item.group.bound.context.symbols
    if not symbols:
        return
    texts = [
        ("the stem", question.stem),
        ("the explanation", question.about.explanation),
        *_reasons(question),
    ]
    shown = {str(value) for value in proof.item.group.shown_values}
    shown |= {str(key.value) for key in proof.keys}
    shown |= {str(wrong.value) for wrong in proof.distractors}
    for entity_id in sorted(shown.intersection(symbols)):
        for label in symbols[entity_id]:
            raised = f"{label[0].upper()}{label[1:]}"
            for name, text in texts:
                if re.search(rf"(?:^|[.!?:] ){re.escape(raised)}(?!\w)", text):
                    yield f"{name} has '{raised}' for '{label}'"


def bare_pronoun(question: Question, proof: Proof) -> Iterator[str]:
    """An explanation does not begin with "it" or "he": nobody would know who is meant."""
    words = question.about.explanation.split(maxsplit=_FIRST_WORDS)[:_FIRST_WORDS]
    if _PRONOUN.match(_plain(" ".join(words))):
        yield f"the explanation begins with '{words[0]}'"


def _reasons(question: Question) -> Iterator[tuple[str, str]]:
    """Yield the reasons of a question, each with what it is called in a message."""
    if isinstance(question, OptionsQuestion):
        for option in question.options:
            if option.rationale:
                yield f"the reason against '{option.text}'", option.rationale
    elif isinstance(question, TrueFalseQuestion) and question.rationale:
        yield "the reason", question.rationale


def _plain(text: str) -> str:
    """Return *text* folded, with the nearest Russian letters for those of Kazakh."""
    return fold(text).translate(_KAZAKH_LETTERS)
