"""The screen of a review: a quiz's, and what belongs to a habit.

After each verdict the learner accepts or changes a grade, and may undo, suspend, flag or
look up; each answer is in the store before the next question is drawn.
"""

from collections.abc import Callable, Mapping, Sequence

from rich.text import Text as Styled

from quizgen import reviewing
from quizgen.marking import RIGHT, WRONG, Reply, Verdict, mark
from quizgen.model import (
    Card,
    Choice,
    Cloze,
    Match,
    Multi,
    Order,
    Place,
    Question,
    Text,
)
from quizgen.planning import Item, Plan
from quizgen.remembering import Review, Store
from quizgen.reviewing import Answered, Session
from quizgen.scheduling import AGAIN, GRADES, NAMES, Memory, Moment, graded, named, waits
from quizgen.sitting import Result
from quizgen.terminal import LeaveError, Screen, solution

_HELP = (
    ("Enter", "accept the grade in bold"),
    ("1-4", "give another: again, hard, good, easy"),
    ("u", "undo the answer before this one"),
    ("s", "suspend this question: it is asked no more"),
    ("f", "flag it as bad, with a note for its author"),
    ("e", "where its facts are written"),
    ("q", "end; what was answered is kept"),
)
_READING = 5.0
"""Seconds that a verdict is read for, on average."""


