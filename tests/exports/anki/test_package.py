"""An Anki deck that its users can update for years, as the real Anki backend sees it."""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from quizgen import generate, load
from quizgen.exports.anki import AnkiDeck, render
from quizgen.exports.anki.collection import collection_parts
from quizgen.exports.anki.lock import Lock, LockBuilder
from quizgen.exports.anki.note_types import build_collection_parts
from quizgen.exports.anki.notes import CLOZE as CLOZE_TYPE
from quizgen.exports.anki.notes import FIELDS, Note
from quizgen.exports.anki.package import write_package
from quizgen.model import Question
from tests.learner import (
    LATER,
    NOW,
    Author,
    Learner,
    Types,
    learner,
    note_types_in,
    query_package,
)
from tests.samples import ALL, CARD, CHOICE, CLOZE, MATCH, ORDER, TEXT, TRUE, about

QUESTIONS = [CHOICE, ALL[1], TRUE, TEXT, CLOZE, CARD, ORDER, MATCH]
ODD = """\
deck: odd
title: "Odd: a :: deck"
language: en
checked: 2026-11-23
sources:
  s: {title: 'A <b>bold</b> "title" & more', url: "https://example.org/?a=1&b=2"}
entities:
  a: {kind: thing, name: "<script>alert(1)</script>", facts: {colour: {is: red & <i>blue</i>, source: s}}}
  b: {kind: thing, name: "{{Question}} }} ::", facts: {colour: {is: "{{c1::green}}", source: s}}}
  c: {kind: thing, name: "a \\\\(x^2\\\\) b", facts: {colour: {is: "yellow }} :: x", source: s}}}
relations:
  colour: {of: thing, is: text, single: true, says: "{of} is {is}"}
templates:
  colour:
    topic: "Colours <x>"
    given: "?thing colour ?colour"
    ask: "What colour has {thing}?"
    state: "The colour of {thing} is {colour}."
    answer: colour
    forms: [choice, truefalse, text, cloze, card]
"""


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


@pytest.fixture
def user() -> Iterator[Learner]:
    with learner() as somebody:
        yield somebody


def questions_of(name: str | Path) -> list[Question]:
    bases, problems = load(name)
    assert not problems
    return [question for base in bases for question in generate(base)]


def reword(question: Question) -> Question:
    """A corrected question: all kinds have a stem."""
    return replace(question, stem=f"{question.stem} Really?")


# What arrives


def test_every_question_is_one_note_with_one_card_that_shows_it(
    tmp_path: Path, user: Learner
) -> None:
    """And none with fields that a card needs and has not: Anki finds no empty card."""
    questions = questions_of("states")
    user.import_package(Author(tmp_path, "states").build(questions))
    cards = user.cards()
    assert len(cards) == len({card.nid for card in cards}) == len(questions)
    fronts = [
        re.sub(r"<style>.*?</style>", "", card.question(), flags=re.S) for card in cards
    ]
    assert min(len(re.sub(r"<[^>]*>", "", front).strip()) for front in fronts) > 10
    counts = Counter(card.note()["Id"] for card in cards)
    assert counts == Counter(question.about.id for question in questions)
    assert not user.collection.get_empty_cards().notes
    problems, sound = user.collection.fix_integrity()
    assert sound, problems


def test_no_front_hides_all_that_it_has() -> None:
    """A front of ``{{type:..}}`` or ``{{hint:..}}`` alone is empty to genanki: no card."""
    for type_ in collection_parts().types.values():
        (template,) = type_["tmpls"]
        assert not re.search(r"\{\{(type|hint):", template["qfmt"])
        if int(type_["id"]) != CLOZE_TYPE:  # whose cards are the gaps of its notes
            ((_, needs, fields),) = type_["req"]
            assert needs == "any"
            assert FIELDS.index("Question") in fields


def test_nothing_that_a_fact_holds_is_taken_for_markup(
    tmp_path: Path, user: Learner
) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(ODD, "utf-8")
    questions = questions_of(path)
    forms = {question.about.form for question in questions}
    assert forms == {"choice", "truefalse", "text", "cloze", "card"}
    user.import_package(Author(tmp_path, "odd").build(questions))
    assert len(user.cards()) == len(questions)
    for card in user.cards():
        page = card.question() + card.answer()
        for trace in ("<script>alert", "<i>", "<b>", "[anki:"):
            assert trace not in page
        assert "no cloze" not in page.casefold()


