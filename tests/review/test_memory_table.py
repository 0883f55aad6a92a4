"""The table of memories: it can be thrown away, and is made anew from the log."""

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.review.grades import AGAIN, GOOD
from quizgen.review.memory import Memory, Moment
from quizgen.review.scheduler import STANDARD_WEIGHTS, replay
from quizgen.review.store import Store, open_store
from tests.review.answers import DAY, OWN_WEIGHTS, START, review


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as store:
        yield store


def learn(store: Store) -> None:
    """Some days of learning."""
    for day in (0, 3, 9, 10, 25):
        store.add_review(review(days=day))
        store.add_review(review("d/t/z#card", days=day, grade=AGAIN if day == 9 else GOOD))


def rebuilt(store: Store) -> dict[str, Memory]:
    """What the log alone gives."""
    store.rebuild()
    return store.memories()


def change(path: Path, *statements: str) -> None:
    """Change a file that is not open."""
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_the_memories_are_those_that_the_log_gives_anew(store: Store) -> None:
    draw = random.Random(6)
    for day in range(80):
        question = f"d/t/{draw.randrange(4)}#text"
        store.add_review(review(question, day / 3, draw.choice((1, 3, 3, 3, 4))))
    memories = store.memories()
    assert rebuilt(store) == memories
    assert max(memory.lapses for memory in memories.values()) > 1
    assert [store.memory(question) for question in memories] == [*memories.values()]


def test_a_memory_holds_the_answer_and_the_deck_that_were_shown_last(store: Store) -> None:
    store.add_review(review())
    later = review(days=3)
    later = later._replace(details={**later.details, "answer": "Don", "deck": "/e.yaml"})
    memory = store.add_review(later)
    assert (memory.answer, memory.deck_name) == ("Don", "/e.yaml")
    assert rebuilt(store) == {"d/t/x#text": memory} == store.memories()
    store.undo_review(memory.question, memory.last_at, START)
    earlier = store.memory("d/t/x#text")
    assert earlier is not None
    assert (earlier.answer, earlier.deck_name) == ("Volga", "d")


def test_an_answer_with_an_earlier_time_than_the_last_finds_its_place(store: Store) -> None:
    store.add_review(review(days=5))
    memory = store.add_review(review(days=1, grade=AGAIN))
    assert store.memories() == {"d/t/x#text": memory} == rebuilt(store)
    assert (memory.first_day, memory.last_day) == (START.day + 1, START.day + 5)
    assert memory.repetitions == 2


def test_an_answer_at_the_time_of_the_last_comes_after_it(store: Store) -> None:
    store.add_review(review())
    memory = store.add_review(review(grade=AGAIN))
    assert (memory.repetitions, memory.last_at) == (2, START.at + 1)
    assert rebuilt(store) == {"d/t/x#text": memory}


def test_what_has_no_answer_left_has_no_memory(store: Store) -> None:
    memory = store.add_review(review())
    store.undo_review(memory.question, memory.last_at, START)
    assert (store.memories(), store.memory("d/t/x#text")) == ({}, None)


# A learner's own weights


def test_own_weights_hold_for_all_that_was_learned_and_for_what_comes(path: Path) -> None:
    with open_store(path) as store:
        learn(store)
        standard = store.memories()
        store.set_weights(OWN_WEIGHTS, START)
        own = store.memories()
        assert own.keys() == standard.keys()
        assert not {own[name].due for name in own} & {standard[name].due for name in own}
        store.add_review(review(days=40))
        store.add_review(review("d/t/new#text", days=40))
        expected = replay(store.grade_history(), OWN_WEIGHTS)
    with open_store(path) as store:
        assert store.weights() == OWN_WEIGHTS
        bare = (m._replace(answer="", deck_name="") for m in store.memories().values())
        assert {memory.question: memory for memory in bare} == expected


def test_an_undo_and_a_clock_that_went_back_keep_to_own_weights(store: Store) -> None:
    learn(store)
    store.set_weights(OWN_WEIGHTS, START)
    wrong = store.add_review(review(days=30, grade=AGAIN))
    store.undo_review(wrong.question, wrong.last_at, START)
    store.add_review(review("d/t/z#card", days=1))
    memories = store.memories()
    assert rebuilt(store) == memories


def test_the_last_weights_count_and_the_standard_ones_come_back(store: Store) -> None:
    learn(store)
    standard = store.memories()
    store.set_weights((*OWN_WEIGHTS[:20], 0.4), START)
    store.set_weights(OWN_WEIGHTS, Moment(START.at - DAY))  # a clock went back
    assert store.weights() == OWN_WEIGHTS
    store.set_weights(STANDARD_WEIGHTS, START)
    assert (store.weights(), store.memories()) == (STANDARD_WEIGHTS, standard)


# What makes it stale


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE derived SET weights = NULL",
        "UPDATE derived SET weights = '[1]'",
        "UPDATE derived SET derivation = 0",
        "UPDATE derived SET derivation = 2",
    ],
)
def test_what_other_rules_or_weights_made_is_made_anew(path: Path, statement: str) -> None:
    with open_store(path) as store:
        learn(store)
        store.set_weights(OWN_WEIGHTS, START)
        memories = store.memories()
    change(path, statement, "UPDATE memory SET due = 1")
    with open_store(path) as store:
        assert (store.weights(), store.memories()) == (OWN_WEIGHTS, memories)


def test_what_is_of_today_is_not_made_anew_at_every_start(path: Path) -> None:
    """It takes seconds with a long log."""
    with open_store(path) as store:
        learn(store)
        memories = store.memories()
    change(path, "UPDATE memory SET due = 1")
    with open_store(path) as store:
        assert store.memories() == {
            name: memory._replace(due=1) for name, memory in memories.items()
        }
        assert rebuilt(store) == memories


# What is read of it for a day


def test_of_a_deck_only_its_own_questions_are_read(store: Store) -> None:
    others = "dd/t/due#text", "d-2/t/due#text", "a/t/due#text", "d", "d0/t/due#text"
    for question in ("d/t/due#text", "d/z#match", *others):
        store.add_review(review(question, -9))
    assert {*store.day_state(START.day, ["d"]).memories} == {"d/t/due#text", "d/z#match"}
    assert {*store.day_state(START.day, ["a", "d"]).memories} == {
        "a/t/due#text",
        "d/t/due#text",
        "d/z#match",
    }
    assert store.day_state(START.day, []).memories == {}


def test_of_a_deck_what_is_due_or_was_asked_today_is_read_and_all_else_is_excluded(
    store: Store,
) -> None:
    due = store.add_review(review("d/t/due#text", -2))
    asked = store.add_review(review("d/t/asked#text"))
    assert due.due == START.day
    assert store.day_state(START.day, ["d"])[:2] == (
        {due.question: due, asked.question: asked},
        set(),
    )
    assert store.day_state(START.day - 1, ["d"])[:2] == ({}, {due.question, asked.question})
