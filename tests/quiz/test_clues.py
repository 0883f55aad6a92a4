"""What a question gives away: the clues of one question of each kind, as a whole."""

from pathlib import Path

import pytest

from quizgen import load
from quizgen.generate.assemble import make_question
from quizgen.generate.generator import find_items
from quizgen.generate.items import Item
from quizgen.model import (
    Answer,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    Refusal,
    TypedQuestion,
)
from quizgen.quiz.clues import NO_CLUES, Clues, clues_before_proof, clues_of
from quizgen.quiz.selection import Criteria
from tests.samples import about, options

SPECIMEN = Path(__file__).parents[1] / "generate/specimen.yaml"
STEM = "Which river of Asia does Iran's Ada call long?"
WORDS = " which river of asia does iran ada call long "
NAMES = frozenset({"Asia", "Iran", "Ada"})


@pytest.mark.parametrize(
    ("question", "clues"),
    [
        (
            OptionsQuestion(about("choice", facts=("f",)), STEM, options("Ob!", "Lena River")),
            Clues(
                frozenset({"f"}), WORDS, " ob lena river ", (" ob ",), (), (), ((NAMES, " ob "),)
            ),
        ),
        (
            OptionsQuestion(about("multi"), "Which?", options("Ob!", "Lena!", "Don")),
            Clues(
                frozenset(), " which ", " ob lena don ", (" ob ", " lena "), (), (),
                ((frozenset(), " ob "), (frozenset(), " lena ")),
            ),
        ),
        (
            TypedQuestion(about("text"), STEM, Answer("Ob", ("the Ob", "OB"))),
            Clues(
                frozenset(), WORDS, "  ", (" ob ", " the ob "), (" ob ", " the ob "), (),
                ((NAMES, " ob "), (NAMES, " the ob ")),
            ),
        ),
        (
            TypedQuestion(about("text"), "Which?", Answer("EAEU", ("UN",))),
            Clues(
                frozenset(), " which ", "  ", (" eaeu ",), (" eaeu ",), (),
                ((frozenset(), " eaeu "),),
            ),
        ),
        (
            OrderQuestion(
                about("order"), "Put Asia in order.",
                ("It is a river", "A river", "So it is in Asia"), ("1", "2", "3"), (0, 1, 2),
            ),
            Clues(
                frozenset(), " put asia in order it is a river so it is in asia ",
                " it is a river a river so it is in asia ", (), (),
                ((frozenset({"Asia"}), " it is a river a river so it is in asia "),),
            ),
        ),
        (
            MatchQuestion(about("match"), "Match.", ("Ob", "Don"), ("Kara", "Azov"), (0, 1)),
            Clues(
                frozenset(), " match ", " ob don kara azov ", (), (),
                ((frozenset(), " ob don kara azov "),),
            ),
        ),
    ],
    ids=["choice", "multi", "text", "abbreviation", "order", "match"],
)  # fmt: skip
def test_the_clues_of_a_question(question: Question, clues: Clues) -> None:
    assert clues_of(question) == clues


A = frozenset({"Asia"})
E = frozenset({"Europe"})


def clues(**parts: object) -> Clues:
    return NO_CLUES._replace(**parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "helps"),
    [
        (clues(facts=frozenset("fg")), clues(facts=frozenset("gh")), True),
        (clues(facts=frozenset("f")), clues(facts=frozenset("g")), False),
        (clues(stems=" the ob "), clues(keys=(" don ", " ob ")), True),
        (clues(stems=" the ob "), clues(keys=(" don ",)), False),
        (clues(options=" the ob "), clues(recalled_keys=(" ob ",)), True),
        (clues(options=" the ob "), clues(keys=(" ob ",)), False),
        (clues(item_lists=((A, " ob "),)), clues(named_keys=((A | E, " ob "),)), True),
        (clues(item_lists=((A, " ob "),)), clues(named_keys=((E, " ob "),)), False),
        (clues(item_lists=((A, " ob "),)), clues(named_keys=((A, " don "),)), False),
    ],
)
def test_one_question_helps_to_answer_another(
    one: Clues, other: Clues, helps: bool
) -> None:
    assert one.helps(other) is helps
    assert one.clashes_with(other) is helps
    assert other.clashes_with(one) is helps


