"""A review as the learner goes through it: a quiz's questions, graded and remembered.

After each verdict the learner accepts or changes a grade, and may undo, suspend, flag or
look up; each answer is in the store before the next question is drawn.
"""

from collections.abc import Callable, Mapping

from quizgen.model import Place, Question, TypedQuestion
from quizgen.quiz.key_texts import answer_text
from quizgen.quiz.scoring import RIGHT, WRONG, Reply, score
from quizgen.quiz.session import Result
from quizgen.review import session as sessions
from quizgen.review.grades import AGAIN, GOOD, suggest_grade
from quizgen.review.memory import LEECH_LAPSES, Memory, Moment
from quizgen.review.planner import Plan, ReviewItem
from quizgen.review.scheduler import preview_grades, scheduler_name
from quizgen.review.session import Grading, MarkedReply, ReviewSession, answer_for_store
from quizgen.review.store import Review, Store
from quizgen.tui.question_view import option_texts, verdict_blocks
from quizgen.tui.quiz_screen import show_question, show_verdict
from quizgen.tui.reply_prompt import CommandRequest, ReplyPrompt
from quizgen.tui.review_view import (
    changed_answer_blocks,
    grade_blocks,
    next_due_blocks,
    plan_blocks,
    summary_blocks,
)
from quizgen.tui.screen import Ending, LeaveRequest, Rows, Screen

_LEECH_REMINDER = 4
"""Lapses after which a leech is called one again."""