def test_tags_say_topic_form_and_difficulty(author: Author, user: Learner) -> None:
    question = replace(CHOICE, about=about("choice", topic="Long rivers", difficulty=0.2))
    user.import_package(author.build([question]))
    assert set(user.card(question.about.id).note().tags) == {
        "quizgen::d::Long_rivers",
        "quizgen::form::choice",
        "quizgen::difficulty::easy",
    }
    names = [deck.name for deck in user.collection.decks.all_names_and_ids()]
    assert "quizgen::Rivers::Long rivers" in names


def test_new_cards_go_from_easy_to_hard_and_from_general_to_special(
    author: Author, user: Learner
) -> None:
    """The first template of a deck is its most general one."""
    order = [("one", "a", 0.9), ("one", "b", 0.2), ("two", "b", 0.2), ("one", "c", 0.2)]
    user.import_package(
        author.build(
            replace(CARD, about=about("card", template=t, subject=s, difficulty=d))
            for t, s, d in order
        )
    )
    user.collection.decks.select(user.collection.decks.id("quizgen"))
    order_met = []
    while card := user.collection.sched.getCard():
        order_met.append(card.note()["Id"])
        card.start_timer()
        user.collection.sched.answerCard(card, 4)
    assert order_met == ["d/one/b#card", "d/one/c#card", "d/two/b#card", "d/one/a#card"]


def test_words_of_ours_are_in_the_language_of_the_deck(
    tmp_path: Path, user: Learner
) -> None:
    user.import_package(Author(tmp_path, language="ru").build([TRUE]))
    assert "<li>Верно</li><li>Неверно</li>" in user.cards()[0].question()


@pytest.mark.parametrize("with_preset", [False, True], ids=["as usual", "with presets"])
def test_a_preset_comes_only_to_those_who_want_it(
    with_preset: bool, tmp_path: Path, user: Learner
) -> None:
    """Whoever has tuned the default options keeps them."""
    decks = user.collection.decks
    own = decks.all_config()[0]
    own["new"]["perDay"] = 77
    decks.save(own)
    path = tmp_path / "preset.apkg"
    with path.open("wb") as file:
        deck = AnkiDeck("Rivers", "en", LockBuilder(Lock("d"), NOW))
        render(QUESTIONS, {"d": deck}, file, preset=True)
    user.import_package(path, with_deck_configs=with_preset)
    configs = {config["name"]: config for config in decks.all_config()}
    assert configs["Default"]["new"]["perDay"] == 77
    assert set(configs) == {"Default", "quizgen"} if with_preset else {"Default"}
    if with_preset:
        assert configs["quizgen"]["newGatherPriority"] == 1
        used = decks.config_dict_for_deck_id(user.cards()[0].did)
        assert used["name"] == "quizgen"


# What a second version does: row by row of what Anki does with one


def test_an_edited_field_is_updated_and_progress_kept(
    author: Author, user: Learner
) -> None:
    user.import_package(author.build(QUESTIONS))
    user.review()
    before = user.progress()
    user.import_package(author.build([reword(CHOICE), *QUESTIONS[1:]], now=LATER))
    assert user.card(CHOICE.about.id).note()["Question"] == "Which sea? Really?"
    assert user.progress() == before
    assert len(user.cards()) == len(QUESTIONS)


def test_an_edited_field_is_updated_even_within_a_second(
    author: Author, user: Learner
) -> None:
    """Anki ignores an edit that is not later than what it has, whatever the options."""
    user.import_package(author.build(QUESTIONS))
    user.import_package(author.build([reword(CHOICE), *QUESTIONS[1:]]))
    assert user.card(CHOICE.about.id).note()["Question"] == "Which sea? Really?"


def test_the_users_own_edits_and_tags_stay_where_nothing_has_changed(
    author: Author, user: Learner
) -> None:
    user.import_package(author.build(QUESTIONS))
    note = user.card(TEXT.about.id).note()
    note["Extra2"] = "My own mnemonic"
    note.tags.append("mine")
    user.collection.update_note(note)
    corrections = [
        question if question is TEXT else reword(question) for question in QUESTIONS
    ]
    log = user.import_package(author.build(corrections, now=LATER))
    assert len(log.updated) == len(QUESTIONS) - 1
    note = user.card(TEXT.about.id).note()
    assert note["Extra2"] == "My own mnemonic"
    assert "mine" in note.tags


def restyle(types: Types) -> Types:
    """The next look: other rules, another wording of a template."""
    return {
        id_: {
            **type_,
            "mod": type_["mod"] + 10**9,
            "css": ".card { color: teal }",
            "tmpls": [{**type_["tmpls"][0], "qfmt": type_["tmpls"][0]["qfmt"] + "!"}],
        }
        for id_, type_ in types.items()
    }


