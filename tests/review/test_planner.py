"""The questions of a day: what is due, what is new, and what has to wait."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import loads
from quizgen.generate.generator import bind_templates
from quizgen.generate.items import Item, template_items
from quizgen.generate.proofs import prove
from quizgen.generate.templates import BoundTemplate
from quizgen.model import WORTHS, Refusal
from quizgen.review import planner
from quizgen.review.memory import Memory
from quizgen.review.planner import (
    Limits,
    Plan,
    ReviewItem,
    plan_day,
    weakest_questions,
)
from tests.rivers import WORTHY, changed

DAY = 739_000
BLACK_SEA = "danube/flows-into/black-sea"
DEPTH = "black-sea/depth/2212"


def bound_templates(deck: str) -> list[BoundTemplate]:
    """The templates of *deck*, to ask questions by."""
    base, problems = loads(deck)
    assert problems == []
    assert base is not None
    return bind_templates(base)


def with_templates(templates: str) -> str:
    """The RIVERS with more templates, before all others."""
    return changed("templates:\n", f"templates:\n{templates}")


def all_items(templates: Iterable[BoundTemplate]) -> list[Item]:
    return [item for bound in templates for item in template_items(bound)]


def memory(question: str, **changes: Any) -> Memory:
    """A memory of a question of the rivers, answered nine days ago and due today."""
    memory = Memory(
        question=f"rivers/{question}",
        stability=9.0,
        difficulty=5.0,
        is_learning=False,
        first_day=DAY - 9,
        last_day=DAY - 9,
        last_at=0,
        due=DAY,
        ready_at=0,
        repetitions=1,
        lapses=0,
        answer="a",
        deck_name="d",
    )
    return memory._replace(**changes)


def by_question(*memories: Memory) -> dict[str, Memory]:
    return {memory.question: memory for memory in memories}


def names(items: Iterable[ReviewItem]) -> list[str]:
    return [item.id.removeprefix("rivers/") for item in items]


def plan(
    templates: list[BoundTemplate], *memories: Memory, new: int = 0, due: int = 99
) -> Plan:
    """The plan of DAY for who has *memories* and no others."""
    today = {memory.question for memory in memories if memory.last_day == DAY}
    facts_today = [item.fact_ids for item in all_items(templates) if item.id in today]
    return plan_day(
        templates, by_question(*memories), (), facts_today, DAY, Limits(new, due)
    )


# What is due


def test_ten_new_questions_and_two_hundred_due_are_the_usual_limits() -> None:
    assert Limits() == (10, 200)


def test_an_answer_of_today_uses_up_the_limit_of_what_is_due_or_of_what_is_new(
    rivers: list[BoundTemplate],
) -> None:
    """Of two that may be due today one is done, unless it was new this morning."""
    waiting = [memory("mouth/volga#choice"), memory("mouth/rhine#choice")]
    repeated = memory("mouth/danube#choice", due=DAY + 3, last_day=DAY)
    begun = repeated._replace(first_day=DAY)
    plans = [plan(rivers, *waiting, item, due=2) for item in (repeated, begun)]
    assert [(len(day.due), day.over_limit) for day in plans] == [(1, 1), (2, 0)]
    plans = [plan(rivers, *waiting, item, new=1, due=2) for item in (repeated, begun)]
    assert [len(day.new) for day in plans] == [1, 0]


def test_what_is_due_is_asked_and_what_is_not_waits(rivers: list[BoundTemplate]) -> None:
    today, tomorrow, late = (
        memory("mouth/danube#choice"),
        memory("mouth/volga#choice", due=DAY + 1),
        memory("mouth/rhine#choice", due=DAY - 30),
    )
    result = plan(rivers, today, tomorrow, late)
    assert [(item.id, item.memory) for item in result.due] == [
        (late.question, late),
        (today.question, today),
    ]
    assert result[1:] == ((), 0, 0)


def test_what_is_being_learned_comes_before_what_is_overdue(
    rivers: list[BoundTemplate],
) -> None:
    result = plan(
        rivers,
        memory("mouth/danube#choice", due=DAY - 9),
        memory("mouth/volga#choice", is_learning=True),
        memory("mouth/rhine#choice", is_learning=True, due=DAY - 1),
    )
    assert names(result.due) == [
        "mouth/rhine#choice",
        "mouth/volga#choice",
        "mouth/danube#choice",
    ]


def test_what_is_due_since_one_day_is_in_an_order_that_the_day_draws(
    rivers: list[BoundTemplate],
) -> None:
    mouths = [f"mouth/{name}#choice" for name in ("danube", "volga", "dnieper")]
    memories = by_question(*map(memory, mouths))

    def order(day: int) -> list[str]:
        return names(plan_day(rivers, memories, (), (), day, Limits(0)).due)

    assert order(DAY) == order(DAY)
    orders = [order(day) for day in range(DAY, DAY + 9)]
    assert {*map(frozenset, orders)} == {frozenset(mouths)}
    assert len({*map(tuple, orders)}) > 1


def test_what_was_suspended_or_is_no_longer_asked_is_left_out(
    rivers: list[BoundTemplate],
) -> None:
    danube, volga, rhine = (
        memory(f"mouth/{name}#choice") for name in ("danube", "volga", "rhine")
    )
    memories = by_question(danube, volga, memory("gone/x#text"), memory("mouth/x#text"))
    excluded = {danube.question, rhine.question}
    result = plan_day(rivers, memories, excluded, (), DAY, Limits(2))
    assert names(result.due) == ["mouth/volga#choice"]
    assert names(result.new) == ["mouth/dnieper#choice", "mouth/danube#truefalse"]
    assert names(result.items) == names(result.due) + names(result.new)


def test_what_is_not_wished_for_is_neither_due_nor_new(rivers: list[BoundTemplate]) -> None:
    memories = by_question(memory("mouth/danube#choice"), memory("mouth/volga#text"))
    result = plan_day(
        rivers, memories, (), (), DAY, Limits(2), lambda item: item.form == "text"
    )
    assert names(result.due) == ["mouth/volga#text"]
    assert names(result.new) == ["mouth/danube#text", "mouth/rhine#text"]


def test_what_the_deck_can_no_longer_prove_is_neither_due_nor_new(
    rivers: list[BoundTemplate],
) -> None:
    unproved = {p.id for p in all_items(rivers) if isinstance(prove(p), Refusal)}
    assert "rivers/since-when/rhine+rhine-board#text" in unproved
    result = plan(rivers, memory("since-when/rhine+rhine-board#text"))
    assert result == ((), (), 0, 0)
    everything = plan(rivers, new=99).new
    assert not unproved & {item.id for item in everything}


# Siblings


def test_siblings_are_not_asked_on_one_day(rivers: list[BoundTemplate]) -> None:
    choice, text = memory("mouth/danube#choice", due=DAY - 1), memory("mouth/danube#text")
    result = plan(rivers, choice, text, new=99)
    assert names(result.due) == ["mouth/danube#choice"]
    assert result.buried == 1
    assert [name for name in names(result.new) if name.startswith("mouth/danube")] == []


def test_nor_is_one_whose_sibling_was_asked_today(rivers: list[BoundTemplate]) -> None:
    choice = memory("mouth/danube#choice", last_day=DAY, due=DAY + 3)
    result = plan(rivers, choice, memory("mouth/danube#text"))
    assert (result.due, result.over_limit, result.buried) == ((), 0, 1)


@pytest.mark.parametrize(
    ("facts_today", "buried"),
    [
        ({BLACK_SEA}, ["danube/flows-into"]),
        ({BLACK_SEA, DEPTH}, ["danube/flows-into"]),
        ({BLACK_SEA, DEPTH, "more"}, []),
        ({DEPTH}, []),
        (set(), []),
    ],
)
def test_siblings_rest_on_the_same_facts_or_on_one_and_one_more(
    rivers: list[BoundTemplate], facts_today: set[str], buried: list[str]
) -> None:
    memories = by_question(memory("mouth/danube#choice"), memory("mouth/volga#choice"))
    result = plan_day(rivers, memories, (), [facts_today], DAY, Limits(0))
    assert len(result.due) == 2 - len(buried)
    assert result.buried == len(buried)


@pytest.mark.parametrize(
    ("facts_today", "buried"),
    [
        ({"danube/flows-through/vienna"}, 1),
        ({"danube/flows-through/budapest"}, 1),
        ({"danube/flows-through/vienna", "danube/flows-through/budapest"}, 1),
        ({"danube/flows-through/vienna", DEPTH}, 0),  # they share only one of two
        ({"danube/flows-through/vienna", "danube/flows-through/budapest", DEPTH}, 0),
    ],
)
def test_a_question_on_two_facts_is_a_sibling_of_those_on_one_of_them(
    rivers: list[BoundTemplate], facts_today: set[str], buried: int
) -> None:
    memories = by_question(memory("how-many-cities/danube#choice"))
    result = plan_day(rivers, memories, (), [facts_today], DAY, Limits(0))
    assert (len(result.due), result.buried) == (1 - buried, buried)


def test_a_question_on_many_facts_is_a_sibling_of_none_but_its_own(
    rivers: list[BoundTemplate],
) -> None:
    match = next(p for p in all_items(rivers) if p.form == "match")
    memories = by_question(memory("mouths#match"))
    for facts_today, buried in (
        (match.fact_ids, 1),
        ({BLACK_SEA}, 0),
        ({BLACK_SEA, DEPTH}, 0),
    ):
        result = plan_day(rivers, memories, (), [facts_today], DAY, Limits(0))
        assert result.buried == buried, facts_today


def test_questions_on_many_facts_are_siblings_if_they_share_more_than_half(
    rivers: list[BoundTemplate],
) -> None:
    """As when two of three rivers are to be matched again, beside another one."""
    match, again = (p for p in all_items(rivers) if p.form == "match")
    assert len(match.fact_ids & again.fact_ids) == 2
    memories = by_question(memory("mouths#match"))
    others = {"volga/flows-into/caspian-sea", DEPTH}
    for facts_today, buried in (
        (again.fact_ids, 1),
        ({BLACK_SEA, *others}, 1),
        ({BLACK_SEA, "a", "b"}, 0),
    ):
        result = plan_day(rivers, memories, (), [facts_today], DAY, Limits(0))
        assert result.buried == buried, facts_today


def test_what_is_being_learned_comes_back_beside_its_siblings(
    rivers: list[BoundTemplate],
) -> None:
    learning = memory("mouth/danube#choice", last_day=DAY, is_learning=True)
    result = plan(rivers, learning, memory("mouth/danube#text"), due=0)
    assert names(result.due) == ["mouth/danube#choice"]
    assert (result.over_limit, result.buried) == (0, 1)


# Limits


def test_the_limits_count_what_was_done_today(rivers: list[BoundTemplate]) -> None:
    """What was begun today counts as new, all else that was answered as due."""
    reviewed = memory("mouth/danube#choice", last_day=DAY, due=DAY + 5)
    begun = memory("mouth/volga#choice", last_day=DAY, first_day=DAY, due=DAY + 5)
    due = [memory(f"mouth/{name}#choice") for name in ("dnieper", "rhine")]
    result = plan(rivers, reviewed, begun, *due, new=3, due=2)
    assert (len(result.due), result.over_limit, len(result.new)) == (1, 1, 2)
    result = plan(rivers, reviewed, begun, *due, new=1, due=1)
    assert (len(result.due), result.over_limit, len(result.new)) == (0, 2, 0)
    result = plan(rivers, reviewed, begun, *due, new=0, due=0)
    assert (len(result.due), result.over_limit, len(result.new)) == (0, 2, 0)


@pytest.mark.parametrize(("limit", "over_limit"), [(0, 3), (1, 2), (2, 1), (3, 0), (4, 0)])
def test_what_is_over_the_limit_is_counted(
    rivers: list[BoundTemplate], limit: int, over_limit: int
) -> None:
    due = [memory(f"mouth/{name}#choice") for name in ("danube", "volga", "rhine")]
    result = plan(rivers, *due, due=limit)
    assert (len(result.due), result.over_limit) == (3 - over_limit, over_limit)


def test_what_is_being_learned_is_over_no_limit_but_counts(
    rivers: list[BoundTemplate],
) -> None:
    learning = [
        memory(f"mouth/{name}#choice", is_learning=True) for name in ("danube", "volga")
    ]
    result = plan(rivers, *learning, memory("mouth/rhine#choice"), due=2)
    assert (len(result.due), result.over_limit) == (2, 1)
    assert {item.memory for item in result.due} == {*learning}


# What is new


def test_new_questions_go_through_the_topics_and_are_easy_at_first(
    rivers: list[BoundTemplate],
) -> None:
    """Siblings wait for another day, so each fact is asked in its easiest form."""
    assert names(plan(rivers, new=99).new) == [
        "mouth/danube#choice",
        "mouth/volga#choice",
        "mouth/dnieper#choice",
        "mouth/rhine#choice",
        "how-many-cities/danube#choice",
        "keeper/dnieper#choice",
        "mouths#match",
        "by-length#order",
    ]


def introduction(templates: Iterable[BoundTemplate], count: int = 99) -> list[str]:
    """The order in which questions are introduced to who knows none of them."""
    questions = weakest_questions(templates, {}, (), count)
    return [question.id.removeprefix("rivers/") for question in questions]


def test_what_is_worth_more_is_introduced_first() -> None:
    """Whatever its topic and however hard: by template, and by entity."""
    base, _ = loads(WORTHY)
    assert base
    templates = bind_templates(base)
    worths = {item.id: item.highest_worth for item in all_items(templates)}
    new = [worths[item.id] for item in plan(templates, new=99).new]
    assert {*new} == {*WORTHS}
    assert new == sorted(new, key=WORTHS.index)


def test_the_order_of_introduction_is_by_topic_effort_and_turn(
    rivers: list[BoundTemplate],
) -> None:
    assert introduction(rivers) == [
        "mouth/danube#choice",
        "mouth/volga#choice",
        "mouth/dnieper#choice",
        "mouth/danube#truefalse",
        "mouth/rhine#choice",
        "mouth/volga#truefalse",
        "mouth/dnieper#truefalse",
        "mouth/rhine#truefalse",
        "mouth/danube#card",
        "mouth/volga#card",
        "mouth/dnieper#card",
        "mouth/danube#cloze",
        "mouth/rhine#card",
        "mouth/volga#cloze",
        "mouth/danube#text",
        "mouth/dnieper#cloze",
        "mouth/volga#text",
        "mouth/rhine#cloze",
        "mouth/dnieper#text",
        "mouth/rhine#text",
        "how-many-cities/danube#choice",
        "keeper/dnieper#choice",
        "mouths#match",
        "mouths/2#match",
        "by-length#order",
        "how-many-cities/danube#text",
    ]


LENGTHS = """\
  sea-of:
    topic: Mouths
    given: ["?river flows-into ?sea", "?river length ?km"]
    ask: "Into which sea flows the river of {km} km?"
    answer: sea
    forms: [choice]
  plain:
    topic: Mouths
    given: ["?river length ?km", "?river a river", "not ?river flows-into north-sea"]
    ask: "Which river is {km} km long?"
    answer: river
    forms: [choice]
