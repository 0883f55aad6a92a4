"""A day's plan, the grades to choose from and a review's summary, as blocks to be shown."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from rich.text import Text

from quizgen.i18n import Words
from quizgen.identity import deck_names, identity_in
from quizgen.model import Question, TrueFalseQuestion
from quizgen.quiz.key_texts import answer_text, truth_text
from quizgen.review.grades import AGAIN, GRADES
from quizgen.review.memory import Memory
from quizgen.review.planner import Plan
from quizgen.review.session import ReviewSession, answer_for_store
from quizgen.tui.screen import Block, Paragraph, Rows

_SECONDS_PER_VERDICT = 5.0
"""How long a verdict is read, on average: a guess, as the store does not measure it."""


def plan_blocks(plan: Plan, seconds_per_answer: float, words: Words) -> Iterator[Block]:
    """Yield what today brings, before it begins."""
    due = words.review.plan_due.format(len(plan.due))
    by_deck = Counter(identity_in(item.id) for item in plan.due)
    if len(by_deck) > 1:
        names = deck_names(by_deck)
        counts = (f"{names[deck]} {count}" for deck, count in by_deck.most_common())
        due += f" ({', '.join(counts)})"
    figures = [due, words.review.plan_new.format(len(plan.new))]
    if plan.items:
        seconds = len(plan.items) * (seconds_per_answer + _SECONDS_PER_VERDICT)
        minutes = max(1, round(seconds / 60))
        figures.append(words.review.about_minutes.format(minutes))
    yield Paragraph(Text(", ".join(figures), "bold"))
    if plan.over_limit:
        text = words.review.over_limit.format(plan.over_limit)
        yield Paragraph(Text(text, "dim"))
    if plan.buried:
        text = words.review.buried.format(plan.buried)
        yield Paragraph(Text(text, "dim"))


def grade_blocks(
    waits_in_words: Sequence[str], suggested: int, width: int, words: Words
) -> Iterator[Block]:
    """Yield each grade and when the question would come again, side by side if they fit.

    Args:
        waits_in_words: For each of GRADES, how long the question would wait.
        suggested: The grade to be set in bold.
        width: Of the screen, in columns.
        words: Of the language in which to speak.
    """
    offers = [
        Text.assemble(
            (f"{grade} ", "cyan"),
            (f"{name} {wait}", "bold" if grade == suggested else "dim"),
        )
        for grade, name, wait in zip(
            GRADES, words.review.grades, waits_in_words, strict=True
        )
    ]
    line = Text("   ").join(offers)
    for text in [line] if len(line) + 2 <= width else offers:
        yield Paragraph(text, 2)


def changed_answer_blocks(
    question: Question, memory: Memory, words: Words
) -> Iterator[Block]:
    """Yield a note if the answer is another than the one that the learner saw last."""
    if memory.answer != answer_for_store(question):
        answer = memory.answer
        if isinstance(question, TrueFalseQuestion):
            # The store holds an English word for it; the old truth is the opposite one.
            answer = truth_text(words, truth=not question.truth)
        day = _iso_date(memory.last_day)
        text = words.review.fact_changed.format(day, answer)
        yield Paragraph(Text(text, "yellow"))


def summary_blocks(
    session: ReviewSession, due_tomorrow: int, words: Words
) -> Iterator[Block]:
    """Yield how a review went, and what to look at again."""
    gradings = session.gradings
    if not gradings:
        yield Paragraph(Text(words.quiz.nothing_answered))
        return
    right = sum(grading.marked_reply.verdict.right for grading in gradings)
    share = round(100 * right / len(gradings))
    overruled = sum(grading.overrules_verdict for grading in gradings)
    head = words.quiz.score.format(right, len(gradings), f"{share}%")
    if overruled:
        head += words.review.graded_otherwise.format(overruled)
    yield Paragraph(Text(head, "bold"))
    new = {grading.item.id for grading in gradings if grading.item.memory is None}
    yield Rows(
        [
            (f"{len(new)}", words.review.new_today),
            (f"{session.remaining}", words.review.left_today),
            (f"{due_tomorrow}", words.review.due_tomorrow),
        ]
    )
    forgotten = {g.item.id: g.item.question for g in gradings if g.grade == AGAIN}
    if forgotten:
        yield Paragraph(Text(words.review.look_again, "bold"))
    for question in forgotten.values():
        yield Paragraph(Text(question.stem), 2)
        yield Paragraph(Text(answer_text(question, words), "green"), 4)


def next_due_blocks(next_due: tuple[int, int] | None, words: Words) -> Iterator[Block]:
    """Yield when something is due again, and what to do until then.

    Args:
        next_due: That day, as `Moment.day`, and how many questions are due; or None.
        words: Of the language in which to speak.
    """
    if next_due:
        day, count = next_due
        text = words.review.next_due.format(count=count, date=_iso_date(day))
        yield Paragraph(Text(text, "dim"))
    yield Paragraph(Text(words.review.how_to_go_on, "dim"))


def _iso_date(day: int) -> str:
    """Return *day* in figures: within a sentence it has no case, in any language."""
    return date.fromordinal(day).isoformat()
