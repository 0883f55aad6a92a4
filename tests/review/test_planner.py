"""What a day brings: what is due, what is new, and what has to wait."""

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import load
from quizgen.generate.generator import Prospect, Seam, seams
from quizgen.quiz.scoring import RIGHT
from quizgen.review.grades import GOOD
from quizgen.review.memory import Memory
from quizgen.review.planner import Limits, Plan, ReviewItem, plan_day, weakest_questions
from quizgen.review.session import (
    Grading,
    MarkedReply,
    ReviewSession,
    drop_item,
    next_item,
    record_answer,
    record_grade,
    suspend_item,
    undo_step,
)
from tests.rivers import RIVERS, changed

DAY = 739_000


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> list[Seam]:
    return mined(tmp_path_factory, RIVERS)


def mined(tmp_path_factory: pytest.TempPathFactory, deck: str) -> list[Seam]:
    file = tmp_path_factory.mktemp("decks") / "rivers.yaml"
    file.write_text(deck, "utf-8")
    bases, problems = load(file)
    assert not problems
    return seams(bases[0])


def prospects(asked: Iterable[Seam]) -> list[Prospect]:
    return [prospect for seam in asked for prospect in seam.prospects()]


def memory(question: str, **changes: int | bool) -> Memory:
    known = dict.fromkeys(("last_at", "ready_at", "lapses"), 0) | {"repetitions": 1}
    days = {"first_day": DAY - 9, "last_day": DAY - 9, "due": DAY}
    fields = {"stability": 9, "difficulty": 5, "is_learning": False, **known, **days}
    return Memory(question, **{**fields, **changes}, answer="a", deck_name="d")  # type: ignore[arg-type]


def known(*memories: Memory) -> dict[str, Memory]:
    return {one.question: one for one in memories}


def ids(items: Iterable[ReviewItem]) -> list[str]:
    return [item.id.removeprefix("rivers/") for item in items]


def mouths(form: str, *rivers: str) -> list[str]:
    return [f"rivers/mouth/{river}#{form}" for river in rivers]


def facts(prospect: Prospect) -> set[str]:
    keys = prospect.prover.group.keys.values()
    return {fact.id for key in keys for fact in key.facts}


def plan(asked: list[Seam], *memories: Memory, new: int = 0, due: int = 99) -> Plan:
    done = {one.question for one in memories if one.last_day == DAY}
    met = [facts(prospect) for prospect in prospects(asked) if prospect.id in done]
    return plan_day(asked, known(*memories), (), met, DAY, Limits(new, due))


def test_what_is_due_is_asked_and_what_is_not_waits(asked: list[Seam]) -> None:
    one, two, three = mouths("choice", "danube", "volga", "rhine")
    found = plan(asked, memory(one), memory(two, due=DAY + 1), memory(three, due=DAY - 30))
    assert ids(found.due) == ["mouth/rhine#choice", "mouth/danube#choice"]


def test_siblings_are_not_asked_on_one_day(asked: list[Seam]) -> None:
    one, two = mouths("choice", "danube") + mouths("text", "danube")
    found = plan(asked, memory(one), memory(two), new=99)
    assert len(found.due) == 1
    assert found.buried == 1
    assert not [name for name in ids(found.new) if name.startswith("mouth/danube")]


def test_nor_is_one_whose_sibling_was_asked_today(asked: list[Seam]) -> None:
    one, two = mouths("choice", "danube") + mouths("text", "danube")
    found = plan(asked, memory(one, last_day=DAY, due=DAY + 3), memory(two))
    assert (found.due, found.buried) == ((), 1)


def test_nor_is_a_question_on_one_fact_beside_one_on_it_and_another(
    asked: list[Seam],
) -> None:
    memories = known(*map(memory, mouths("choice", "danube", "volga")))
    for met, apart in (
        ({"danube/flows-into/black-sea"}, 1),
        ({"danube/flows-into/black-sea", "black-sea/depth/2212"}, 1),
        ({"danube/flows-into/black-sea", "black-sea/depth/2212", "more"}, 0),
        ({"black-sea/depth/2212"}, 0),
    ):
        found = plan_day(asked, memories, (), [met], DAY, Limits(0))
        assert found.buried == apart, met


def test_but_what_is_being_learned_comes_back(asked: list[Seam]) -> None:
    (one,) = mouths("choice", "danube")
    found = plan(asked, memory(one, last_day=DAY, is_learning=True), due=0)
    assert ids(found.due) == ["mouth/danube#choice"]


