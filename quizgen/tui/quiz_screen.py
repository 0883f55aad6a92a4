"""A quiz as the learner goes through it: each question, its verdict, and the summary."""

from collections.abc import Iterator

from rich.text import Text

from quizgen.i18n import Words, count_text
from quizgen.model import Question, Shortage
from quizgen.quiz.key_texts import answer_text
from quizgen.quiz.session import QuizSession, Result, record_reply
from quizgen.tui.question_view import (
    explanation_blocks,
    progress_bar,
    question_blocks,
    verdict_blocks,
)
from quizgen.tui.reply_prompt import ReplyPrompt
from quizgen.tui.screen import Block, Ending, Paragraph, Rows, Screen

_BAR_LENGTH = 20


def play_quiz(screen: Screen, session: QuizSession) -> tuple[QuizSession, Ending]:
    """Ask what *session* has not asked yet; return it after that, and how it ended."""
    prompt = ReplyPrompt(screen)
    total = len(session.quiz.questions)
    words = screen.words
    count = count_text(total, words.quiz.questions, words)
    screen.say(f"{session.quiz.title}: {count}", "bold")
    with screen.interaction() as interaction:
        while (question := session.question) is not None:
            show_question(screen, question, len(session.results), total)
            reply = prompt.read_reply(question)
            session = record_reply(session, reply, language=screen.language)
            show_verdict(screen, session.results[-1])
            if screen.keys and question.form != "card":
                prompt.pause(words.quiz.goes_on)
    return session, interaction.ending


def show_question(
    screen: Screen, question: Question, done: int, total: int, *notes: str
) -> None:
    """Show *question*, how far the learner is, and after the topic some *notes*."""
    topic = " · ".join((question.about.topic, *notes))
    head = Text(f"{done + 1}/{total}  {topic}")
    if screen.keys:
        length = min(_BAR_LENGTH, screen.width // 4)
        bar = progress_bar(done, total, length, screen.symbols)
        head = Text.assemble(bar, "  ", head)
    screen.end_line()
    screen.say(head)
    screen.show(question_blocks(question, screen.language))


def show_verdict(screen: Screen, result: Result) -> None:
    """Show the verdict and all that is to be said of it; of a card all is shown already."""
    if result.question.form != "card":
        screen.show(verdict_blocks(result, screen.symbols, screen.words))
        screen.show(explanation_blocks(result, screen.words, links=screen.keys))


def show_summary(screen: Screen, session: QuizSession) -> None:
    """Show how a quiz went, by topic, and what to repeat."""
    if session.results:
        screen.end_line()
    screen.show(_summary_blocks(session, screen.words))


def shortage_text(shortage: Shortage, words: Words) -> str:
    """Return how many questions a quiz has, and why there are not more."""
    texts = words.quiz
    reason = texts.others_repeat if shortage.alone else texts.others_repeat_or_tell
    if shortage.candidates == shortage.selected:
        reason = texts.no_more
    count = count_text(shortage.selected, texts.questions, words)
    return f"{count}: {reason.format(shortage.candidates)}"


def _summary_blocks(session: QuizSession, words: Words) -> Iterator[Block]:
    count = len(session.results)
    if not count:
        yield Paragraph(Text(words.quiz.nothing_answered))
        return
    share = round(100 * session.right / count)
    head = words.quiz.score.format(session.right, count, f"{share}%")
    yield Paragraph(Text(head, "bold"))
    topic_score = words.quiz.topic_score
    yield Rows(
        [(topic_score.format(s.right, s.total), s.topic) for s in session.topic_scores]
    )
    if session.missed:
        yield Paragraph(Text(words.quiz.to_repeat, "bold"))
    for question in session.missed:
        yield Paragraph(Text(question.stem), 2)
        yield Paragraph(Text(answer_text(question, words), "green"), 4)