class Desk(Screen):
    """Where a session is shown and answered.

    Args:
        store: What is remembered, and added to.
        clock: Tells the time.
        retention: The chance of recall at which a question is to come again.
        decks: What each deck was called on the command line, by its id.
        places: Where each fact is written, by its id.
        keys, language: As of a Screen.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], Moment],
        *,
        retention: float,
        decks: Mapping[str, str],
        places: Mapping[str, Place],
        keys: bool,
        language: str = "en",
    ) -> None:
        super().__init__(keys=keys, language=language)
        self._store = store
        self._clock = clock
        self._scheduler = named(retention)
        self._decks = decks
        self._places = places

    def announce(self, plan: Plan) -> None:
        """What today brings, before it begins."""
        seconds = len(plan.items) * (self._store.pace() + _READING)
        parts = [f"{len(plan.due)} due", f"{len(plan.new)} new"]
        if plan.items:
            parts.append(f"about {max(1, round(seconds / 60))} min")
        self._say(", ".join(parts), "bold")
        if plan.held:
            self._say(f"{plan.held} more are due; the daily limit holds them back.", "dim")
        if plan.apart:
            self._say(f"{plan.apart} wait: their facts are asked today already.", "dim")

    def study(self, session: Session) -> tuple[Session, bool]:
        """Ask all of *session*; False if the learner left before the end."""
        try:
            while (item := reviewing.upcoming(session, self._clock().at)) is not None:
                session, stays = self._meet(session, item)
                if not stays:
                    break
            else:
                return session, True
        except (LeaveError, KeyboardInterrupt, EOFError):
            pass
        self._wipe()
        return session, False

    def conclude(self, session: Session) -> None:
        """How it went, and what is next."""
        answered = session.answered
        self._console.print()
        if not answered:
            self._say("Nothing was answered.")
            return
        right = sum(one.verdict.right for one in answered)
        share = round(100 * right / len(answered))
        self._say(f"{right} of {len(answered)} right ({share}%)", "bold")
        day = self._clock().day
        new = sum(one.item.memory is None for one in answered)
        coming = sum(m.due == day + 1 for m in self._store.memories().values())
        rows = [(f"{new}", "new"), (f"{session.left}", "left today")]
        self._list((*rows, (f"{coming}", "due tomorrow")))
        missed = {
            one.item.question.about.id: one.item.question
            for one in answered
            if not one.verdict.right
        }
        if missed:
            self._say("To look at again:", "bold")
        for question in missed.values():
            self._say(question.stem, indent=2)
            self._say(_answer(question), "green", 4)

    # One question

    def _meet(self, session: Session, item: Item) -> tuple[Session, bool]:
        question = item.question
        known = self._store.memory(question.about.id)
        if (known and known.at) != (item.memory and item.memory.at):
            return reviewing.dropped(session, item), True  # answered in another session
        self._ask(question, session.done, session.done + session.left)
        if known and known.answer != _answer(question):
            self._say(_changed(known), "yellow")
        start = self._clock().at
        reply = self._reply(question)
        spent = (self._clock().at - start) // 1000
        verdict = mark(question, reply)
        self._tell(Result(question, reply, verdict))
        suggested = None if isinstance(question, Card) else _suggested(item, verdict, spent)
        choice, stays = self._choice(session, question, known, suggested)
        if choice == "u":
            return self._undo(session), True
        if choice == "s":
            self._store.suspend(question.about.id, self._clock())
            self._say("Suspended.", "yellow")
            return reviewing.dropped(session, item), True
        grade = int(choice)
        if suggested is None or (grade == AGAIN) == verdict.right:
            verdict = WRONG if grade == AGAIN else RIGHT  # the learner knows better
        if isinstance(question, Card):
            reply = verdict.right
        review = self._review(question, reply, verdict, grade, spent)
        memory = self._store.review(review)
        if memory.is_leech and grade == AGAIN:
            times = f"forgotten {memory.lapses} times"
            self._say(f"A leech: {times}. s suspends it, f tells its author.", "yellow")
        return reviewing.answered(session, Answered(item, reply, verdict, memory)), stays

    def _choice(
        self,
        session: Session,
        question: Question,
        known: Memory | None,
        suggested: int | None,
    ) -> tuple[str, bool]:
        """What the learner decides, and whether to go on."""
        try:
            choice = self._decided(question, known, suggested)
            while choice == "u" and not session.answered:
                self._say("Nothing was answered yet.", "yellow")
                choice = self._decided(question, known, suggested)
        except (LeaveError, KeyboardInterrupt, EOFError):
            if suggested is None:
                raise
            return str(suggested), False  # an answer given is an answer
        return choice, True

    def _review(
        self, question: Question, reply: Reply, verdict: Verdict, grade: int, spent: int
    ) -> Review:
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
        now, name = self._clock(), self._scheduler
        right, share = verdict.right, verdict.share
        return Review(about.id, now, grade, right, share, spent, name, reply, shown)

    def _undo(self, session: Session) -> Session:
        last = session.answered[-1]
        question = last.item.question.about.id
        self._store.undo(question, last.memory.at, self._clock())
        self._say("Undone.", "yellow")
        return reviewing.undone(session)

    def _judged(self, card: Card) -> Reply:
        """Only shows the other side of *card*: its grade is the judgement."""
        self._pause("shows the answer")
        self._say(card.answer.text, "bold green", 2)
        self._explain(card)
        return True

    # The grade

    def _decided(
        self, question: Question, memory: Memory | None, suggested: int | None
    ) -> str:
        """A grade, or "u" or "s"; all else that may be asked for is done here."""
        self._offer(
            waits(memory, question.about.id, self._clock(), self._scheduler), suggested
        )
        while True:
            key, note = self._command(suggested)
            if key in {*"1234us"}:
                return key
            if key == "" and suggested is not None:
                return str(suggested)
            if key == "e":
                self._locate(question)
            elif key == "f":
                self._flag(question, note)
            else:
                self._list(_HELP)

    def _offer(self, texts: Sequence[str], suggested: int | None) -> None:
        """Each grade and what it would mean, side by side where there is room."""
        parts = [
            Styled.assemble(
                (f"{grade} ", "cyan"), (f"{name} {text}", _look(grade, suggested))
            )
            for grade, name, text in zip(GRADES, NAMES, texts, strict=True)
        ]
        line = Styled("   ").join(parts)
        for part in [line] if len(line) + 2 <= self._width else parts:
            self._say(part, indent=2)

    def _command(self, suggested: int | None) -> tuple[str, str]:
        """A key and, where lines are read, what follows it; Enter is ""."""
        default = f"Enter: {NAMES[suggested - 1]}" if suggested else "1-4"
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
        places = [(fact, self._places.get(fact)) for fact in question.about.facts]
        self._list((str(place), fact) for fact, place in places if place)

    def _flag(self, question: Question, note: str) -> None:
        note = note or self._typed("what is wrong with it? > ")
        self._store.flag(question.about.id, self._clock(), note, question.stem)
        self._say("Flagged: `quizgen flags` lists it.", "yellow")


def _look(grade: int, suggested: int | None) -> str:
    return "bold" if grade == suggested else "dim"


def _suggested(item: Item, verdict: Verdict, milliseconds: int) -> int:
    question = item.question
    words = len(" ".join((question.stem, *_options(question))).split())
    typed = isinstance(question, Text | Cloze)
    return graded(right=verdict.right, typed=typed, words=words, milliseconds=milliseconds)


def _changed(memory: Memory) -> str:
    from datetime import date

    day = date.fromordinal(memory.day).isoformat()
    return f"This fact changed: on {day} the answer was {memory.answer}."


def _answer(question: Question) -> str:
    return "; ".join(text for _, text in solution(question))


def _options(question: Question) -> list[str]:
    """What was there to pick from, as shown."""
    match question:
        case Choice() | Multi():
            return [option.text for option in question.options]
        case Order():
            return [*question.items]
        case Match():
            return [*question.left, *question.right]
        case _:
            return []
