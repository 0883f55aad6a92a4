"""A day's plan, the grades to choose from and a review's summary, as blocks to be shown."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from rich.text import Text

from quizgen.review.grades import AGAIN, GRADE_NAMES, GRADES
from quizgen.review.memory import Memory
from quizgen.review.planner import Plan
from quizgen.review.session import ReviewSession
from quizgen.tui.question_view import answer_text
from quizgen.tui.screen import Block, Paragraph, Rows

_SECONDS_PER_VERDICT = 5.0
"""How long a verdict is read, on average."""


def plan_blocks(plan: Plan, seconds_per_answer: float) -> Iterator[Block]:
    """Yield what today brings, before it begins."""
    due = f"{len(plan.due)} due"
    by_deck = Counter(item.id.partition("/")[0] for item in plan.due)
    if len(by_deck) > 1:
        due += f" ({', '.join(f'{name} {n}' for name, n in by_deck.most_common())})"
    figures = [due, f"{len(plan.new)} new"]
    if plan.items:
        seconds = len(plan.items) * (seconds_per_answer + _SECONDS_PER_VERDICT)
        figures.append(f"about {max(1, round(seconds / 60))} min")
    yield Paragraph(Text(", ".join(figures), "bold"))
    if plan.over_limit:
        text = f"{plan.over_limit} more are due; the daily limit holds them back."
        yield Paragraph(Text(text, "dim"))
    if plan.buried:
        text = f"{plan.buried} wait: their facts are asked today already."
        yield Paragraph(Text(text, "dim"))


def grade_blocks(intervals: Sequence[str], suggested: int, width: int) -> Iterator[Block]:
    """Yield each grade and when the question would come again, side by side if they fit.

    Args:
        intervals: For each of GRADES, in words.
        suggested: The grade to be set in bold.
        width: Of the screen, in columns.
    """
    offers = [
        Text.assemble(
            (f"{grade} ", "cyan"),
            (f"{name} {interval}", "bold" if grade == suggested else "dim"),
        )
        for grade, name, interval in zip(GRADES, GRADE_NAMES, intervals, strict=True)
    ]
    line = Text("   ").join(offers)
    for text in [line] if len(line) + 2 <= width else offers:
        yield Paragraph(text, 2)


def changed_answer_blocks(memory: Memory, answer: str) -> Iterator[Block]:
    """Yield a note if *answer* is another than the one that the learner saw last."""
    if memory.answer != answer:
        day = _iso_date(memory.last_day)
        text = f"This fact changed: on {day} the answer was {memory.answer}."
        yield Paragraph(Text(text, "yellow"))


def summary_blocks(session: ReviewSession, due_tomorrow: int) -> Iterator[Block]:
    """Yield how a review went, and what to look at again."""
    gradings = session.gradings
    if not gradings:
        yield Paragraph(Text("Nothing was answered."))
        return
    right = sum(grading.answer.verdict.right for grading in gradings)
    share = round(100 * right / len(gradings))
    overruled = sum(grading.overrules_verdict for grading in gradings)
    addition = f", {overruled} graded otherwise" if overruled else ""
    head = f"{right} of {len(gradings)} right ({share}%){addition}"
    yield Paragraph(Text(head, "bold"))
    new = {grading.item.id for grading in gradings if grading.item.memory is None}
    yield Rows(
        [
            (f"{len(new)}", "new"),
            (f"{session.remaining}", "left today"),
            (f"{due_tomorrow}", "due tomorrow"),
        ]
    )
    missed = {g.item.id: g.item.question for g in gradings if g.grade == AGAIN}
    if missed:
        yield Paragraph(Text("To look at again:", "bold"))
    for question in missed.values():
        yield Paragraph(Text(question.stem), 2)
        yield Paragraph(Text(answer_text(question), "green"), 4)


def next_due_blocks(next_due: tuple[int, int] | None) -> Iterator[Block]:
    """Yield when something is due again, and what to do until then.

    Args:
        next_due: That day and how many questions are due, or None.
    """
    if next_due:
        day, count = next_due
        yield Paragraph(Text(f"Next: {count} on {_iso_date(day)}.", "dim"))
    text = "--new N brings more today; --cram N asks without consequences."
    yield Paragraph(Text(text, "dim"))


def _iso_date(day: int) -> str:
    return date.fromordinal(day).isoformat()
