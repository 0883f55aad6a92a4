"""Each rule of the craft objects to a question, and passes the one beside it."""

import pytest

from quizgen.generate.item_rules import (
    cue_rules,
    option_rules,
    reason_rules,
    wording_rules,
)
from quizgen.generate.item_rules.registry import RULES
from quizgen.generate.proofs import Proof
from quizgen.model import (
    ITEM_RULES,
    Form,
    OptionsQuestion,
    Question,
    TrueFalseQuestion,
)
from tests.samples import about, options


def choice(stem: str, *texts: str, form: Form = "choice") -> OptionsQuestion:
    return OptionsQuestion(about(form), stem, options(*texts))


MODULES = (cue_rules, option_rules, reason_rules, wording_rules)


def objections(rule: str, question: Question) -> list[str]:
    """Return what a rule objects to that looks at the question alone."""
    (function,) = [vars(module)[rule] for module in MODULES if rule in vars(module)]
    return list(function(question, Proof(None, 0, ())))  # type: ignore[arg-type]


def test_a_deck_may_name_every_rule_and_nothing_else() -> None:
    assert tuple(rule.__name__ for rule in RULES) == ITEM_RULES


def test_every_rule_is_its_own_manual() -> None:
    assert all(rule.__doc__ for rule in RULES)


@pytest.mark.parametrize(
    ("stem", "texts", "objects"),
    [
        ("What is the code of Azerbaijan?", ("AZ", "RU", "KZ"), True),
        ("What is the code of Kazakhstan?", ("KZ", "RU", "BY"), True),  # in their order
        ("What is the code of Azerbaijan?", ("AZ", "AR", "KZ"), False),  # so could AR
        ("What is the code of Belarus?", ("BY", "RU", "KZ"), False),  # it has no Y
        ("What is the code of Armenia?", ("AM", "AE", "KZ"), False),
        ("Which body joined the UN in Kazan?", ("Kazan Union", "Riga", "Ufa"), False),
        ("What stands for Azerbaijan?", ("AZER", "RUSS", "KAZA"), False),  # no codes
    ],
)
def test_the_letters_of_a_code_do_not_tell_it(
    stem: str, texts: tuple[str, ...], objects: bool
) -> None:
    assert (
        bool(objections("abbreviated_name", choice(stem, f"{texts[0]}!", *texts[1:])))
        is objects
    )


@pytest.mark.parametrize(
    ("key", "wrong", "objects"),
    [
        (41, 27, True),  # more than 40, than one and a half times 27, than 27 + 12
        (40, 20, False),
        (41, 29, False),  # twelve more
        (43, 29, False),  # not half as long again
        (44, 29, True),
        (61, 40, True),
        (60, 40, False),
        (46, 34, False),
        (52, 34, True),
    ],
)
def test_a_key_that_is_much_longer_than_the_others_gives_itself_away(
    key: int, wrong: int, objects: bool
) -> None:
    question = choice("Which?", "k" * key + "!", "w" * wrong, "v")
    message = f"the key '{'k' * key}' is much longer than every other option"
    assert objections("long_key", question) == [message] * objects
    multi = choice("Which?", "k" * key + "!", "w" * wrong, "v", form="multi")
    assert objections("long_key", multi) == []


@pytest.mark.parametrize(
    ("longest", "shortest", "objects"),
    [(41, 8, True), (40, 1, False), (45, 9, False), (46, 9, True), (41, 9, False)],
)
@pytest.mark.parametrize("form", ["choice", "multi"])
def test_an_option_is_at_most_five_times_as_long_as_another(
    longest: int, shortest: int, objects: bool, form: Form
) -> None:
    question = choice("Which?", "k" * 20 + "!", "w" * shortest, "v" * longest, form=form)
    message = f"options have from {shortest} to {longest} letters"
    assert objections("uneven_options", question) == [message] * objects


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        ("All of the above", True),
        ("none of these", True),
        ("Both of the two", True),
        ("Some of these", False),
        ("Tall of the above", False),
    ],
)
def test_no_option_speaks_of_the_others(text: str, objects: bool) -> None:
    message = f"the option '{text}' speaks of the other options"
    question = choice("Which?", "Rome!", text)
    assert objections("catch_all_option", question) == [message] * objects
    assert objections("catch_all_option", TrueFalseQuestion(about(), text, True, "")) == []


@pytest.mark.parametrize(
    ("stem", "objects"),
    [
        ("The capital is a", True),
        ("The capital is an ____?", True),
        ("It is A:", True),
        ("It is a city.", False),
        ("It is in Asia", False),
    ],
)
def test_a_stem_does_not_end_with_an_article(stem: str, objects: bool) -> None:
    message = "the stem ends with an article, which fits only some options"
    found = objections("grammatical_giveaway", choice(stem, "x!", "y"))
    assert found == [message] * objects
    statement = TrueFalseQuestion(about(), stem, True, "")
    assert objections("grammatical_giveaway", statement) == []


@pytest.mark.parametrize(
    ("stem", "objects"),
    [
        ("Which is not a river?", True),
        ("Which of these states has not signed?", True),
        ("Which river could not?", False),
        ("All are rivers except which?", True),
        ("Which river is it?", False),
        ("Which exceptions are there?", False),
    ],
)
def test_a_stem_does_not_ask_for_an_exception(stem: str, objects: bool) -> None:
    found = objections("plain_negative", choice(stem, "x!", "y"))
    assert found == ["the stem asks for an exception"] * objects
    assert objections("plain_negative", TrueFalseQuestion(about(), stem, True, "")) == []


CAPITAL, MARK = "the stem does not begin with a capital", "the stem has no mark at its end"


@pytest.mark.parametrize(
    ("stem", "messages"),
    [
        ("Which?", []),
        ("Élan is what?", []),
        ("2002 was what?", []),
        ('"Volga" is what?', []),
        ("_____ is a river.", []),
        ("'t is so.", []),
        ("which?", [CAPITAL]),
        ("(which?", [CAPITAL]),
        ("«Волга» — что это?", []),
        ("что это?", [CAPITAL]),
        ("", ["the stem is empty"]),
        ("  ", ["the stem is empty"]),
        ("…", ["the stem is empty"]),
        ("Which", [MARK]),
        ("Which,", [MARK]),
        ("He said \"Which?\"", []),
        ("Match (in order)", []),
        ("Match:", []),
        ("Who led  it?", ["the stem has '  '"]),
        ("Who led the the club?", ["the stem has 'the the'"]),
        ("Who led the a club?", ["the stem has 'the a'"]),
        ("Who led An The club?", ["the stem has 'An The'"]),
        ("Who led it ?", ["the stem has ' ?'"]),
        ("Who led it , then?", ["the stem has ' ,'"]),
        ("He left..", ["the stem has '..'"]),
        ("He left the D.C.. Why?", ["the stem has '..'"]),
        ("He left ... Why?", []),
        ("who led  it", [CAPITAL, MARK, "the stem has '  '"]),
    ],
)  # fmt: skip
def test_a_stem_is_a_whole_sentence(stem: str, messages: list[str]) -> None:
    assert objections("whole_sentence", choice(stem, "x!", "y")) == messages
