"""A question -> what is printed of it: on the sheet, in the grid, among the answers."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import assert_never

from quizgen import dates
from quizgen.exam.versions import LETTERS
from quizgen.exports.handout.parts import (
    BLANK,
    Asked,
    Body,
    Cited,
    Columns,
    Gapped,
    Numbered,
    Options,
    Room,
    Ruled,
    Section,
    Solved,
    Spelt,
    Verdicts,
    Wrong,
    clean,
)
from quizgen.exports.handout.words import Words
from quizgen.model import (
    GAP,
    About,
    Answer,
    MatchQuestion,
    Option,
    OptionsQuestion,
    OrderQuestion,
    Question,
    Source,
    TrueFalseQuestion,
    TypedQuestion,
)

_NAME = 26
"""Characters that can be written on half of a line."""


def sections(
    questions: Iterable[Question], words: Words, language: str
) -> Iterator[Section]:
    """*questions* under headings, numbered from 1 throughout."""
    number = 0
    for (title, instruction), group in groupby(questions, lambda q: _heading(q, words)):
        asked = []
        for question in group:
            number += 1
            asked.append(_asked(question, number, words, language))
        yield Section(title, instruction, tuple(asked))


def points(question: Question) -> int:
    """What a right answer is worth: one for each thing that has to be known."""
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


def _heading(question: Question, words: Words) -> tuple[str, str]:
    """Title and instruction of the section that *question* stands in."""
    match question:
        case OptionsQuestion() if question.form == "choice":
            return words.choice, f"{words.choose} {words.each_point}"
        case OptionsQuestion():
            each = words.each_points.format(points(question))
            return words.multi, f"{words.choose_all} {each}"
        case TrueFalseQuestion():
            return words.truefalse, f"{words.judge} {words.each_point}"
        case TypedQuestion() if question.form == "cloze":
            return words.cloze, f"{words.fill} {words.each_point}"
        case TypedQuestion():
            return words.text, f"{words.write} {words.each_point}"
        case MatchQuestion():
            return words.match, f"{words.pair} {words.each_pair}"
        case OrderQuestion():
            return words.order, f"{words.rank} {words.each_item}"
        case _:
            assert_never(question)


def _asked(question: Question, number: int, words: Words, language: str) -> Asked:
    stem = clean(question.stem)
    if question.form == "cloze":
        stem = stem.replace(GAP, BLANK)
    return Asked(
        number, stem, as_of(question.about, words, language), _body(question, words)
    )


def as_of(about: About, words: Words, language: str) -> str:
    """The day for which the key is right, in words; empty if any day will do."""
    if about.as_of is None:
        return ""
    return words.as_of.format(dates.spelled(about.as_of, language))


def _body(question: Question, words: Words) -> Body:
    match question:
        case OptionsQuestion():
            texts = _cleaned(option.text for option in question.options)
            return Options(_letters(texts), texts, boxes=question.form == "multi")
        case TrueFalseQuestion():
            return Verdicts((words.true, words.false))
        case TypedQuestion() if question.form == "cloze":
            return Gapped()
        case TypedQuestion():
            return Ruled(_room(question.answer))
        case MatchQuestion():
            right = _cleaned(question.right)
            return Columns(_cleaned(question.left), _letters(right), right)
        case OrderQuestion():
            return Numbered(_cleaned(question.items))
        case _:
            assert_never(question)


def _room(answer: Answer) -> Room:
    """How long a line *answer* needs: one of three, so that none tells its length."""
    if answer.value is not None:
        return "short"
    return "half" if len(answer.text) <= _NAME else "full"


def _letters(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(LETTERS[: len(texts)])


def _cleaned(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(clean, texts))


# The key


def mark(question: Question, words: Words) -> str:
    """What a right sheet shows: letters, numbers from top to bottom, or a text."""
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


def spelt(question: Question) -> Spelt:
    """What is right besides the `mark` of a question whose answer is written."""
    match question:
        case TypedQuestion():
            answer = question.answer
            first, *others = dict.fromkeys(map(clean, (answer.text, *answer.accepted)))
            return Spelt(first, tuple(others))
        case OptionsQuestion() | TrueFalseQuestion() | OrderQuestion() | MatchQuestion():
            return Spelt("", ())
        case _:
            assert_never(question)


def solved(question: Question, number: int, words: Words, language: str) -> Solved:
    """The key of *question* with all that there is to say about it."""
    about = question.about
    stem = clean(question.stem).replace(GAP, BLANK)
    return Solved(
        number,
        stem,
        mark(question, words),
        tuple(_answer(question, words)),
        tuple(_wrong(question)),
        _explanation(question),
        tuple(cited(source, language) for source in about.sources),
    )


def _answer(question: Question, words: Words) -> Iterator[str]:
    match question:
        case OptionsQuestion():
            for letter, option in zip(LETTERS, question.options, strict=False):
                if option.right:
                    yield f"{letter}  {clean(option.text)}"
        case TrueFalseQuestion():
            yield words.true if question.truth else words.false
        case TypedQuestion():
            first, others = spelt(question)
            yield first
            if others:
                yield f"{words.also} {' / '.join(others)}"
        case OrderQuestion():
            for place, i in enumerate(question.key, 1):
                yield f"{place}  {clean(question.items[i])} ({clean(question.values[i])})"
        case MatchQuestion():
            for left, i in zip(question.left, question.key, strict=True):
                yield f"{LETTERS[i]}  {clean(left)} – {clean(question.right[i])}"
        case _:
            assert_never(question)


def _wrong(question: Question) -> Iterator[Wrong]:
    match question:
        case OptionsQuestion():
            for letter, option in zip(LETTERS, question.options, strict=False):
                if not option.right:
                    yield _refuted(letter, option)
        case TrueFalseQuestion() | TypedQuestion() | OrderQuestion() | MatchQuestion():
            pass
        case _:
            assert_never(question)


def _explanation(question: Question) -> str:
    """What is told of the answer; of a wrong statement, first what is right instead."""
    parts = [question.about.explanation]
    if isinstance(question, TrueFalseQuestion):
        parts.insert(0, question.rationale)
    return " ".join(map(clean, filter(None, parts)))


def _refuted(letter: str, option: Option) -> Wrong:
    return Wrong(letter, clean(option.text), clean(option.rationale))


def cited(source: Source, language: str) -> Cited:
    """Return *source* as it is printed; only what a browser opens is an address."""
    url = source.url if source.url.startswith(("https://", "http://")) else ""
    published = dates.spelled(source.published, language) if source.published else ""
    return Cited(clean(source.title), clean(source.publisher), published, clean(url))