class ReviewScreen:
    """Asks a day's questions, has the answers graded, and keeps them in a store.

    Args:
        screen: Where questions are shown and replies are read.
        store: What is remembered, and added to.
        clock: Tells the time.
        retention: The chance of recall at which a question is to come again, 0 to 1.
        addresses: What each deck was called on the command line, by its identity.
        place_of_fact: Tells where the fact with an id is written.
    """

    def __init__(
        self,
        screen: Screen,
        store: Store,
        clock: Callable[[], Moment],
        *,
        retention: float,
        addresses: Mapping[str, str],
        place_of_fact: Callable[[str], Place | None],
    ) -> None:
        self._screen = screen
        self._words = screen.words.review
        self._commands = {"u": self._words.help_undo, "s": self._words.help_suspend}
        self._prompt = ReplyPrompt(screen, self._commands)
        self._store = store
        self._clock = clock
        self._retention = retention
        self._addresses = addresses
        self._place_of_fact = place_of_fact

    def show_plan(self, plan: Plan) -> None:
        """Show what today brings, before it begins."""
        seconds = self._store.seconds_per_answer()
        self._screen.show(plan_blocks(plan, seconds, self._screen.words))
        if not plan.items:
            self._show_next_due()

    def play(self, session: ReviewSession) -> tuple[ReviewSession, Ending]:
        """Ask all of *session*; return it with all that was done, and how that ended."""
        with self._screen.interaction() as interaction:
            while interaction.ending == "finished":
                item = sessions.next_item(session, self._clock().at)
                if item is None:
                    break
                session, interaction.ending = self._ask(session, item)
        return session, interaction.ending

    def show_summary(self, session: ReviewSession) -> None:
        """Show how a review went, and what is next."""
        due_tomorrow = self._store.count_due(self._clock().day + 1)
        self._screen.end_line()
        self._screen.show(summary_blocks(session, due_tomorrow, self._screen.words))
        if session.gradings and not session.remaining:
            self._show_next_due()

    def _show_next_due(self) -> None:
        next_due = self._store.next_due(self._clock().day)
        self._screen.show(next_due_blocks(next_due, self._screen.words))

    # One question

    def _ask(
        self, session: ReviewSession, item: ReviewItem
    ) -> tuple[ReviewSession, Ending]:
        """Ask and grade *item*; return the session after that, and if that ends it."""
        memory = self._store.memory(item.id)
        if (memory and memory.last_at) != (item.memory and item.memory.last_at):
            # Another review, which runs at the same time, has asked it.
            return sessions.drop_item(session, item), "finished"
        try:
            if item.id in session.replied_not_graded:
                self._show_again(item.question, session.replied_not_graded[item.id])
            else:
                self._show_question(session, item)
                session = sessions.record_marked_reply(
                    session, item, self._read_marked_reply(item)
                )
            grading, ending = self._grade(item, session.replied_not_graded[item.id])
        except CommandRequest as request:
            return self._obey(request.key, session, item), "finished"
        return sessions.record_grade(session, grading), ending

    def _show_question(self, session: ReviewSession, item: ReviewItem) -> None:
        done = len(session.gradings)
        state = self._words.state_due if item.memory else self._words.state_new
        if item.memory and item.memory.is_learning:
            state = self._words.state_again
        show_question(self._screen, item.question, done, done + session.remaining, state)
        if item.memory:
            words = self._screen.words
            self._screen.show(changed_answer_blocks(item.question, item.memory, words))

    def _read_marked_reply(self, item: ReviewItem) -> MarkedReply:
        """Read a reply and show the verdict; a card is only turned, to be graded."""
        question = item.question
        start = self._clock().at
        if isinstance(question, TypedQuestion) and question.form == "card":
            self._prompt.reveal(question)
            reply: Reply = True
        else:
            reply = self._prompt.read_reply(question)
        milliseconds = (self._clock().at - start) // 1000
        verdict = score(question, reply, language=self._screen.language)
        show_verdict(self._screen, Result(question, reply, verdict))
        return MarkedReply(reply, verdict, milliseconds)

    def _show_again(self, question: Question, marked_reply: MarkedReply) -> None:
        """Show in short what was replied to *question* before its grade was undone."""
        self._screen.end_line()
        self._screen.say(question.stem, "bold")
        words = self._screen.words
        if question.form == "card":
            self._screen.say(answer_text(question, words), "bold green", 2)
        else:
            result = Result(question, marked_reply.reply, marked_reply.verdict)
            self._screen.show(verdict_blocks(result, self._screen.symbols, words))

    def _obey(self, key: str, session: ReviewSession, item: ReviewItem) -> ReviewSession:
        """Carry out the command *key* instead of going on with *item*."""
        if key == "s":
            self._store.suspend(item.id, self._clock())
            self._screen.say(self._words.suspended, "yellow")
            return sessions.suspend_item(session, item)
        if not session.steps:
            self._screen.say(self._words.nothing_done, "yellow")
            return session
        step = session.steps[-1]
        if isinstance(step, Grading):
            self._store.undo_review(step.item.id, step.memory.last_at, self._clock())
            self._screen.say(self._words.undone, "yellow")
        else:
            self._store.suspend(step.item.id, self._clock(), resume=True)
            self._screen.say(self._words.suspended_no_more, "yellow")
        return sessions.undo_step(session)

    # The grade

    def _grade(self, item: ReviewItem, marked_reply: MarkedReply) -> tuple[Grading, Ending]:
        """Have *marked_reply* graded, and keep it; return that, and whether to go on."""
        is_card = item.question.form == "card"
        suggested = GOOD if is_card else _suggest_grade(item.question, marked_reply)
        lapses = _lapses(item.memory) + 1
        if suggested == AGAIN and _is_leech_reminder(lapses):
            self._screen.say(self._words.leech.format(lapses), "yellow")
        ending: Ending = "finished"
        try:
            grade = self._read_grade(item, suggested)
        except (LeaveRequest, KeyboardInterrupt, EOFError) as request:
            if is_card:
                raise  # nobody has judged it
            grade = suggested  # an answer given is an answer
            ending = "left" if isinstance(request, LeaveRequest) else "interrupted"
            self._screen.clear_line()
        if is_card:
            is_recalled = grade > AGAIN
            verdict = RIGHT if is_recalled else WRONG
            marked_reply = marked_reply._replace(reply=is_recalled, verdict=verdict)
        memory = self._store.add_review(self._review(item.question, marked_reply, grade))
        return Grading(item, marked_reply, grade, memory), ending

    def _review(self, question: Question, marked_reply: MarkedReply, grade: int) -> Review:
        """Return what the store keeps of *marked_reply*, with the question as shown."""
        about = question.about
        question_as_shown = {
            "deck": self._addresses[about.identity or about.deck],
            "topic": about.topic,
            "form": about.form,
            "stem": question.stem,
            "options": option_texts(question),
            "answer": answer_for_store(question),
            "facts": list(about.facts),
        }
        return Review(
            question.full_id,
            self._clock(),
            grade,
            marked_reply.verdict.right,
            marked_reply.verdict.share,
            marked_reply.milliseconds_taken,
            scheduler_name(self._retention, self._store.weights()),
            marked_reply.reply,
            question_as_shown,
        )

    def _read_grade(self, item: ReviewItem, suggested: int) -> int:
        """Return a grade; all else that may be asked for is done here."""
        weights = self._store.weights()
        scheduler = scheduler_name(self._retention, weights)
        waits_in_words = preview_grades(
            item.memory,
            item.id,
            self._clock(),
            scheduler,
            weights,
            language=self._screen.language,
        )
        width, words = self._screen.width, self._screen.words
        self._screen.show(grade_blocks(waits_in_words, suggested, width, words))
        while True:
            key, note = self._read_command(suggested)
            if key in self._commands:
                raise CommandRequest(key)
            if key in {"", *"1234"}:
                return int(key or suggested)
            if key == "e":
                self._show_places(item.question)
            elif key == "f":
                self._flag(item.question, note)
            elif key == "?" or not self._screen.keys:
                self._show_help()

    def _read_command(self, suggested: int) -> tuple[str, str]:
        """Return a key, "" for Enter, and where lines are read what follows it."""
        default = self._words.grades[suggested - 1]
        if not self._screen.keys:
            line = self._screen.read_line(self._words.grade_hint_lines.format(default))
            if line == "q":
                raise LeaveRequest
            return line[:1].casefold(), line[1:].strip()
        self._screen.rewrite_line("> ", self._words.grade_hint_keys.format(default))
        key = self._screen.read_key()
        self._screen.clear_line()
        return key.strip(), ""

    def _show_help(self) -> None:
        """Show what can be done once the verdict is there."""
        rows = [
            ("Enter", self._words.help_accept),
            ("1-4", self._words.help_grades),
            *self._commands.items(),
            ("f", self._words.help_flag),
            ("e", self._words.help_facts),
            ("q", self._words.help_end),
        ]
        self._screen.show([Rows(rows)])

    def _show_places(self, question: Question) -> None:
        """Show where the facts of *question* are written."""
        for fact_id in question.about.facts:
            place = self._place_of_fact(fact_id)
            if place is not None:
                self._screen.say(fact_id, indent=2)
                self._screen.say(str(place), "dim", 4)

    def _flag(self, question: Question, note: str) -> None:
        """Keep a note for the author of *question*, and ask for it if it is empty."""
        try:
            note = note or self._screen.read_line(self._words.flag_prompt)
        except (KeyboardInterrupt, EOFError):
            self._screen.clear_line()
            self._screen.say(self._words.not_flagged, "yellow")
            return
        self._store.add_flag(question.full_id, self._clock(), note, question.stem)
        self._screen.say(self._words.flagged, "yellow")


def _suggest_grade(question: Question, marked_reply: MarkedReply) -> int:
    """Return the grade that the verdict and the time taken suggest."""
    return suggest_grade(
        right=marked_reply.verdict.right,
        typed=question.form in ("text", "cloze"),
        words=len(" ".join((question.stem, *option_texts(question))).split()),
        milliseconds=marked_reply.milliseconds_taken,
    )


def _lapses(memory: Memory | None) -> int:
    """Return how often a question was forgotten; none counts while it is being learned."""
    return memory.lapses if memory and not memory.is_learning else 0


def _is_leech_reminder(lapses: int) -> bool:
    """Return whether to call a question with so many lapses a leech, now."""
    return lapses >= LEECH_LAPSES and (lapses - LEECH_LAPSES) % _LEECH_REMINDER == 0