def test_the_clues_of_several_questions_are_all_of_theirs() -> None:
    one = Clues(
        frozenset("f"), " a ", " b ", (" c ",), (" d ",), ((A, " e "),), ((A, " g "),)
    )
    other = Clues(frozenset("h"), " i ", " j ", (" k ",), (), ((E, " l "),), ())
    assert one.join(other) == Clues(
        frozenset("fh"),
        " a \n i ",
        " b \n j ",
        (" c ", " k "),
        (" d ",),
        ((A, " e "), (E, " l ")),
        ((A, " g "),),
    )


def made() -> list[tuple[Item, Question]]:
    """What the specimen deck may make, and what it makes."""
    (base,), _ = load(SPECIMEN)
    pairs = [(item, make_question(item)) for item in find_items(base)]
    return [(p, q) for p, q in pairs if not isinstance(q, Refusal)]


def test_what_is_known_before_a_question_is_proved_is_true_of_it_afterwards() -> None:
    """So nothing is passed over that would go together; and most is known by then."""
    counts = {"choice": 0, "multi": 0, "recalled": 0, "other": 0}
    for item, question in made():
        before, after = clues_before_proof(item), clues_of(question)
        has_one_key = len(item.keys) == 1
        assert before.facts <= after.facts, question.id
        assert before.stems == after.stems or question.about.form in (
            "truefalse",
            "order",
            "match",
        )
        if question.about.form in ("text", "cloze", "card"):
            counts["recalled"] += 1
            assert before.keys == after.keys[:1] == before.recalled_keys, question.id
            assert before.options == ""
            assert before.named_keys == after.named_keys[:1], question.id
        elif question.about.form == "choice":
            counts["choice"] += 1
            assert (before.keys, before.recalled_keys) == (after.keys, ()), question.id
            assert before.options == after.keys[0], question.id
            assert before.named_keys == after.named_keys, question.id
        else:
            counts["multi" if question.about.form == "multi" else "other"] += 1
            assert (before.keys, before.recalled_keys, before.options) == ((), (), "")
            assert before.named_keys == ()
        assert before.facts or not has_one_key
    assert counts == {"choice": 55, "multi": 2, "recalled": 18, "other": 26}


def test_criteria_admit_what_may_be_made_as_they_admit_what_is_made() -> None:
    pairs = made()
    for criteria in (
        Criteria(),
        Criteria(["choice"]),
        Criteria(topics=["PEOPLE"]),
        Criteria(["choice", "text"], ["people", "States"], ["medium"]),
        Criteria(levels=["hard"]),
        Criteria(["essay"]),  # type: ignore[list-item]
    ):
        admitted = [q.id for p, q in pairs if criteria.admits_item(p)]
        assert admitted == [q.id for _, q in pairs if criteria.admits(q)]
        for item, question in pairs:
            if criteria.admits(question):
                assert criteria.admits_template(item.template)


def test_what_cannot_be_proved_is_not_admitted_at_any_level() -> None:
    (base,), _ = load(SPECIMEN)
    unproved = [p for p in find_items(base) if isinstance(make_question(p), Refusal)]
    assert unproved
    assert not any(Criteria(levels=["hard"]).admits_item(p) for p in unproved)
    assert all(Criteria().admits_item(p) for p in unproved)


@pytest.mark.parametrize(
    ("criteria", "templates"),
    [
        (Criteria(["order"]), ["oldest", "by-area"]),
        (Criteria(["order"], ["states"]), ["by-area"]),
        (Criteria(["cloze", "match"]), ["chair-then", "origin", "capitals"]),
        (Criteria(topics=["Summits"]), ["host", "day", "passed"]),
    ],
)
def test_criteria_admit_templates_of_such_a_form_and_topic(
    criteria: Criteria, templates: list[str]
) -> None:
    (base,), _ = load(SPECIMEN)
    assert [t.id for t in base.templates if criteria.admits_template(t)] == templates