def test_another_look_replaces_the_old_one(author: Author, user: Learner) -> None:
    user.import_package(author.build(QUESTIONS))
    user.review()
    before = user.progress()
    user.import_package(author.build(QUESTIONS, edit_types=restyle))
    card = user.card(TEXT.about.id)
    assert "teal" in card.question()
    assert card.question().endswith("!")
    assert user.progress() == before


def test_the_users_own_rules_stay_while_the_look_is_the_same(
    author: Author, user: Learner, tmp_path: Path
) -> None:
    """Whichever deck comes next, be it updated or new."""
    user.import_package(author.build(QUESTIONS))
    type_ = user.note_type(CHOICE.about.id)
    type_["css"] += ".stem { font-family: serif }"
    user.collection.models.update_dict(type_)
    user.import_package(author.build(map(reword, QUESTIONS), now=LATER))
    other = replace(CHOICE, about=replace(CHOICE.about, deck="e", id="e/t/x#choice"))
    (tmp_path / "other").mkdir()
    user.import_package(Author(tmp_path / "other", "e").build([other], now=LATER + 60))
    assert ".stem { font-family: serif }" in user.card("e/t/x#choice").question()


def fill_spare_field(note: Note) -> Note:
    """*note* with something in its first spare field."""
    fields = dict(zip(FIELDS, note.fields, strict=True)) | {"Extra1": "A hint for years."}
    return note._replace(fields=tuple(fields.values()))


def test_a_spare_field_is_filled_where_another_would_be_in_conflict(
    author: Author, user: Learner
) -> None:
    user.import_package(author.build(QUESTIONS))
    user.review()
    before = user.progress()
    log = user.import_package(author.build(QUESTIONS, edit_note=fill_spare_field))
    assert (len(log.updated), len(log.conflicting)) == (len(QUESTIONS), 0)
    assert "A hint for years." in user.card(TEXT.about.id).answer()
    assert user.progress() == before


def rename_parts(types: Types) -> Types:
    """Another name for a field and for a template, as a later release may have it."""
    text = json.dumps(types)
    text = text.replace("{{Extra1}}", "{{Hint}}").replace("{{#Extra1}}", "{{#Hint}}")
    text = text.replace("{{/Extra1}}", "{{/Hint}}").replace('"Extra1"', '"Hint"')
    new_types: Types = json.loads(text.replace('"name": "Card"', '"name": "Question"'))
    return {id_: {**type_, "mod": type_["mod"] + 10**9} for id_, type_ in new_types.items()}


def test_a_renamed_field_or_template_is_renamed(author: Author, user: Learner) -> None:
    user.import_package(author.build(QUESTIONS))
    user.review()
    before, kinds = user.progress(), len(user.collection.models.all())
    log = user.import_package(author.build(map(reword, QUESTIONS), edit_types=rename_parts))
    assert (len(log.updated), len(log.conflicting)) == (len(QUESTIONS), 0)
    type_ = user.note_type(TEXT.about.id)
    assert "Hint" in [part["name"] for part in type_["flds"]]
    assert type_["tmpls"][0]["name"] == "Question"
    assert len(user.collection.models.all()) == kinds
    assert user.progress() == before


def test_a_removed_question_says_once_that_it_was_withdrawn(
    author: Author, user: Learner
) -> None:
    user.import_package(author.build(QUESTIONS))
    user.review()
    before = user.progress()
    user.import_package(author.build([], now=LATER))
    assert user.progress() == before
    for question in QUESTIONS:
        card = user.card(question.about.id)
        assert "quizgen::retired" in card.note().tags
        assert "Withdrawn on 22 March 2049" in card.question()
        assert "Withdrawn on 22 March 2049" in card.answer()
    assert "Caspian" in user.card(CHOICE.about.id).answer()
    assert "Lea; Po; Don" in user.card(ORDER.about.id).answer()
    assert "Po – Adria" in user.card(MATCH.about.id).answer()
    assert ">Volga</span> is long." in user.card(CLOZE.about.id).answer()
    again = author.build([], now=LATER + 60)
    assert again.read_bytes() == author.builds[-2].read_bytes()
    assert query_package(
        author.build([TEXT], now=LATER + 60), "select count(*) from notes"
    ) == [(1,)]


def test_a_question_that_comes_back_is_no_longer_withdrawn(
    author: Author, user: Learner
) -> None:
    user.import_package(author.build(QUESTIONS))
    user.review()
    before = user.progress()
    user.import_package(author.build(QUESTIONS[1:]))
    user.import_package(author.build(QUESTIONS))
    card = user.card(CHOICE.about.id)
    assert "quizgen::retired" not in card.note().tags
    assert card.note()["Question"] == "Which sea?"
    assert user.progress() == before


