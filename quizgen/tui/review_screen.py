"""The screen of a review: a quiz's, and what belongs to a habit.

After each verdict the learner accepts or changes a grade, and may undo, suspend, flag or
look up; each answer is in the store before the next question is drawn.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from rich.text import Text as Styled

from quizgen.model import (
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Place,
    Question,
    TypedQuestion,
)
from quizgen.quiz.scoring import RIGHT, WRONG, Reply, score
from quizgen.quiz.session import Result
from quizgen.review import session as sessions
from quizgen.review.grades import AGAIN, GOOD, GRADE_NAMES, GRADES, suggest_grade
from quizgen.review.memory import LEECH_LAPSES, Memory, Moment
from quizgen.review.planner import Plan, ReviewItem
from quizgen.review.scheduler import preview_grades, scheduler_name
from quizgen.review.session import Grading, MarkedReply, ReviewSession
from quizgen.review.store import Review, Store
from quizgen.tui.quiz_screen import Ending, LeaveError, Screen, Turned, solution

_COMMANDS = {
    "u": "undo what was done before this",
    "s": "suspend this question: it is asked no more",
}
_HELP = (
    ("Enter", "accept the grade in bold"),
    ("1-4", "give another: again, hard, good, easy"),
    *_COMMANDS.items(),
    ("f", "flag it as bad, with a note for its author"),
    ("e", "where its facts are written"),
    ("q", "end; what was answered is kept"),
)
_READING = 5.0
"""Seconds that a verdict is read for, on average."""
_REMINDER = 4
"""Lapses after which a leech is called one again."""


class Desk(Screen):
    """Where a session is shown and answered.

    Args:
        store: What is remembered, and added to.
        clock: Tells the time.
        retention: The chance of recall at which a question is to come again.
        decks: What each deck was called on the command line, by its id.
        placed: Tells where the fact with an id is written.
        keys, language: As of a Screen.
    """

    commands = _COMMANDS

    def __init__(
        self,
        store: Store,
        clock: Callable[[], Moment],
        *,
        retention: float,
        decks: Mapping[str, str],
        placed: Callable[[str], Place | None],
        keys: bool,
        language: str = "en",
    ) -> None:
        super().__init__(keys=keys, language=language)
        self._store = store
        self._clock = clock
        self._retention = retention
        self._decks = decks
        self._placed = placed

    def announce(self, plan: Plan) -> None:
        """What today brings, before it begins."""
        due = f"{len(plan.due)} due"
        by_deck = Counter(item.id.partition("/")[0] for item in plan.due)
        if len(by_deck) > 1:
            due += f" ({', '.join(f'{name} {n}' for name, n in by_deck.most_common())})"
        parts = [due, f"{len(plan.new)} new"]
        if plan.items:
            seconds = len(plan.items) * (self._store.seconds_per_answer() + _READING)
            parts.append(f"about {max(1, round(seconds / 60))} min")
        self._say(", ".join(parts), "bold")
        if plan.over_limit:
            self._say(
                f"{plan.over_limit} more are due; the daily limit holds them back.", "dim"
            )
        if plan.buried:
            self._say(f"{plan.buried} wait: their facts are asked today already.", "dim")
        if not plan.items:
            self._rest()

    def study(self, session: ReviewSession) -> tuple[ReviewSession, Ending]:
        """Ask all of *session*, and say how that ended."""
        with self._session() as outcome:
            while outcome.ending == "finished":
                item = sessions.next_item(session, self._clock().at)
                if item is None:
                    break
                session, outcome.ending = self._meet(session, item)
        return session, outcome.ending

    def conclude(self, session: ReviewSession) -> None:
        """How it went, and what is next."""
        answered = session.gradings
        self._console.print()
        if not answered:
            self._say("Nothing was answered.")
            return
        right = sum(one.answer.verdict.right for one in answered)
        share = round(100 * right / len(answered))
        regraded = sum(one.overrules_verdict for one in answered)
        other = f", {regraded} graded otherwise" if regraded else ""
        self._say(f"{right} of {len(answered)} right ({share}%){other}", "bold")
        new = {one.item.id for one in answered if one.item.memory is None}
        tomorrow = self._store.count_due(self._clock().day + 1)
        rows = (
            (len(new), "new"),
            (session.remaining, "left today"),
            (tomorrow, "due tomorrow"),
        )
        self._list((f"{count}", what) for count, what in rows)
        missed = {one.item.id: one.item.question for one in answered if one.grade == AGAIN}
        if missed:
            self._say("To look at again:", "bold")
        for question in missed.values():
            self._say(question.stem, indent=2)
            self._say(_answer(question), "green", 4)
        if not session.remaining:
            self._rest()

    def _rest(self) -> None:
        """When there is something to do again, and what to do until then."""
        ahead = self._store.next_due(self._clock().day)
        if ahead:
            day, count = ahead
            self._say(f"Next: {count} on {_spelled(day)}.", "dim")
        self._say("--new N brings more today; --cram N asks without consequences.", "dim")

    # One question

    def _meet(
        self, session: ReviewSession, item: ReviewItem
    ) -> tuple[ReviewSession, Ending]:
        """Ask and grade *item*; the session after that, and whether that ends it."""
        known = self._store.memory(item.id)
        if (known and known.last_at) != (item.memory and item.memory.last_at):
            return sessions.drop_item(session, item), "finished"  # answered in another one
        try:
            if item.id in session.ungraded:
                self._remind(item, session.ungraded[item.id])
            else:
                self._show(session, item)
                session = sessions.record_answer(session, item, self._asked_and_told(item))
            answer, ending = self._graded(item, session.ungraded[item.id])
        except Turned as turned:
            return self._turned(turned.key, session, item), "finished"
        return sessions.record_grade(session, answer), ending

    def _show(self, session: ReviewSession, item: ReviewItem) -> None:
        number = len(session.gradings)
        state = "due" if item.memory else "new"
        if item.memory and item.memory.is_learning:
            state = "again"
        self._ask(item.question, number, number + session.remaining, state)
        if item.memory and item.memory.answer != _answer(item.question):
            self._say(_changed(item.memory), "yellow")

    def _asked_and_told(self, item: ReviewItem) -> MarkedReply:
        start = self._clock().at
        reply = self._reply(item.question)
        spent = (self._clock().at - start) // 1000
        verdict = score(item.question, reply)
        self._tell(Result(item.question, reply, verdict))
        return MarkedReply(reply, verdict, spent)

    def _remind(self, item: ReviewItem, told: MarkedReply) -> None:
        """Show again what was told of *item*, in short."""
        self._console.print()
        question = item.question
        self._say(question.stem, "bold")
        if isinstance(question, TypedQuestion) and question.form == "card":
            self._say(question.answer.text, "bold green", 2)
        else:
            self._judge(Result(item.question, told.reply, told.verdict))

    def _turned(self, key: str, session: ReviewSession, item: ReviewItem) -> ReviewSession:
        """Do what one of the commands says, instead of going on with *item*."""
        if key == "s":
            self._store.suspend(item.id, self._clock())
            self._say("Suspended.", "yellow")
            return sessions.suspend_item(session, item)
        if not session.steps:
            self._say("Nothing was done yet.", "yellow")
            return session
        last = session.steps[-1]
        if isinstance(last, Grading):
            self._store.undo_review(last.item.id, last.memory.last_at, self._clock())
            self._say("Undone.", "yellow")
        else:
            self._store.suspend(last.item.id, self._clock(), resume=True)
            self._say("Suspended no more.", "yellow")
        return sessions.undo_step(session)

    def _judged(self, card: TypedQuestion) -> Reply:
        """Only shows the other side of *card*: its grade is the judgement."""
        self._pause("shows the answer")
        self._turn(card)
        return True

    # The grade

    def _graded(self, item: ReviewItem, told: MarkedReply) -> tuple[Grading, Ending]:
        """Have *item* graded, keep that, and say whether to go on."""
        is_card = item.question.form == "card"
        suggested = GOOD if is_card else _suggested(item, told)
        lapses = _lapses(item.memory) + 1
        if (
            suggested == AGAIN
            and lapses >= LEECH_LAPSES
            and (lapses - LEECH_LAPSES) % _REMINDER == 0
        ):
            self._say(f"A leech: forgotten {lapses} times. Suspend or flag it?", "yellow")
        ending: Ending = "finished"
        try:
            grade = self._decided(item, suggested)
        except (LeaveError, KeyboardInterrupt, EOFError) as left:
            if is_card:
                raise  # nobody has judged it
            grade = suggested  # an answer given is an answer
            ending = "left" if isinstance(left, LeaveError) else "interrupted"
            self._wipe()
        if is_card:
            recalled = grade > AGAIN
            told = told._replace(reply=recalled, verdict=RIGHT if recalled else WRONG)
        memory = self._store.add_review(self._review(item.question, told, grade))
        return Grading(item, told, grade, memory), ending

    def _review(self, question: Question, told: MarkedReply, grade: int) -> Review:
        about = question.about
        shown = {
            "deck": self._decks[about.deck],
            "topic": about.topic,
            "form": about.form,
            "stem": question.stem,
            "options": _options(question),
            "answer": _answer(question),
            "facts": list(about.facts),
        }
        name = scheduler_name(self._retention, self._store.weights())
        return Review(
            about.id,
            self._clock(),
            grade,
            told.verdict.right,
            told.verdict.share,
            told.milliseconds,
            name,
            told.reply,
            shown,
        )

    def _decided(self, item: ReviewItem, suggested: int) -> int:
        """A grade; all else that may be asked for is done here."""
        weights = self._store.weights()
        name = scheduler_name(self._retention, weights)
        self._offer(
            preview_grades(item.memory, item.id, self._clock(), name, weights), suggested
        )
        while True:
            key, note = self._command(suggested)
            if key in self.commands:
                raise Turned(key)
            if key in {"", *"1234"}:
                return int(key or suggested)
            if key == "e":
                self._locate(item.question)
            elif key == "f":
                self._flag(item.question, note)
            elif key == "?" or not self._keys:
                self._list(_HELP)

    def _offer(self, texts: Sequence[str], suggested: int) -> None:
        """Each grade and what it would mean, side by side where there is room."""
        parts = [
            Styled.assemble(
                (f"{grade} ", "cyan"),
                (f"{name} {text}", "bold" if grade == suggested else "dim"),
            )
            for grade, name, text in zip(GRADES, GRADE_NAMES, texts, strict=True)
        ]
        line = Styled("   ").join(parts)
        for part in [line] if len(line) + 2 <= self._width else parts:
            self._say(part, indent=2)

    def _command(self, suggested: int) -> tuple[str, str]:
        """A key and, where lines are read, what follows it; Enter is ""."""
        default = f"Enter: {GRADE_NAMES[suggested - 1]}"
        if not self._keys:
            line = self._typed(f"{default}, ? help > ")
            if line == "q":
                raise LeaveError
            return line[:1].casefold(), line[1:].strip()
        self._prompt("> ", f"{default}  u undo  ? help  q end")
        key = self._key()
        self._wipe()
        return key.strip(), ""

    def _locate(self, question: Question) -> None:
        for fact in question.about.facts:
            place = self._placed(fact)
            if place is not None:
                self._say(fact, indent=2)
                self._say(str(place), "dim", 4)

    def _flag(self, question: Question, note: str) -> None:
        try:
            note = note or self._typed("what is wrong with it? > ")
        except (KeyboardInterrupt, EOFError):
            self._wipe()
            self._say("Not flagged.", "yellow")
            return
        self._store.add_flag(question.about.id, self._clock(), note, question.stem)
        self._say("Flagged: `quizgen flags` lists it.", "yellow")


def _suggested(item: ReviewItem, told: MarkedReply) -> int:
    question = item.question
    words = len(" ".join((question.stem, *_options(question))).split())
    typed = question.form in ("text", "cloze")
    right, spent = told.verdict.right, told.milliseconds
    return suggest_grade(right=right, typed=typed, words=words, milliseconds=spent)


def _lapses(memory: Memory | None) -> int:
    """How often the question was forgotten; none counts while it is being learned."""
    return memory.lapses if memory and not memory.is_learning else 0


def _changed(memory: Memory) -> str:
    return (
        f"This fact changed: on {_spelled(memory.last_day)} the answer was {memory.answer}."
    )


def _spelled(day: int) -> str:
    from datetime import date

    return date.fromordinal(day).isoformat()


def _answer(question: Question) -> str:
    return "; ".join(text for _, text in solution(question))


def _options(question: Question) -> list[str]:
    """What was there to pick from, as shown."""
    match question:
        case OptionsQuestion():
            return [option.text for option in question.options]
        case OrderQuestion():
            return [*question.items]
        case MatchQuestion():
            return [*question.left, *question.right]
        case _:
            return []
