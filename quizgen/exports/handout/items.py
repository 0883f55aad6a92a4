"""A question in print: on the sheet, in the grid of keys, among the solutions."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import assert_never

from quizgen.exam.versions import LETTERS
from quizgen.exports.handout.parts import (
    BLANK,
    AnswerArea,
    AnswerLine,
    LineLength,
    MatchTable,
    OptionList,
    OrderList,
    SheetQuestion,
    SheetSection,
    Solution,
    SourceLine,
    StemGap,
    TruthBoxes,
    TypedKey,
    WrongAnswer,
    clean,
)
from quizgen.i18n import spell_date, spell_number
from quizgen.i18n.words import PaperWords
from quizgen.model import (
    GAP,
    About,
    Answer,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    Source,
    Tolerance,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.text import untold

_NAME = 26
"""Characters that can be written on half of a line."""


def sheet_sections(
    questions: Iterable[Question], words: PaperWords, language: str
) -> Iterator[SheetSection]:
    """Yield *questions* under headings, numbered from 1 throughout."""
    number = 0
    for (title, instruction), group in groupby(
        questions, lambda q: _section_heading(q, words)
    ):
        section = []
        for question in group:
            number += 1
            section.append(_sheet_question(question, number, words, language))
        yield SheetSection(title, instruction, tuple(section))


def points(question: Question) -> int:
    """Return the points of a right answer: one for each thing that has to be known."""
    match question:
        case OptionsQuestion() if question.form == "multi":
            return 2  # as many as there are right ones would tell how many there are
        case OptionsQuestion() | TrueFalseQuestion() | TypedQuestion():
            return 1
        case OrderQuestion():
            return len(question.items)
        case MatchQuestion():
            return len(question.left)
        case _:
            assert_never(question)


def _section_heading(question: Question, words: PaperWords) -> tuple[str, str]:
    """Return title and instruction of the section that *question* stands in."""
    form = question.form
    points_text = words.form_points[form].format(points(question))
    return words.form_titles[form], f"{words.form_instructions[form]} {points_text}"


def _sheet_question(
    question: Question, number: int, words: PaperWords, language: str
) -> SheetQuestion:
    stem = clean(question.stem)
    if question.form == "cloze":
        stem = stem.replace(GAP, BLANK)
    as_of = as_of_text(question.about, words, language)
    return SheetQuestion(number, stem, as_of, _answer_area(question, words))


def as_of_text(about: About, words: PaperWords, language: str) -> str:
    """Return the day for which the key is right, in words; empty if any day will do."""
    if about.as_of is None:
        return ""
    return words.as_of.format(spell_date(about.as_of, language))


def _answer_area(question: Question, words: PaperWords) -> AnswerArea:
    match question:
        case OptionsQuestion():
            texts = _clean_all(option.text for option in question.options)
            return OptionList(_letters(texts), texts, boxes=question.form == "multi")
        case TrueFalseQuestion():
            return TruthBoxes((words.true, words.false))
        case TypedQuestion() if question.form == "cloze":
            return StemGap()
        case TypedQuestion():
            return AnswerLine(_line_length(question.answer))
        case MatchQuestion():
            right = _clean_all(question.right)
            return MatchTable(_clean_all(question.left), _letters(right), right)
        case OrderQuestion():
            return OrderList(_clean_all(question.items))
        case _:
            assert_never(question)


def _line_length(answer: Answer) -> LineLength:
    """Return one of three lengths, so that none tells how long *answer* is."""
    if answer.value is not None:
        return "short"
    return "half" if len(answer.text) <= _NAME else "full"


def _letters(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(LETTERS[: len(texts)])


def _clean_all(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(clean, texts))


# The key


def short_key(question: Question, words: PaperWords) -> str:
    """Return what a right sheet shows: letters, places from top to bottom, or a text."""
    match question:
        case OptionsQuestion():
            return ", ".join(LETTERS[i] for i, o in enumerate(question.options) if o.right)
        case TrueFalseQuestion():
            return words.true if question.truth else words.false
        case TypedQuestion():
            return clean(question.answer.text)
        case OrderQuestion():
            places = range(len(question.items))
            return " ".join(str(question.key.index(i) + 1) for i in places)
        case MatchQuestion():
            return " ".join(LETTERS[i] for i in question.key)
        case _:
            assert_never(question)


def typed_key(question: TypedQuestion) -> TypedKey:
    """Return the key of *question*, and the texts that are as right."""
    answer = question.answer
    key, *alternatives = dict.fromkeys(map(clean, (answer.text, *answer.accepted)))
    if answer.within is not None:
        alternatives.append(_tolerance_text(answer.within, answer.language))
    return TypedKey(key, tuple(alternatives))


def _tolerance_text(within: Tolerance, language: str) -> str:
    """Return how far a number may be off: ``± 0.5``, ``± 1%``."""
    if not within.is_share:
        return f"± {spell_number(within.amount, language)}"
    return f"± {spell_number((within.amount * 100).normalize(), language)}%"


def solution_of(
    question: Question, number: int, words: PaperWords, language: str
) -> Solution:
    """Return the key of *question* with all that there is to say about it."""
    return Solution(
        number,
        clean(question.stem).replace(GAP, BLANK),
        tuple(_key_in_words(question, words)),
        tuple(_wrong_answers(question)),
        _explanation(question),
        tuple(source_line(source, language) for source in question.about.sources),
    )


def _key_in_words(question: Question, words: PaperWords) -> Iterator[str]:
    match question:
        case OptionsQuestion():
            for letter, option in zip(LETTERS, question.options, strict=False):
                if option.right:
                    yield f"{letter}  {clean(option.text)}"
        case TrueFalseQuestion():
            yield words.true if question.truth else words.false
        case TypedQuestion():
            key, alternatives = typed_key(question)
            yield key
            if alternatives:
                yield f"{words.also_accepted} {' / '.join(alternatives)}"
        case OrderQuestion():
            for place, i in enumerate(question.key, 1):
                yield f"{place}  {clean(question.items[i])} ({clean(question.values[i])})"
        case MatchQuestion():
            for item, i in zip(question.left, question.key, strict=True):
                yield f"{LETTERS[i]}  {clean(item)} – {clean(question.right[i])}"
        case _:
            assert_never(question)


def _wrong_answers(question: Question) -> Iterator[WrongAnswer]:
    if isinstance(question, OptionsQuestion):
        for letter, option in zip(LETTERS, question.options, strict=False):
            if not option.right:
                yield WrongAnswer(letter, clean(option.text), clean(option.rationale))


def _explanation(question: Question) -> str:
    """Return the explanation; of a statement, first what makes it true or false."""
    texts = [question.about.explanation]
    if isinstance(question, TrueFalseQuestion):
        texts = [question.rationale, untold(question.about.explanation, question.rationale)]
    return " ".join(map(clean, filter(None, texts)))


def source_line(source: Source, language: str) -> SourceLine:
    """Return *source* as it is cited; only what a browser opens is an address."""
    url = source.url if source.url.startswith(("https://", "http://")) else ""
    published = spell_date(source.published, language) if source.published else ""
    return SourceLine(clean(source.title), clean(source.publisher), published, clean(url))