"""


def test_what_joins_facts_comes_after_what_is_plain() -> None:
    """What is only denied, compared or said of a kind joins nothing."""
    rivers = bound_templates(with_templates(LENGTHS))
    assert introduction(rivers, 9) == [
        "plain/2850#choice",
        "mouth/danube#choice",
        "plain/3531#choice",
        "mouth/volga#choice",
        "sea-of/2850#choice",
        "plain/2201#choice",
        "mouth/dnieper#choice",
        "mouth/danube#truefalse",
        "sea-of/3531#choice",
    ]


def test_what_another_new_question_gives_away_comes_later() -> None:
    """A question that names the Danube helps with one that has it as its key."""
    rivers = bound_templates(with_templates(LENGTHS))
    assert names(plan(rivers, new=99).new) == [
        "plain/2850#choice",
        "plain/3531#choice",
        "plain/2201#choice",
        "mouth/rhine#choice",
        "mouths#match",
        "by-length#order",
        "mouth/danube#choice",
        "mouth/volga#choice",
        "mouth/dnieper#choice",
        "how-many-cities/danube#choice",
        "keeper/dnieper#choice",
    ]


def test_what_is_given_away_by_a_sibling_does_not_come() -> None:
    deck = with_templates("""\
  whence:
    topic: Mouths
    given: "?river flows-into ?sea"
    ask: "Which river ends in the {sea}?"
    answer: river
    forms: [choice]