def test_the_limits_count_what_was_done_today(asked: list[Seam]) -> None:
    done = memory(*mouths("choice", "danube"), last_day=DAY, due=DAY + 5)
    begun = memory(*mouths("choice", "volga"), last_day=DAY, first_day=DAY, due=DAY + 5)
    ripe = [memory(name) for name in mouths("choice", "dnieper", "rhine")]
    found = plan(asked, done, begun, *ripe, new=3, due=2)
    assert len(found.due) == 1
    assert found.over_limit == 1
    assert len(found.new) == 2


def test_what_is_suspended_or_no_longer_asked_is_left_out(asked: list[Seam]) -> None:
    one, two, three = mouths("choice", "danube", "volga", "rhine")
    memories = known(memory(one), memory(two), memory("rivers/gone/x#text"))
    found = plan_day(asked, memories, {one, three}, (), DAY, Limits(2))
    assert ids(found.due) == ["mouth/volga#choice"]
    assert ids(found.new) == ["mouth/dnieper#choice", "mouth/danube#truefalse"]


def test_what_is_not_wished_for_is_neither_due_nor_new(asked: list[Seam]) -> None:
    memories = known(*map(memory, mouths("choice", "danube") + mouths("text", "volga")))
    limits = Limits(2)
    found = plan_day(asked, memories, (), (), DAY, limits, lambda p: p.form == "text")
    assert ids(found.items) == [
        "mouth/volga#text",
        "mouth/danube#text",
        "mouth/dnieper#text",
    ]


def test_what_the_deck_can_no_longer_prove_does_not_count_as_due(
    asked: list[Seam],
) -> None:
    unproved = next(p for p in prospects(asked) if isinstance(p.prove(), str))
    found = plan(asked, memory(unproved.id))
    assert (found.due, found.over_limit, found.buried) == ((), 0, 0)


def test_new_questions_go_through_the_topics_and_are_easy_at_first(
    asked: list[Seam],
) -> None:
    assert ids(plan(asked, new=4).new) == [
        "mouth/danube#choice",
        "mouth/volga#choice",
        "mouth/dnieper#choice",
        "mouth/rhine#choice",
    ]


