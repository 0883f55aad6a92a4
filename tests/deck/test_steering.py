"""How an author steers what is asked: worth, options, wordings of a form, typed answers."""

from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
import yaml

from quizgen import generate
from quizgen.deck.schema import json_schema
from quizgen.forms import wording_of
from quizgen.model import OfKind, Statement, Template, Tolerance, Variable
from tests.conftest import Problems
from tests.deck.decks import read_base
from tests.rivers import changed, slips

STEERED = """\
deck: towns
title: {en: Towns, ru: Города}
language: en
checked: 2026-11-23
sources: {atlas: {title: An atlas}}
entities:
  north: {kind: land, name: North}
  south: {kind: land, name: South, worth: detail}
  arn: {kind: town, name: Arn, facts: {in: {is: north, source: atlas}, height: {is: 420, source: atlas}}}
  bor: {kind: town, name: Bor, worth: further, facts: {in: {is: south, source: atlas}}}
  cal: {kind: town, name: Cal, facts: {in: {is: south, source: atlas, worth: core}}}
  dun: {kind: town, name: Dun, worth: further, facts: {in: {is: north, source: atlas}}}
relations:
  in: {of: town, is: land, single: true, complete: true, order: [south, north], typed: case}
  height: {of: town, is: number, single: true, within: 1%}
templates:
  where:
    given: "?town in ?land"
    ask:
      choice: {en: "Which of these lands has {town}?", ru: "В какой из этих стран {town}?"}
      text: {en: "Where is {town}?", ru: "Где {town}?"}
    state: {en: "{town} is in {land}.", ru: "{town} — {land}."}
    answer: land
    options: "?land a land"
    near: ["?town in ?land", "?land a land"]
    worth: core
    typed: exact
    allow: [long-key, echoed_word]
    forms: [choice, text, truefalse]
"""


def _template(text: str, folder: Path, language: str | None = None) -> Template:
    (template,) = read_base(text, folder, language).templates
    return template


def test_a_template_has_what_its_author_steers(tmp_path: Path) -> None:
    template = _template(STEERED, tmp_path)
    assert template.option_patterns == (OfKind(Variable("land"), "land"),)
    assert template.near_patterns == (
        Statement(Variable("town"), "in", Variable("land")),
        OfKind(Variable("land"), "land"),
    )
    assert template.options is None
    assert (template.worth, template.typed) == ("core", "exact")
    assert template.allow == ("long_key", "echoed_word")


def test_each_form_has_its_own_question_and_else_the_common_one(tmp_path: Path) -> None:
    template = _template(STEERED, tmp_path)
    land = template.answer
    town = template.ask_by_form[0][1][1]
    assert wording_of(template, "choice") == ("Which of these lands has ", town, "?")
    assert wording_of(template, "text") == ("Where is ", town, "?")
    assert wording_of(template, "truefalse") == (town, " is in ", land, ".")
    assert wording_of(template, "card") is None
    in_russian = _template(STEERED, tmp_path, "ru")
    assert wording_of(in_russian, "text") == ("Где ", town, "?")


def test_a_form_without_a_question_in_the_language_leaves_the_template_out(
    tmp_path: Path,
) -> None:
    text = STEERED.replace(', ru: "Где {town}?"', "")
    assert read_base(text, tmp_path, "ru").templates == ()


def test_questions_are_asked_in_the_words_of_their_form(tmp_path: Path) -> None:
    base = read_base(STEERED.replace("exact", "case"), tmp_path)
    stems = {question.stem for question in generate(base) if question.form == "text"}
    assert stems == {f"Where is {town}?" for town in ("Arn", "Bor", "Cal", "Dun")}


def test_a_relation_has_an_order_and_says_how_values_are_typed(tmp_path: Path) -> None:
    relations = read_base(STEERED, tmp_path).relations
    assert relations["in"].order == ("south", "north")
    assert relations["in"].typed == "case"
    assert relations["height"].within == Tolerance(Decimal("0.01"), is_share=True)
    absolute = read_base(STEERED.replace("within: 1%", "within: 0.5"), tmp_path)
    assert absolute.relations["height"].within == Tolerance(Decimal("0.5"), is_share=False)


def test_a_fact_has_its_own_worth_or_the_least_of_what_it_names(tmp_path: Path) -> None:
    worths = {fact.id: fact.worth for fact in read_base(STEERED, tmp_path).facts}
    assert worths == {
        "arn/in/north": "core",
        "arn/height/420": "core",
        "bor/in/south": "detail",
        "cal/in/south": "core",
        "dun/in/north": "further",
    }