""")
    rivers = bound_templates(deck)
    assert names(plan(rivers, new=5).new) == [
        "mouth/danube#choice",
        "whence/caspian-sea#choice",
        "whence/north-sea#choice",
        "mouth/dnieper#choice",
        "how-many-cities/danube#choice",
    ]


# What is not looked at


def test_a_day_matches_no_template_that_it_does_not_need(
    rivers: list[BoundTemplate], monkeypatch: pytest.MonkeyPatch
) -> None:
    matched = []

    def watch(bound: BoundTemplate) -> Iterator[Item]:
        matched.append(bound.id)
        return template_items(bound)

    monkeypatch.setattr(planner, "template_items", watch)
    plan_day(rivers, by_question(memory("mouths#match")), (), (), DAY, Limits(5))
    assert matched == ["rivers/mouths", "rivers/mouth", "rivers/how-many-cities"]


def test_a_question_is_made_once_and_only_when_it_is_asked(
    rivers: list[BoundTemplate],
) -> None:
    (item,) = plan(rivers, memory("mouth/danube#choice")).due
    assert "question" not in vars(item)
    assert item.question.id == item.id == "rivers/mouth/danube#choice"
    assert item.question is item.question


# Whatever is known


def some_memories(templates: list[BoundTemplate]) -> st.SearchStrategy[list[Memory]]:
    """Memories of some questions, each last asked and due on some day."""
    memories = st.builds(
        memory,
        st.sampled_from([p.id.removeprefix("rivers/") for p in all_items(templates)]),
        last_day=st.integers(DAY - 2, DAY),
        due=st.integers(DAY - 2, DAY + 2),
        is_learning=st.booleans(),
    )
    return st.lists(memories, unique_by=lambda memory: memory.question)


@given(data=st.data(), new=st.integers(0, 9), due=st.integers(0, 9))
def test_whatever_is_known_a_day_holds_what_its_limits_let_through(
    rivers: list[BoundTemplate], data: st.DataObject, new: int, due: int
) -> None:
    """Lower limits cut the day short, and change nothing before that."""
    memories = data.draw(some_memories(rivers))
    result = plan(rivers, *memories, new=new, due=due)
    all_due = names(plan(rivers, *memories).due)
    assert names(result.due) == all_due[: len(result.due)]
    all_new = names(plan(rivers, *memories, new=99, due=due).new)
    assert names(result.new) == all_new[: len(result.new)]
    assert [item.question.id for item in result.items] == [i.id for i in result.items]
    assert len({item.question.about.facts for item in result.new}) == len(result.new) <= new
    assert not {memory.question for memory in memories} & {i.id for i in result.new}
    count = sum(memory.due <= DAY for memory in memories)
    assert len(result.due) + result.over_limit + result.buried <= count


# Cramming


def cram(
    templates: list[BoundTemplate],
    chances: Mapping[str, float],
    excluded: set[str],
    count: int,
) -> list[str]:
    names = {f"rivers/{name}": chance for name, chance in chances.items()}
    without = {f"rivers/{name}" for name in excluded}
    questions = weakest_questions(templates, names, without, count)
    return [question.id.removeprefix("rivers/") for question in questions]


def test_cramming_takes_the_weakest_first_and_then_something_new(
    rivers: list[BoundTemplate],
) -> None:
    chances = {
        "mouth/danube#text": 0.9,
        "mouth/volga#text": 0.3,
        "mouth/rhine#text": 0.1,
        "since-when/rhine+rhine-board#text": 0.2,  # which is no longer proved
        "gone/x#text": 0.0,
    }
    excluded = {"mouth/rhine#text", "mouth/danube#choice"}
    expected = [
        "mouth/volga#text",
        "mouth/danube#text",
        "mouth/volga#choice",
        "mouth/dnieper#choice",
    ]
    for count in range(5):
        assert cram(rivers, chances, excluded, count) == expected[:count]


def test_cramming_keeps_to_what_is_wished_for(rivers: list[BoundTemplate]) -> None:
    chances = {"rivers/mouth/volga#text": 0.3, "rivers/mouth/volga#choice": 0.2}
    questions = weakest_questions(rivers, chances, (), 2, lambda item: item.form == "text")
    assert [question.id for question in questions] == [
        "rivers/mouth/volga#text",
        "rivers/mouth/danube#text",
    ]
