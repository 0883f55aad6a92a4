"""The store: nothing that was committed is ever lost, and nothing is overwritten."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.review.database import StoreError
from quizgen.review.grades import AGAIN, EASY, GOOD, HARD
from quizgen.review.log import parse_line
from quizgen.review.memory import GradedReview, Moment
from quizgen.review.scheduler import STANDARD_WEIGHTS, scheduler_name, update_memory
from quizgen.review.store import DayState, Flag, Review, Soundness, Store, open_store
from tests.review.answers import DAY, OWN_WEIGHTS, START, review


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "answers.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as store:
        yield store


def kinds(store: Store) -> list[str]:
    """The kinds of all rows, the oldest first."""
    return [json.loads(line)["kind"] for line in store.export_lines()]


# Answers


def test_an_answer_is_kept_as_it_was_given(path: Path) -> None:
    answers = [
        review(),
        review("d/t/y#choice", 1, AGAIN)._replace(reply=[1, 2], share=0.5, milliseconds=0),
        review("d/t/z#card", 2, HARD)._replace(right=False, reply=None),
    ]
    with open_store(path) as store:
        for answer in reversed(answers):
            store.add_review(answer)
        assert list(store.reviews()) == answers
    with open_store(path) as store:
        assert list(store.reviews()) == answers
        assert store.grade_history() == [
            GradedReview(answer.question, *answer.moment, answer.grade, answer.scheduler)
            for answer in answers
        ]


def test_an_answer_leaves_the_memory_that_scheduling_says(store: Store) -> None:
    for days, grade in ((0, GOOD), (2, HARD), (9, EASY)):
        answer = review(days=days, grade=grade)._replace(scheduler=scheduler_name(0.8))
        before = store.memory(answer.question)
        after = store.add_review(answer)
        graded = GradedReview(answer.question, *answer.moment, grade, answer.scheduler)
        expected = update_memory(before, graded)._replace(answer="Volga", deck_name="d")
        assert after == store.memory(answer.question) == expected


def test_two_answers_of_one_moment_are_both_kept(store: Store) -> None:
    for repetitions in (1, 2, 3):
        assert store.add_review(review()).repetitions == repetitions
    times = [answer.moment for answer in store.reviews()]
    assert times == [Moment(START.at + number, START.offset) for number in range(3)]


def test_an_answer_that_is_undone_leaves_no_trace_but_in_the_log(store: Store) -> None:
    before = store.add_review(review())
    other = store.add_review(review("other", 3))
    wrong = store.add_review(review(days=3, grade=AGAIN))
    store.undo_review(wrong.question, wrong.last_at, START)
    assert store.memories() == {before.question: before, "other": other}
    assert list(store.reviews()) == [review(), review("other", 3)]
    assert [graded.question for graded in store.grade_history()] == [
        before.question,
        "other",
    ]
    assert kinds(store) == ["review", "undo", "review", "review"]


def test_two_answers_can_be_undone_in_one_moment(store: Store) -> None:
    first, second = store.add_review(review()), store.add_review(review(days=1))
    store.undo_review(second.question, second.last_at, START)
    store.undo_review(first.question, first.last_at, START)
    assert (list(store.reviews()), store.memories()) == ([], {})


def test_the_log_is_only_added_to(path: Path) -> None:
    with open_store(path) as store:
        store.add_review(review())
    connection = sqlite3.connect(path)
    for change in ("UPDATE log SET grade = 4", "DELETE FROM log"):
        with pytest.raises(sqlite3.IntegrityError, match="the log is only added to"):
            connection.execute(change)
    connection.close()


def test_the_last_details_of_each_question_are_those_of_its_last_answer(
    store: Store,
) -> None:
    first, last = review(), review(days=3)
    last = last._replace(details={**last.details, "stem": "Which?"})
    for answer in (first, last, review("other", 9)):
        store.add_review(answer)
    store.add_flag("other", Moment(START.at + 9 * DAY), "note", "stem")
    assert store.question_details() == {
        "d/t/x#text": last.details,
        "other": first.details,
    }


def test_the_decks_are_named_as_they_were_last(store: Store) -> None:
    assert store.deck_names() == []
    for question, days, name in (
        ("a", 0, "old"),
        ("a", 1, "new"),
        ("b", 0, "b"),
        ("c", 0, "b"),
    ):
        answer = review(question, days)
        store.add_review(answer._replace(details={**answer.details, "deck": name}))
    assert store.deck_names() == ["b", "new"]


# What is suspended


def test_a_question_is_suspended_until_it_is_resumed(store: Store) -> None:
    assert store.suspended_questions() == set()
    store.suspend("a", START)
    store.suspend("b", START)
    assert store.suspended_questions() == {"a", "b"}
    store.suspend("a", Moment(START.at - DAY), resume=True)  # a clock went back
    assert store.suspended_questions() == {"b"}
    store.suspend("a", Moment(START.at - DAY))
    assert store.suspended_questions() == {"a", "b"}
    times = [json.loads(line)["at"] for line in store.export_lines()]
    assert times == [
        *["2026-11-24T13:00:00.000000+03:00"] * 2,
        "2026-11-24T10:00:00.000001+00:00",
        "2026-11-24T10:00:00.000002+00:00",
    ]


def test_what_is_resumed_later_is_noted_at_that_time(store: Store) -> None:
    store.suspend("a", START)
    store.suspend("a", Moment(START.at + DAY), resume=True)
    (_, resumed) = store.export_lines()
    assert json.loads(resumed)["at"] == "2026-11-25T10:00:00.000000+00:00"


# What a day is planned with


def test_a_day_is_planned_with_what_is_due_or_was_asked_on_it(store: Store) -> None:
    due = store.add_review(review("d/t/due#text", -9))
    asked = store.add_review(review("d/t/asked#text"))
    later = store.add_review(review("d/t/later#text", -1, grade=EASY))
    store.add_review(review("other/t/due#text", -9))
    store.suspend("d/t/suspended#text", START)
    assert later.due > START.day
    assert store.day_state(START.day, ["d"]) == DayState(
        memories={due.question: due, asked.question: asked},
        excluded={later.question, "d/t/suspended#text"},
        facts_today=[["x/flows-into/y"]],
    )


def test_the_facts_of_a_day_are_those_of_all_decks_and_of_no_other_day(
    store: Store,
) -> None:
    for question, days, facts in (
        ("d/a", 0, ["a", "b"]),
        ("e/b", 0.1, ["c"]),
        ("d/c", 1, ["d"]),
        ("d/e", -1, ["e"]),
    ):
        answer = review(question, days)
        store.add_review(answer._replace(details={**answer.details, "facts": facts}))
    bare = review("d/none", 0.2)
    details = {name: value for name, value in bare.details.items() if name != "facts"}
    store.add_review(bare._replace(details=details))
    store.add_flag("d/a", START, "note", "stem")
    facts_today = store.day_state(START.day, ["d"]).facts_today
    assert sorted(facts_today) == [["a", "b"], ["c"]]


def test_what_is_due_by_a_day_can_be_counted(store: Store) -> None:
    one = store.add_review(review("one"))
    two = store.add_review(review("two", -1, grade=EASY))
    days = one.due - 1, one.due, two.due - 1, two.due
    assert [store.count_due(day) for day in days] == [0, 1, 1, 2]
    store.suspend("one", START)
    assert [store.count_due(day) for day in days] == [0, 0, 0, 1]


def test_the_next_day_with_something_due_is_found(store: Store) -> None:
    assert store.next_due(START.day) is None
    soon = store.add_review(review("a"))
    late, other = (store.add_review(review(question, 1)) for question in "bc")
    assert (soon.due, late.due, other.due) == (START.day + 2, *[START.day + 3] * 2)
    assert store.next_due(START.day) == (soon.due, 1)
    assert store.next_due(soon.due - 1) == (soon.due, 1)
    assert store.next_due(soon.due) == (late.due, 2)
    assert store.next_due(late.due) is None
    store.suspend("a", START)
    store.suspend("c", START)
    assert store.next_due(START.day) == (late.due, 1)
    store.suspend("b", START)
    assert store.next_due(START.day) is None


def test_the_pace_is_that_of_the_last_two_hundred_answers(store: Store) -> None:
    """Who left for a coffee did not think for an hour."""
    assert store.seconds_per_answer() == 15.0

    def answer(days: int, milliseconds: int) -> Review:
        return review(days=days)._replace(milliseconds=milliseconds)

    store.add_review(answer(0, 60_001))
    assert store.seconds_per_answer() == 60.0
    store.add_review(answer(1, 1_000))
    assert store.seconds_per_answer() == 30.5
    lines = [json.loads(line) for line in store.export_lines()]
    store.import_rows(
        parse_line(json.dumps(lines[1] | {"question": f"q{number}"}))
        for number in range(198)
    )
    assert store.seconds_per_answer() == (60 + 199) / 200
    store.add_review(answer(2, 1_000))
    assert store.seconds_per_answer() == 1.0


# Flags and weights


def test_flags_are_kept_the_oldest_first(store: Store) -> None:
    flags = [
        Flag("b", START, "Which one?", "Which river?"),
        Flag("a", Moment(START.at + 1, 0), "", "And this?"),
    ]
    for flag in reversed(flags):
        store.add_flag(*flag)
    assert store.flags() == flags
    store.add_flag(*flags[0])
    assert store.flags()[2] == flags[0]._replace(moment=Moment(START.at + 1, START.offset))


def test_weights_are_the_standard_ones_until_others_are_set(path: Path) -> None:
    with open_store(path) as store:
        assert store.weights() == STANDARD_WEIGHTS
        store.set_weights(OWN_WEIGHTS, START)
        assert store.weights() == OWN_WEIGHTS
        store.set_weights(STANDARD_WEIGHTS, Moment(START.at + DAY, 60))
    with open_store(path) as store:
        assert store.weights() == STANDARD_WEIGHTS
        assert [json.loads(line) for line in store.export_lines()] == [
            {
                "at": "2026-11-24T13:00:00.000000+03:00",
                "kind": "weights",
                "question": "",
                "shown": [*OWN_WEIGHTS],
            },
            {
                "at": "2026-11-25T11:00:00.000000+01:00",
                "kind": "weights",
                "question": "",
            },
        ]


# Copies


def test_what_is_exported_and_imported_elsewhere_gives_the_same(path: Path) -> None:
    with open_store(path) as store, open_store(path.with_name("other")) as other:
        for day in (0, 3, 9):
            store.add_review(review(days=day))
            store.add_review(review("d/t/z#card", days=day, grade=AGAIN))
        store.undo_review("d/t/x#text", review(days=9).moment.at, START)
        store.suspend("d/t/z#card", START)
        store.add_flag("d/t/x#text", START, "Which one?", "Which river?")
        lines = list(store.export_lines())
        own = other.add_review(review("d/t/own#text"))
        assert other.import_rows(map(parse_line, lines)) == len(lines) == 9
        assert other.import_rows(map(parse_line, lines)) == 0
        assert other.memories() == store.memories() | {"d/t/own#text": own}
        assert other.suspended_questions() == store.suspended_questions() == {"d/t/z#card"}
        assert other.flags() == store.flags() != []
        assert {*lines} < {*other.export_lines()}


def test_weights_go_where_the_log_goes(path: Path) -> None:
    """Also into a store that has others: the last ones count."""
    with open_store(path) as store, open_store(path.with_name("other")) as other:
        for day in (0, 3, 9):
            store.add_review(review(days=day))
        store.set_weights(OWN_WEIGHTS, START)
        other.add_review(review())
        other.set_weights((*OWN_WEIGHTS[:20], 0.4), Moment(START.at - DAY))
        other.import_rows(map(parse_line, store.export_lines()))
        assert (other.weights(), other.memories()) == (OWN_WEIGHTS, store.memories())
        store.set_weights(STANDARD_WEIGHTS, START)
        other.import_rows(map(parse_line, store.export_lines()))
        assert (other.weights(), other.memories()) == (STANDARD_WEIGHTS, store.memories())


def test_rows_are_exported_by_time_question_and_kind(store: Store) -> None:
    store.suspend("b", START)
    store.add_flag("b", START, "", "")
    store.add_review(review("a"))
    store.suspend("z", Moment(START.at - 1))
    rows = [json.loads(line) for line in store.export_lines()]
    assert [(row["question"], row["kind"]) for row in rows] == [
        ("z", "suspend"),
        ("a", "review"),
        ("b", "flag"),
        ("b", "suspend"),
    ]


def test_an_import_that_fails_adds_nothing(store: Store) -> None:
    store.add_review(review())
    before = store.memories()
    (row,) = map(parse_line, store.export_lines())
    good, bad = {**row, "question": "other"}, {**row, "question": None}
    with pytest.raises(StoreError, match="NOT NULL"):
        store.import_rows([good, bad])
    assert (store.memories(), kinds(store)) == (before, ["review"])
    store.add_review(review("next"))  # the transaction is over
    assert kinds(store) == ["review", "review"]


def test_a_copy_is_whole(store: Store, tmp_path: Path) -> None:
    store.add_review(review())
    store.back_up(tmp_path / "copy")
    with open_store(tmp_path / "copy") as copy:
        assert list(copy.reviews()) == [review()]
        assert copy.memories() == store.memories()
    with pytest.raises(StoreError, match="cannot be opened"):
        store.back_up(tmp_path / "nowhere" / "copy")


def test_what_another_review_adds_meanwhile_is_not_half_seen(
    store: Store, path: Path
) -> None:
    with store.snapshot(), open_store(path) as other:
        assert store.question_details() == {}
        other.add_review(review())
        assert (store.question_details(), store.grade_history()) == ({}, [])
    assert len(store.question_details()) == len(store.grade_history()) == 1


# What is sound


def test_a_sound_store_has_rows_and_no_fault(store: Store) -> None:
    store.add_review(review())
    store.add_review(review("d/t/y#choice", 1, AGAIN))
    assert store.check() == Soundness(2, [], [], is_as_written=True, stale=[])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE memory SET day = day + 1 WHERE question = 'd/t/y#choice'",
        "DELETE FROM memory WHERE question = 'd/t/y#choice'",
    ],
)
def test_a_memory_that_the_log_does_not_give_is_stale(path: Path, change: str) -> None:
    """Another day, or none at all; and the memory of a question without answers."""
    with open_store(path) as store:
        store.add_review(review("d/t/x#choice", 0, GOOD))
        store.add_review(review("d/t/y#choice", 1, GOOD))
    with sqlite3.connect(path) as connection:
        connection.execute(change)
    connection.close()
    with open_store(path) as store:
        assert store.check().stale == ["d/t/y#choice"]


def test_a_memory_of_what_was_never_answered_is_stale(path: Path) -> None:
    with open_store(path) as store:
        store.add_review(review("d/t/x#choice", 0, GOOD))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE memory SET question = 'd/t/z#choice'")
    connection.close()
    with open_store(path) as store:
        assert store.check().stale == ["d/t/x#choice", "d/t/z#choice"]


def test_damage_of_the_file_is_all_that_is_said_of_it(path: Path) -> None:
    """The rows of a file that is damaged are not counted."""
    with open_store(path) as store:
        for day in range(300):
            store.add_review(review(f"d/t/{day}#choice", day))
    content = bytearray(path.read_bytes())
    content[-4096:] = b"\xff" * 4096
    path.write_bytes(content)
    with open_store(path, to_write=False) as store:
        soundness = store.check()
    assert soundness.damage != []
    assert soundness._replace(damage=[]) == Soundness(
        0, [], [], is_as_written=True, stale=[]
    )


# Answers that a deck with a uid takes for its own


def test_a_deck_with_a_uid_adopts_the_answers_of_its_own_address(store: Store) -> None:
    """Those that were given elsewhere stay what they were."""
    for question, address in (
        ("d/t/x#choice", "here.yaml"),
        ("d/t/y#choice", "there.yaml"),
    ):
        answer = review(question)
        details = {**(answer.details or {}), "deck": address}
        store.add_review(answer._replace(details=details))
    assert store.adopt_answers("d", lambda address: True) == 0
    assert store.adopt_answers("d~q7m2kd4x", lambda address: address == "here.yaml") == 1
    assert sorted(answer.question for answer in store.reviews()) == [
        "d/t/y#choice",
        "d~q7m2kd4x/t/x#choice",
    ]
    assert store.check() == Soundness(2, [], [], is_as_written=True, stale=[])
