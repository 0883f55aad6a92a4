"""What a day brings: what is due, what is new, and what has to wait."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from quizgen import load
from quizgen.generating import Prospect, prospects
from quizgen.marking import RIGHT
from quizgen.planning import Item, Limits, Plan, planned, weakest
from quizgen.reviewing import Answered, Session, answered, dropped, undone, upcoming
from quizgen.scheduling import Memory
from tests.rivers import RIVERS
from tests.samples import CARD, CHOICE, TEXT

DAY = 739_000


@pytest.fixture
def asked(tmp_path: Path) -> list[Prospect]:
    file = tmp_path / "rivers.yaml"
    file.write_text(RIVERS, "utf-8")
    bases, problems = load([file])
    assert not problems
    return list(prospects(bases[0]))


def memory(question: str, **changes: int | bool) -> Memory:
    known = dict.fromkeys(("at", "again", "lapses"), 0) | {"repetitions": 1}
    days = {"first": DAY - 9, "day": DAY - 9, "due": DAY}
    fields = {"stability": 9, "difficulty": 5, "learning": False, **known, **days}
    return Memory(question, **{**fields, **changes}, answer="a", decks="d")  # type: ignore[arg-type]


def known(*memories: Memory) -> dict[str, Memory]:
    return {one.question: one for one in memories}


def ids(items: Iterable[Item]) -> list[str]:
    return [item.question.about.id.removeprefix("rivers/") for item in items]


def mouths(form: str, *rivers: str) -> list[str]:
    return [f"rivers/mouth/{river}#{form}" for river in rivers]


def plan(asked: list[Prospect], *memories: Memory, new: int = 0, due: int = 99) -> Plan:
    return planned(asked, known(*memories), (), DAY, Limits(new, due))


def test_what_is_due_is_asked_and_what_is_not_waits(asked: list[Prospect]) -> None:
    one, two, three = mouths("choice", "danube", "volga", "rhine")
    found = plan(asked, memory(one), memory(two, due=DAY + 1), memory(three, due=DAY - 30))
    assert ids(found.due) == ["mouth/rhine#choice", "mouth/danube#choice"]


def test_siblings_are_not_asked_on_one_day(asked: list[Prospect]) -> None:
    one, two = mouths("choice", "danube") + mouths("text", "danube")
    found = plan(asked, memory(one), memory(two), new=99)
    assert len(found.due) == 1
    assert found.apart == 1
    assert not [name for name in ids(found.new) if name.startswith("mouth/danube")]


def test_nor_is_one_whose_sibling_was_asked_today(asked: list[Prospect]) -> None:
    one, two = mouths("choice", "danube") + mouths("text", "danube")
    found = plan(asked, memory(one, day=DAY, due=DAY + 3), memory(two))
    assert (found.due, found.apart) == ((), 1)


def test_but_what_is_being_learned_comes_back(asked: list[Prospect]) -> None:
    (one,) = mouths("choice", "danube")
    found = plan(asked, memory(one, day=DAY, learning=True), due=0)
    assert ids(found.due) == ["mouth/danube#choice"]


def test_the_limits_count_what_was_done_today(asked: list[Prospect]) -> None:
    done = memory(*mouths("choice", "danube"), day=DAY, due=DAY + 5)
    begun = memory(*mouths("choice", "volga"), day=DAY, first=DAY, due=DAY + 5)
    ripe = [memory(name) for name in mouths("choice", "dnieper", "rhine")]
    found = plan(asked, done, begun, *ripe, new=3, due=2)
    assert len(found.due) == 1
    assert found.held == 1
    assert len(found.new) == 2


def test_what_is_suspended_or_no_longer_asked_is_left_out(asked: list[Prospect]) -> None:
    one, two = mouths("choice", "danube", "volga")
    memories = known(memory(one), memory(two), memory("rivers/gone/x#text"))
    assert ids(planned(asked, memories, {one}, DAY, Limits(0)).due) == [
        "mouth/volga#choice"
    ]


def test_new_questions_go_through_the_topics_and_are_easy_at_first(
    asked: list[Prospect],
) -> None:
    assert ids(plan(asked, new=4).new) == [
        "mouth/danube#choice",
        "mouth/volga#choice",
        "mouth/dnieper#choice",
        "mouth/rhine#choice",
    ]


def test_the_order_is_the_same_every_time_and_another_on_another_day(
    asked: list[Prospect],
) -> None:
    memories = known(*map(memory, mouths("choice", "danube", "volga", "dnieper", "rhine")))
    orders = {
        tuple(ids(planned(asked, memories, (), day, Limits(0)).due))
        for day in range(DAY, DAY + 9)
    }
    assert len(orders) > 1
    assert ids(planned(asked, memories, (), DAY, Limits(0)).due) == ids(
        planned(asked, memories, (), DAY, Limits(0)).due
    )


def test_cramming_takes_the_weakest_first(asked: list[Prospect]) -> None:
    one, two = mouths("text", "danube", "volga")
    memories = known(memory(one, stability=90), memory(two, stability=1))
    names = [q.about.id for q in weakest(asked, memories, DAY, 3)]
    assert names[:2] == [two, one]
    assert len(names) == 3


# The session

ITEMS = tuple(Item(question, None) for question in (CHOICE, TEXT, CARD))


def after(item: Item, *, learning: bool = False, again: int = 0) -> Answered:
    left = memory(item.question.about.id, learning=learning, again=again)
    return Answered(item, True, RIGHT, left)


def test_what_was_not_known_rests_and_comes_back_between_the_others() -> None:
    session = answered(Session(ITEMS), after(ITEMS[0], learning=True, again=10))
    assert (session.done, session.left) == (0, 3)
    nearer, later = upcoming(session, 9), upcoming(session, 10)
    assert nearer == ITEMS[1]
    assert later is not None
    assert later.question == CHOICE


def test_when_nothing_else_waits_it_comes_at_once() -> None:
    session = answered(Session(ITEMS[:1]), after(ITEMS[0], learning=True, again=10))
    item = upcoming(session, 0)
    assert item is not None
    session = answered(session, after(item))
    assert upcoming(session, 0) is None
    assert (session.done, session.left) == (1, 0)


def test_what_is_undone_is_the_next() -> None:
    first = answered(Session(ITEMS), after(ITEMS[0], learning=True, again=10))
    second = answered(first, after(ITEMS[1]))
    assert upcoming(undone(second), 0) == ITEMS[1]
    assert undone(undone(second)) == Session(ITEMS)
    with pytest.raises(ValueError, match="nothing was answered"):
        undone(Session(ITEMS))


def test_what_is_dropped_is_not_asked() -> None:
    assert dropped(Session(ITEMS), ITEMS[0]).waiting == ITEMS[1:]
