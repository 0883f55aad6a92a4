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
    Overlap,
    Question,
    Refusal,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.quiz.clues import NO_CLUES, Clues, clues_before_proof, clues_of, overlap
from quizgen.quiz.criteria import Criteria
from tests.samples import about, options

SPECIMEN = Path(__file__).parents[1] / "generate/specimen.yaml"
STEM = "Which river of Asia does Iran's Ada call long?"
WORDS = " which river of asia does iran ada call long "
NAMES = frozenset({"Asia", "Iran", "Ada"})
WHICH = frozenset({"d/t/x", " which "})


@pytest.mark.parametrize(
    ("question", "clues"),
    [
        (
            OptionsQuestion(about("choice", facts=("f",)), STEM, options("Ob!", "Lena River")),
            Clues(
                frozenset({"f"}), WORDS, " ob lena river ", (" ob ",), (), (),
                ((NAMES, " ob "),), frozenset({"d/t/x", WORDS}),
            ),
        ),
        (
            OptionsQuestion(about("multi"), "Which?", options("Ob!", "Lena!", "Don")),
            Clues(
                frozenset(), " which ", " ob lena don ", (" ob ", " lena "), (), (),
                ((frozenset(), " ob "), (frozenset(), " lena ")), WHICH,
            ),
        ),
        (
            TypedQuestion(about("text"), STEM, Answer("Ob", ("the Ob", "OB"))),
            Clues(
                frozenset(), WORDS, "  ", (" ob ", " the ob "), (" ob ", " the ob "), (),
                ((NAMES, " ob "), (NAMES, " the ob ")), frozenset({"d/t/x", WORDS}),
            ),
        ),
        (
            TypedQuestion(about("text"), "Which?", Answer("EAEU", ("UN",))),
            Clues(
                frozenset(), " which ", "  ", (" eaeu ",), (" eaeu ",), (),
                ((frozenset(), " eaeu "),), WHICH,
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
                ((frozenset({"Asia"}), " it is a river a river so it is in asia "),), (),
                frozenset({"d/t/x", " put asia in order "}),
            ),
        ),
        (
            MatchQuestion(about("match"), "Match.", ("Ob", "Don"), ("Kara", "Azov"), (0, 1)),
            Clues(
                frozenset(), " match ", " ob don kara azov ", (), (),
                ((frozenset(), " ob don kara azov "),), (), frozenset({"d/t/x", " match "}),
            ),
        ),
        (
            TypedQuestion(about("cloze"), "Which _____?", Answer("Ob")),
            Clues(
                frozenset(), " which _____ ", "  ", (" ob ",), (" ob ",), (),
                ((frozenset(), " ob "),), frozenset({"d/t/x", " which _____ "}), False, True,
            ),
        ),
        (
            TrueFalseQuestion(about("truefalse"), "It flows.", truth=True, rationale=""),
            Clues(
                frozenset(), " it flows ", "  ", (), (), (), (),
                frozenset({"d/t/x", " it flows "}), True, True,
            ),
        ),
        (
            TrueFalseQuestion(about("truefalse"), "It flies.", truth=False, rationale="."),
            Clues(
                frozenset(), " it flies ", "  ", (), (), (), (),
                frozenset({"d/t/x", " it flies "}), True, False,
            ),
        ),
        (
            TypedQuestion(about("card"), "Which?", Answer("+", ("plus",))),
            Clues(
                frozenset(), " which ", "  ", (" plus ",), (" plus ",), (),
                ((frozenset(), " plus "),), WHICH,
            ),
        ),
    ],
    ids=[
        *("choice", "multi", "text", "abbreviation", "order", "match", "cloze", "true"),
        *("false", "symbol"),
    ],
)  # fmt: skip
def test_the_clues_of_a_question(question: Question, clues: Clues) -> None:
    assert clues_of(question) == clues


A = frozenset({"Asia"})
E = frozenset({"Europe"})


def clues(**parts: object) -> Clues:
    return NO_CLUES._replace(**parts)  # type: ignore[arg-type]