def test_ids_and_fields_are_frozen(author: Author) -> None:
    """Another id would be another note type, and every old note in conflict with it."""
    frozen = {
        1607392100000: "quizgen choice",
        1607392200000: "quizgen recall",
        1607392300000: "quizgen cloze",
        1607392400000: "quizgen order and match",
    }
    names = (
        "Question Id Topic AsOf Options Partners Answer Solution Explanation Sources Kind"
        " Extra1 Extra2 Extra3"
    ).split()
    types = note_types_in(author.build(QUESTIONS))
    assert {int(id_): type_["name"] for id_, type_ in types.items()} == frozen
    for id_, type_ in types.items():
        ids = [int(id_) + 1 + i for i in range(len(names))]
        assert [(part["name"], part["id"]) for part in type_["flds"]] == [
            *zip(names, ids, strict=True)
        ]
        assert [template["id"] for template in type_["tmpls"]] == [int(id_) + 99]


def test_a_topic_may_move_and_cards_stay_with_their_progress(
    author: Author, user: Learner
) -> None:
    """Anki leaves an old card in its deck; what its note says of the topic is new."""
    user.import_package(author.build(QUESTIONS))
    user.review()
    before = user.progress()
    moved = [replace(q, about=replace(q.about, topic="Waters")) for q in QUESTIONS]
    user.import_package(author.build(moved))
    note = user.card(TEXT.about.id).note()
    assert note["Topic"] == "Waters"
    assert "quizgen::d::Waters" in note.tags
    assert user.progress() == before
    assert len(user.cards()) == len(QUESTIONS)


def test_two_questions_with_one_id_stop_the_build(author: Author) -> None:
    """Anki would make two notes of them, and update one."""
    with pytest.raises(ValueError, match="two questions have the id 'd/t/x#choice'"):
        author.build([CHOICE, CHOICE])


def test_packages_of_two_decks_do_not_get_in_each_others_way(
    author: Author, user: Learner, tmp_path: Path
) -> None:
    """Even if both number their notes alike."""
    (tmp_path / "e").mkdir()
    others = [
        replace(q, about=replace(q.about, deck="e", id=f"e{q.about.id[1:]}"))
        for q in QUESTIONS
    ]
    user.import_package(author.build(QUESTIONS))
    user.import_package(Author(tmp_path / "e", "e").build(others))
    ids = {q.about.id for q in (*QUESTIONS, *others)}
    assert {card.note()["Id"] for card in user.cards()} == ids


# The file


def test_the_same_deck_and_lock_give_the_same_bytes(author: Author) -> None:
    """Whenever it is built."""
    first = author.build(QUESTIONS)
    assert author.build(QUESTIONS, now=NOW + 12345).read_bytes() == first.read_bytes()


def test_ids_of_decks_can_be_held_by_scripts_and_are_not_that_of_the_default(
    author: Author,
) -> None:
    """A script's number is exact up to 2**53."""
    decks = query_package(author.build(QUESTIONS), "select distinct did from cards")
    assert decks
    for (deck,) in decks:
        assert 1 < deck < 2**53


def test_nothing_is_left_behind(
    author: Author, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unlike genanki, which leaves a copy of its database in the temporary folder at every export."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    author.build(QUESTIONS)
    assert not list(scratch.iterdir())


def test_the_copy_in_json_is_what_genanki_says() -> None:
    """If not: python -m quizgen.exports.anki.note_types "$(date +%s)"."""
    assert build_collection_parts(collection_parts().types, 0) == collection_parts()


def test_a_note_type_that_differs_has_changed_now() -> None:
    types = collection_parts().types
    id_ = next(iter(types))
    current = build_collection_parts(
        {**types, id_: {**types[id_], "css": "old"}}, NOW
    ).types
    assert current == types | {id_: {**types[id_], "mod": NOW}}


def test_three_thousand_subdecks_take_no_longer_than_their_notes(user: Learner) -> None:
    """With genanki they take 45 seconds: it rewrites all decks for each."""

    def notes(decks: int) -> Iterator[tuple[Note, int]]:
        note = Note("", 1607392200000, "", ("a",), ("q",) * len(FIELDS), 1, "q", "a")
        for number in range(3000):
            name = f"quizgen::Rivers::{number % decks}"
            yield note._replace(id=f"d/t/{number}#text", deck=name), NOW

    def seconds(decks: int) -> float:
        start = time.process_time()
        write_package(notes(decks), collection_parts().types, NOW * 1000, BytesIO())
        return time.process_time() - start

    assert min(seconds(3000) for _ in range(3)) < 4 * min(seconds(1) for _ in range(3))
