"""A question, the verdict on a reply and the right answer, as blocks to be shown."""

import re
from collections.abc import Iterator
from typing import assert_never

from rich.style import Style
from rich.text import Text

from quizgen.i18n import Words, spell_date, words_in
from quizgen.model import (
    MatchQuestion,
    Option,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.quiz.key_texts import key_texts
from quizgen.quiz.reply_rationales import rationale_of
from quizgen.quiz.scoring import DONT_KNOW
from quizgen.quiz.session import Result
from quizgen.text import untold
from quizgen.tui.screen import Block, Paragraph, Rows, Symbols

DIGITS = "123456789"
LETTERS = "abcdefghij"
_MOST_SOURCES = 2


def option_keys(count: int) -> str:
    """Return the keys that pick one of *count* options: digits, or letters if too many."""
    return (DIGITS if count <= len(DIGITS) else LETTERS)[:count]


def progress_bar(done: int, total: int, length: int, symbols: Symbols) -> Text:
    """Return a bar of *length* columns that is filled by the share that is *done*."""
    filled = round(length * done / total)
    return Text.assemble(
        (symbols.filled * filled, "green"), (symbols.empty * (length - filled), "dim")
    )


def question_blocks(question: Question, language: str) -> Iterator[Block]:
    """Yield the stem of *question* and what there is to pick from."""
    words = words_in(language).quiz
    yield Paragraph(Text(question.stem, "bold"))
    if question.about.as_of is not None:
        date = spell_date(question.about.as_of, language)
        yield Paragraph(Text(words.as_of.format(date), "dim"))
    match question:
        case OptionsQuestion():
            texts = [option.text for option in question.options]
            yield Rows([*zip(option_keys(len(texts)), texts, strict=True)])
        case TrueFalseQuestion():
            yield Rows([("t", words.true), ("f", words.false)])
        case OrderQuestion():
            yield Rows([*zip(DIGITS, question.items, strict=False)])
        case MatchQuestion():
            yield Rows([*zip(DIGITS, question.left, strict=False)])
            yield Rows([*zip(LETTERS, question.right, strict=False)])
        case TypedQuestion():
            pass
        case _:
            assert_never(question)


def option_texts(question: Question) -> list[str]:
    """Return what there is to pick from, as it is shown."""
    match question:
        case OptionsQuestion():
            return [option.text for option in question.options]
        case OrderQuestion():
            return [*question.items]
        case MatchQuestion():
            return [*question.left, *question.right]
        case TrueFalseQuestion() | TypedQuestion():
            return []
        case _:
            assert_never(question)


def key_rows(question: Question, words: Words) -> list[tuple[str, str]]:
    """Return what is right: the keys to press for it, and the same in *words*."""
    return [*zip(_right_keys(question), key_texts(question, words), strict=True)]


def _right_keys(question: Question) -> list[str]:
    """Return the keys to press for what is right; an empty one where it is typed."""
    match question:
        case OptionsQuestion():
            keys = option_keys(len(question.options))
            options = zip(keys, question.options, strict=True)
            return [key for key, option in options if option.right]
        case TrueFalseQuestion():
            return ["t" if question.truth else "f"]
        case TypedQuestion():
            return [""]
        case OrderQuestion():
            return [DIGITS[i] for i in question.key]
        case MatchQuestion():
            return [LETTERS[i] for i in question.key]
        case _:
            assert_never(question)


def verdict_blocks(result: Result, symbols: Symbols, words: Words) -> Iterator[Block]:
    """Yield the verdict itself, and the right answer where the learner has not given it."""
    question, verdict = result.question, result.verdict
    keys = key_rows(question, words)
    remark = f" ({verdict.remark})" if verdict.remark else ""
    if verdict.right:
        yield Paragraph(Text(f"{symbols.right} {words.quiz.right}{remark}", "bold green"))
    else:
        is_unknown = result.reply == DONT_KNOW
        word = words.quiz.not_known if is_unknown else words.quiz.wrong
        key = f" {keys[0][1]}" if len(keys) == 1 else ""
        head = (f"{symbols.wrong} {word}{remark}", "bold red")
        yield Paragraph(Text.assemble(head, f"  {words.quiz.answer}", (key, "green")))
    if len(keys) > 1 and (isinstance(question, OrderQuestion) or not verdict.right):
        yield Rows(keys, "green")


def explanation_blocks(result: Result, words: Words, *, links: bool) -> Iterator[Block]:
    """Yield the reasons, the explanation and the sources, as they follow a verdict.

    Args:
        result: To what was replied, and how.
        words: Of the language in which to speak.
        links: Whether titles of sources can be clicked, as at a terminal.
    """
    question = result.question
    reasons = [Text.assemble((head, "red"), why) for head, why in _rationales(result)]
    explanation = Text(question.about.explanation)
    # What is said of the answer follows it, or else its "it" would be another's.
    if isinstance(question, TrueFalseQuestion):
        told = "".join(why for _, why in _rationales(result))
        paragraphs = [*reasons, Text(untold(question.about.explanation, told))]
    else:
        paragraphs = [explanation, *reasons]
    for paragraph in filter(None, paragraphs):
        yield Paragraph(paragraph, 2)
    yield from _source_blocks(question, words, links=links)


def card_blocks(card: TypedQuestion, words: Words, *, links: bool) -> Iterator[Block]:
    """Yield the other side of *card*."""
    yield Paragraph(Text(card.answer.text, "bold green"), 2)
    if card.about.explanation:
        yield Paragraph(Text(card.about.explanation), 2)
    yield from _source_blocks(card, words, links=links)


def _source_blocks(question: Question, words: Words, *, links: bool) -> Iterator[Block]:
    """Yield where the facts of *question* come from; with links, one address is enough."""
    for number, source in enumerate(question.about.sources[:_MOST_SOURCES]):
        name = ", ".join(filter(None, (source.title, source.publisher)))
        # Even broken over two lines, a click follows the whole of it.
        style = Style(dim=True, link=source.url or None)
        yield Paragraph(Text(words.quiz.source.format(name), style), 2)
        if source.url and not (number and links):
            yield Paragraph(Text(source.url, style), 2)


def _rationales(result: Result) -> list[tuple[str, str]]:
    """Return what was picked or typed wrongly, and why it is wrong.

    Of a false statement always what is true, of a true one only if it was not believed.
    """
    question, reply = result.question, result.reply
    match question:
        case OptionsQuestion() if isinstance(reply, tuple):
            picks = [question.options[i] for i in reply]
            return [(_heading_of(o), o.rationale) for o in picks if not o.right]
        case TrueFalseQuestion() if not (question.truth and result.verdict.right):
            return [("", question.rationale)]
        case TypedQuestion() if not result.verdict.right:
            return [("", rationale_of(question, reply))]
        case _:
            return []


def _heading_of(option: Option) -> str:
    """Return what stands before a rationale whose first sentence does not name *option*."""
    sentence = re.split(r"(?<=[.!?…])\s", option.rationale, maxsplit=1)[0]
    name = rf"(?<!\w){re.escape(option.text)}(?!\w)"
    is_named = re.search(name, sentence, re.IGNORECASE)
    return "" if is_named else f"{option.text}: "