def test_a_question_is_worth_what_the_least_of_its_facts_is(tmp_path: Path) -> None:
    def worths(text: str) -> dict[str, str]:
        questions = generate(read_base(text, tmp_path))
        return {q.id: q.about.worth for q in questions if q.form == "text"}

    assert worths(STEERED) == {
        "towns/where/arn#text": "core",
        "towns/where/bor#text": "detail",
        "towns/where/cal#text": "core",
        "towns/where/dun#text": "further",
    }
    unsaid = worths(STEERED.replace("    worth: core\n", ""))
    assert unsaid["towns/where/arn#text"] == "further"
    assert unsaid["towns/where/bor#text"] == "detail"


STEERING_SLIPS = """
options: 3 => options: "?m a city"
    deck.yaml:85:14: error: found no ?n in 'options': expected the variable that is asked for
forms: [choice, multi] => forms: [choice, multi]↵    options: "?board a bord"
    deck.yaml:92:14: error: unknown kind 'bord' (did you mean 'board'?)
forms: [choice, multi] => forms: [choice, multi]↵    near: "?board a river"
    deck.yaml:92:11: error: this can never match: ?board is a board, expected a river
forms: [choice, multi] => forms: [choice, multi]↵    near: "?river flows-into ?sea"
    deck.yaml:92:11: error: found no ?board in 'near': expected the variable that is asked for
forms: [choice, multi] => forms: [choice, multi]↵    worth: cor
    deck.yaml:92:12: error: found 'cor' for 'worth': expected one of core, further, detail (did you mean 'core'?)
forms: [choice, multi] => forms: [choice, multi]↵    typed: strict
    deck.yaml:92:12: error: found 'strict' for 'typed': expected one of spelling, case, exact (there is case, exact, spelling)
ask: "Who kept the {river} on 1 January 2010?" => ask: {choice: "Who?", txt: "Who kept?"}
    deck.yaml:89:27: error: found 'txt' in 'ask': expected one of choice, multi, text, order, match, card (did you mean 'text'?)
    deck.yaml:91:12: error: form 'multi' without 'ask': expected both
ask: "Who kept the {river} on 1 January 2010?" => ask: {choice: "Who?", multi: "Who?", card: "Who?"}
    deck.yaml:89:48: error: found a text for 'card': expected it among the forms as well
ask: "Who kept the {river} on 1 January 2010?" => ask: {choice: "Is it {board}?", multi: "Who?"}
    deck.yaml:89:19: error: the question shows its own answer
ask: "Who kept the {river} on 1 January 2010?" => ask: {choice: "Who?"}
    deck.yaml:91:12: error: form 'multi' without 'ask': expected both
length: {of: river, is: number, single: true => length: {of: river, is: number, order: [one], typed: case, single: true
    deck.yaml:55:35: error: found 'order' of numbers: expected it of texts or entities
    deck.yaml:55:49: error: found 'typed' of numbers: expected it of texts or entities
length: {of: river, is: number => length: {of: river, is: number, within: -1
    deck.yaml:55:43: error: found '-1' for 'within': expected a number such as 0.5, or a share such as 1%
flows-through: {of: river, is: city} => flows-through: {of: river, is: city, within: 1, order: [vienna, budapes]}
    deck.yaml:57:40: error: found 'within' of names: expected it of numbers
    deck.yaml:57:67: error: unknown entity 'budapes' (did you mean 'budapest'?)
flows-through: {of: river, is: city} => flows-through: {of: river, is: city, order: [danube]}
    deck.yaml:57:48: error: 'danube' is a river: 'flows-through' expects a city
short: NB} => short: NB, worth: much}
    deck.yaml:52:63: error: found 'much' for 'worth': expected one of core, further, detail (there is core, detail, further)
"""


@pytest.mark.parametrize(("right", "wrong", "lines"), slips(STEERING_SLIPS))
def test_a_slip_in_steering_is_reported_with_its_place(
    problems: Problems, right: str, wrong: str, lines: list[str]
) -> None:
    assert problems(changed(right, wrong)) == lines


def test_an_editor_takes_what_the_reader_takes() -> None:
    jsonschema.validate(yaml.safe_load(_as_texts(STEERED)), json_schema())


@pytest.mark.parametrize(
    "slip",
    [
        ("worth: core", "worth: cor"),
        ("within: 1%", "within: -1"),
        ("typed: exact", "typed: strict"),
        ("      choice: {en", "      chioce: {en"),
    ],
)
def test_an_editor_objects_to_what_the_reader_objects_to(slip: tuple[str, str]) -> None:
    text = STEERED.replace(*slip)
    assert text != STEERED
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(_as_texts(text)), json_schema())


def _as_texts(text: str) -> str:
    """The deck *text* with its days in quotes: YAML libraries make dates of them."""
    return text.replace("checked: 2026-11-23", 'checked: "2026-11-23"')