F, FG, GH = frozenset("f"), frozenset("fg"), frozenset("gh")
ONE = frozenset({"one"})


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (clues(stems=" the ob "), clues(keys=(" don ",)), "NOTHING"),
        (clues(facts=F), clues(facts=frozenset("g")), "NOTHING"),
        (clues(options=" the ob "), clues(keys=(" ob ",)), "NOTHING"),
        (clues(item_lists=((A, " ob "),)), clues(named_keys=((E, " ob "),)), "NOTHING"),
        (clues(item_lists=((A, " ob "),)), clues(named_keys=((A, " don "),)), "NOTHING"),
        (clues(stems=" the ob "), clues(keys=(" don ", " ob ")), "NAME"),
        (clues(options=" the ob "), clues(recalled_keys=(" ob ",)), "NAME"),
        (clues(item_lists=((A, " ob "),)), clues(named_keys=((A | E, " ob "),)), "NAME"),
        (clues(facts=FG), clues(facts=GH), "FACT"),
        (clues(facts=F), clues(facts=FG), "FACT"),
        (clues(facts=F, options=" ob "), clues(facts=FG, recalled_keys=(" ob ",)), "FACT"),
        (clues(recalled_keys=(" ob ",)), clues(recalled_keys=(" ob ", " x ")), "ANSWER"),
        (
            clues(facts=F, recalled_keys=(" ob ",)),
            clues(facts=FG, recalled_keys=(" ob ",)),
            "ANSWER",
        ),
        (clues(facts=FG), clues(facts=FG), "EVENT"),
        (clues(facts=F, stems=" the ob "), clues(facts=FG, keys=(" ob ",)), "EVENT"),
        (clues(questions=ONE), clues(questions=ONE | {"other"}), "KEY"),
    ],
)
def test_what_two_questions_have_in_common(one: Clues, other: Clues, common: str) -> None:
    assert overlap(one, other).name == overlap(other, one).name == common
    assert one.clashes_with(other) is other.clashes_with(one) is (common != "NOTHING")


@pytest.mark.parametrize(
    ("statement", "other", "common"),
    [
        (clues(facts=F, stems=" the ob "), clues(facts=F, keys=(" ob ",)), "KEY"),
        (clues(facts=FG, stems=" the ob "), clues(facts=F, keys=(" ob ",)), "KEY"),
        (clues(facts=F, stems=" the ob "), clues(facts=FG, keys=(" ob ",)), "EVENT"),
        (clues(facts=F, stems=" the ob "), clues(facts=F, keys=(" don ",)), "EVENT"),
        (clues(facts=F, stems=" the ob "), clues(keys=(" ob ",)), "NAME"),
    ],
)
def test_a_true_statement_says_what_another_question_on_its_facts_asks(
    statement: Clues, other: Clues, common: str
) -> None:
    asserted = statement._replace(is_asserted=True)
    assert overlap(asserted, other).name == overlap(other, asserted).name == common
    assert overlap(statement, other) < Overlap.KEY


def judged(stem: str, *, truth: bool, facts: str = "", question: str = "") -> Clues:
    own = frozenset([question or stem, stem])
    parts = {"stems": stem, "questions": own, "facts": frozenset(facts)}
    return clues(**parts, is_judged=True, is_asserted=truth)


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (judged("a", truth=True), judged("b", truth=True), "NOTHING"),
        (judged("a", truth=True), judged("a", truth=True), "KEY"),
        (
            judged("a", truth=False, question="q"),
            judged("b", truth=True, question="q"),
            "FACT",
        ),
        (judged("a", truth=True, facts="f"), judged("b", truth=False, facts="f"), "KEY"),
        (judged("a", truth=False, facts="f"), judged("b", truth=False, facts="f"), "EVENT"),
        (judged("a", truth=True, facts="f"), judged("b", truth=True, facts="fg"), "FACT"),
    ],
)
def test_two_statements_on_one_event_decide_each_other(
    one: Clues, other: Clues, common: str
) -> None:
    assert overlap(one, other).name == overlap(other, one).name == common


def test_the_clues_of_several_questions_are_all_of_theirs() -> None:
    one = Clues(
        frozenset("f"), " a ", " b ", (" c ",), (" d ",), ((A, " e "),), ((A, " g "),), ONE
    )
    other = Clues(
        frozenset("h"), " i ", " j ", (" k ",), (), ((E, " l "),), (), frozenset({"two"})
    )
    assert one.join(other) == Clues(
        frozenset("fh"),
        " a \n i ",
        " b \n j ",
        (" c ", " k "),
        (" d ",),
        ((A, " e "), (E, " l ")),
        ((A, " g "),),
        frozenset({"one", "two"}),
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
        assert before.questions <= after.questions, question.id
        assert before.stems.split("_____")[0].rstrip() in after.stems, question.id
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
    assert min(counts.values()) > 1


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