def test_what_joins_facts_comes_after_what_is_plain(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    joined = """templates:
  sea-of:
    topic: Mouths
    given: ["?river flows-into ?sea", "?river length ?km"]
    ask: "Into which sea flows the river of {km} km?"
    answer: sea
    forms: [choice]
  plain:
    topic: Mouths
    given: ["?river length ?km", "?river a river", "?km > 2000"]
    ask: "Which river is {km} km long?"
    answer: river
    forms: [choice]
"""
    seams_ = mined(tmp_path_factory, changed("templates:\n", joined))
    kinds = [q.about.template for q in weakest_questions(seams_, {}, (), 9)]
    assert kinds[:4] == ["plain", "mouth"] * 2
    assert "sea-of" in kinds


def test_what_another_new_question_gives_away_comes_later(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    other = """templates:
  whence:
    topic: Mouths
    given: "?river flows-into ?sea"
    ask: "Which river ends in the {sea}?"
    answer: river
    forms: [choice]
"""
    seams_ = mined(tmp_path_factory, changed("templates:\n", other))
    first = ids(plan(seams_, new=4).new)
    assert first == [
        "mouth/danube#choice",
        "whence/caspian-sea#choice",
        "whence/north-sea#choice",
        "mouth/dnieper#choice",
    ]
    # The stem about the Volga would answer the question about the Caspian Sea.
    everything = ids(plan(seams_, new=99).new)
    assert everything[:4] == first


def test_a_day_opens_no_seam_that_it_does_not_need(asked: list[Seam]) -> None:
    opened = []

    class Watched(Seam):
        def prospects(self) -> Iterator[Prospect]:
            opened.append(self.name)
            return super().prospects()

    watched = [Watched(*seam) for seam in asked]
    plan_day(watched, known(memory("rivers/mouths#match")), (), (), DAY, Limits(5))
    assert opened == ["rivers/mouths", "rivers/mouth", "rivers/how-many-cities"]


def questions(asked: list[Seam]) -> st.SearchStrategy[list[Memory]]:
    """Some of what may be asked, each last asked and due on some day."""
    one = st.builds(
        memory,
        st.sampled_from([prospect.id for prospect in prospects(asked)]),
        last_day=st.integers(DAY - 2, DAY),
        due=st.integers(DAY - 2, DAY + 2),
        is_learning=st.booleans(),
    )
    return st.lists(one, unique_by=lambda memory: memory.question)


@given(data=st.data(), new=st.integers(0, 9), due=st.integers(0, 9))
def test_whatever_is_known_a_day_holds_what_its_limits_let_through(
    asked: list[Seam], data: st.DataObject, new: int, due: int
) -> None:
    """Lower limits cut the day short, and change nothing before that."""
    memories = data.draw(questions(asked))
    some = plan(asked, *memories, new=new, due=due)
    assert ids(some.due) == ids(plan(asked, *memories).due)[: len(some.due)]
    assert (
        ids(some.new) == ids(plan(asked, *memories, new=99, due=due).new)[: len(some.new)]
    )
    assert [item.question.about.id for item in some.items] == [i.id for i in some.items]
    assert len({item.question.about.facts for item in some.new}) == len(some.new) <= new
    assert not {one.question for one in memories} & {item.id for item in some.new}
    assert len(some.due) + some.over_limit + some.buried <= sum(
        m.due <= DAY for m in memories
    )


def test_the_order_is_the_same_every_time_and_another_on_another_day(
    asked: list[Seam],
) -> None:
    memories = known(*map(memory, mouths("choice", "danube", "volga", "dnieper", "rhine")))
    orders = {
        tuple(ids(plan_day(asked, memories, (), (), day, Limits(0)).due))
        for day in range(DAY, DAY + 9)
    }
    assert len(orders) > 1
    assert ids(plan_day(asked, memories, (), (), DAY, Limits(0)).due) == ids(
        plan_day(asked, memories, (), (), DAY, Limits(0)).due
    )


def test_cramming_takes_the_weakest_first_and_then_something_new(
    asked: list[Seam],
) -> None:
    one, two, three = mouths("text", "danube", "volga", "rhine")
    chances = {one: 0.9, two: 0.3, three: 0.1, "rivers/gone/x#text": 0.0}
    new, newer = mouths("choice", "danube", "volga")
    names = [q.about.id for q in weakest_questions(asked, chances, {three, new}, 3)]
    assert names == [two, one, newer]


# The session

TOLD = MarkedReply(True, RIGHT, 2000)


@pytest.fixture(scope="module")
def items(asked: list[Seam]) -> tuple[ReviewItem, ...]:
    return plan(asked, new=3).new


def after(item: ReviewItem, *, learning: bool = False, again: int = 0) -> Grading:
    left = memory(item.id, is_learning=learning, ready_at=again)
    return Grading(item, TOLD, GOOD, left)


def test_what_was_not_known_rests_and_comes_back_between_the_others(
    items: tuple[ReviewItem, ...],
) -> None:
    session = record_grade(ReviewSession(items), after(items[0], learning=True, again=10))
    assert session.remaining == 3
    nearer, later = next_item(session, 9), next_item(session, 10)
    assert nearer == items[1]
    assert later is not None
    assert later.id == items[0].id


def test_when_nothing_else_waits_it_comes_at_once(items: tuple[ReviewItem, ...]) -> None:
    session = record_grade(
        ReviewSession(items[:1]), after(items[0], learning=True, again=10)
    )
    item = next_item(session, 0)
    assert item is not None
    session = record_grade(session, after(item))
    assert next_item(session, 0) is None
    assert (len(session.gradings), session.remaining) == (2, 0)


def test_what_is_undone_is_the_next_and_only_graded_anew(
    items: tuple[ReviewItem, ...],
) -> None:
    first = record_grade(ReviewSession(items), after(items[0], learning=True, again=10))
    second = record_grade(first, after(items[1]))
    assert next_item(undo_step(second), 0) == items[1]
    assert undo_step(undo_step(second)) == ReviewSession(
        items, ungraded={item.id: TOLD for item in items[1::-1]}
    )
    with pytest.raises(ValueError, match="nothing was done"):
        undo_step(ReviewSession(items))


def test_what_was_told_is_graded_before_anything_else_is_asked(
    items: tuple[ReviewItem, ...],
) -> None:
    session = record_answer(ReviewSession(items), items[1], TOLD)
    assert next_item(session, 0) == items[1]
    assert record_grade(session, after(items[1])).ungraded == {}


def test_what_is_suspended_is_not_asked_until_that_is_undone(
    items: tuple[ReviewItem, ...],
) -> None:
    session = suspend_item(ReviewSession(items), items[0])
    assert session.waiting == items[1:]
    assert undo_step(session) == ReviewSession(items)


def test_what_is_dropped_is_not_asked(items: tuple[ReviewItem, ...]) -> None:
    assert drop_item(ReviewSession(items), items[0]).waiting == items[1:]
