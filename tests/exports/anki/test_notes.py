"""Notes: what stands in each field, and by what Anki knows them."""

from dataclasses import replace

import pytest

from quizgen import dates
from quizgen.exports.anki import notes
from quizgen.exports.anki.lock import NoteRecord
from quizgen.exports.anki.notes import FIELDS, Note, digest_of, note_of, withdrawal_note
from quizgen.model import Answer, Question, Source
from tests.samples import (
    ALL,
    CARD,
    CHOICE,
    CLOZE,
    FALSE,
    MATCH,
    MULTI,
    ORDER,
    TEXT,
    TRUE,
    about,
)

ATLAS = '<li><a href="https://example.org/atlas">An atlas</a>, A publisher</li>'


def fields_of(note: Note) -> dict[str, str]:
    """Return the fields of *note* that are not empty."""
    fields = dict(zip(FIELDS, note.fields, strict=True))
    return {name: text for name, text in fields.items() if text}


PARTICULARS: list[tuple[Question, int, str, dict[str, str]]] = [
    (
        CHOICE,
        notes.CHOICE,
        "Caspian",
        {
            "Question": "Which sea?",
            "Options": "<li>Black</li><li>Caspian</li><li>North</li>",
            "Answer": "Caspian",
            "Solution": '<li class="wrong">Black<span class="why">Not Black.</span></li>'
            '<li class="right">Caspian<span class="why">Why choice is so.</span></li>'
            '<li class="wrong">North<span class="why">Not North.</span></li>',
            "Kind": "choice",
        },
    ),
    (
        MULTI,
        notes.CHOICE,
        "Danube; Don",
        {
            "Question": "Which two?",
            "Options": "<li>Danube</li><li>Don</li><li>Po</li><li>Rhine</li>",
            "Answer": "Danube; Don",
            "Solution": '<li class="right">Danube</li><li class="right">Don</li>'
            '<li class="wrong">Po<span class="why">Not Po.</span></li>'
            '<li class="wrong">Rhine<span class="why">Not Rhine.</span></li>',
            "Explanation": "Why multi is so.",
            "Kind": "multi",
        },
    ),
    (
        TRUE,
        notes.CHOICE,
        "True",
        {
            "Question": "It flows.",
            "Options": "<li>True</li><li>False</li>",
            "Answer": "True",
            "Solution": '<li class="right">True<span class="why">Why truefalse is so.'
            '</span></li><li class="wrong">False<span class="why">It does.</span></li>',
            "Kind": "truefalse",
        },
    ),
    (
        FALSE,
        notes.CHOICE,
        "False",
        {
            "Question": "It stands.",
            "Options": "<li>True</li><li>False</li>",
            "Answer": "False",
            "Solution": '<li class="wrong">True<span class="why">It flows.</span></li>'
            '<li class="right">False<span class="why">Why truefalse is so.</span></li>',
            "Kind": "truefalse",
        },
    ),
    (
        TEXT,
        notes.RECALL,
        "Volga",
        {"Question": "Which river?", "Answer": "Volga", "Explanation": "Why text is so."},
    ),
    (
        CLOZE,
        notes.CLOZE,
        "Volga",
        {
            "Question": "The {{c1::Volga}} is long.",
            "Answer": "Volga",
            "Explanation": "Why cloze is so.",
        },
    ),
    (
        CARD,
        notes.RECALL,
        "3,531 km",
        {"Question": "How long?", "Answer": "3,531 km", "Explanation": "Why card is so."},
    ),
    (
        ORDER,
        notes.ORDER_OR_MATCH,
        "Lea; Po; Don",
        {
            "Question": "Shortest first.",
            "Options": "<li>Po</li><li>Lea</li><li>Don</li>",
            "Solution": "<ol><li>Lea <small>1</small></li><li>Po <small>3</small></li>"
            "<li>Don <small>9</small></li></ol>",
            "Explanation": "Why order is so.",
            "Kind": "order",
        },
    ),
    (
        MATCH,
        notes.ORDER_OR_MATCH,
        "Po – Adria; Don – Azov; Oka – Volga",
        {
            "Question": "Match.",
            "Options": "<li>Po</li><li>Don</li><li>Oka</li>",
            "Partners": "<li>Azov</li><li>Volga</li><li>Adria</li>",
            "Solution": "<table><tr><td>Po</td><td>Adria</td></tr><tr><td>Don</td>"
            "<td>Azov</td></tr><tr><td>Oka</td><td>Volga</td></tr></table>",
            "Explanation": "Why match is so.",
            "Kind": "match",
        },
    ),
]


def test_the_particulars_are_of_every_sample() -> None:
    assert tuple(question for question, *_ in PARTICULARS) == ALL


@pytest.mark.parametrize(
    ("question", "type_", "key", "fields"),
    PARTICULARS,
    ids=[f"{question.about.form} {question.stem}" for question, *_ in PARTICULARS],
)
def test_a_note_holds_all_of_its_question(
    question: Question, type_: int, key: str, fields: dict[str, str]
) -> None:
    note = note_of(question, "Long rivers", "en", 3)
    form = question.about.form
    assert fields_of(note) == fields | {
        "Id": f"d/t/x#{form}",
        "Topic": "Rivers",
        "Sources": ATLAS,
    }
    assert note._replace(fields=()) == Note(
        id=f"d/t/x#{form}",
        type=type_,
        deck="quizgen::Long rivers::Rivers",
        tags=(
            "quizgen::d::Rivers",
            f"quizgen::form::{form}",
            "quizgen::difficulty::medium",
        ),
        fields=(),
        due=50_004,
        stem=question.stem,
        key=key,
    )


@pytest.mark.parametrize(
    ("difficulty", "degree"),
    [(0, "easy"), (0.39, "easy"), (0.4, "medium"), (0.59, "medium"), (0.6, "hard")],
)
def test_a_tag_says_how_difficult_it_is(difficulty: float, degree: str) -> None:
    note = note_of(replace(TEXT, about=about(difficulty=difficulty)), "Rivers", "en")
    assert note.tags[2] == f"quizgen::difficulty::{degree}"


def test_general_questions_come_first_among_the_equally_difficult() -> None:
    """However many templates there are, the easier question comes first."""
    easy, hard = (replace(TEXT, about=about(difficulty=d)) for d in (0.20, 0.21))
    ranked = [(easy, 0), (easy, 999), (easy, 5000), (hard, 0)]
    due = [note_of(question, "Rivers", "en", rank).due for question, rank in ranked]
    assert due == [20_001, 21_000, 21_000, 21_001]


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("A :: B", "A : B"),
        ("::A:::", "A"),
        ('The "old" river', "The ”old” river"),
        ("::", "-"),
        ("A: B", "A: B"),
    ],
)
def test_a_title_is_one_level_of_decks(title: str, level: str) -> None:
    assert note_of(TEXT, title, "en").deck == f"quizgen::{level}::Rivers"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("<b> & \"c\" 'd'", "&lt;b&gt; &amp; &quot;c&quot; &#x27;d&#x27;"),
        ("{{Field}}", "{&#123;Field}}"),
        ("\\(x\\) \\[y\\]", "&#92;(x\\) &#92;&#91;y\\]"),
        ("[sound:x.mp3]", "&#91;sound:x.mp3]"),
    ],
)
def test_no_text_is_markup_in_a_field(text: str, field: str) -> None:
    note = note_of(replace(TEXT, stem=text, answer=Answer(text)), "Rivers", "en")
    fields = fields_of(note)
    assert (fields["Question"], fields["Answer"]) == (field, field)
    assert (note.stem, note.key) == (text, text)


def test_nothing_ends_a_cloze_or_is_its_hint() -> None:
    note = note_of(replace(CLOZE, answer=Answer("a }} b :: c")), "Rivers", "en")
    expected = "The {{c1::a }&#125; b :&#58; c}} is long."
    assert fields_of(note)["Question"] == expected


# Sources and dates


def sources_of(source: Source, language: str = "en") -> str:
    question = replace(TEXT, about=replace(TEXT.about, sources=(source,)))
    return fields_of(note_of(question, "Rivers", language))["Sources"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source("s", "A & B"), "A &amp; B"),
        (Source("s", "A", "B & C"), "A, B &amp; C"),
        (
            Source("s", "A", url="http://a.org/?b&c"),
            '<a href="http://a.org/?b&amp;c">A</a>',
        ),
        (Source("s", "A", url="javascript:alert(1)"), "A"),
        (Source("s", "A", published=dates.date(2022)), "A, 2022"),
        (Source("s", "A", "B", published=dates.date(2022, 6)), "A, B, June 2022"),
        (
            Source("s", "A", "B", "https://a.org", published=dates.date(2022, 6, 17)),
            '<a href="https://a.org">A</a>, B, 17 June 2022',
        ),
    ],
)
def test_a_source_is_cited_with_publisher_and_date(source: Source, expected: str) -> None:
    assert sources_of(source) == f"<li>{expected}</li>"


def test_dates_are_in_words_of_the_language_of_the_deck() -> None:
    source = Source("s", "А", published=dates.date(2022, 6, 17))
    assert sources_of(source, "ru") == "<li>А, 17 июня 2022</li>"
    assert sources_of(source, "en") == "<li>А, 17 June 2022</li>"


@pytest.mark.parametrize(
    ("language", "true", "false", "as_of", "withdrawn"),
    [
        (
            "en",
            "True",
            "False",
            "As of 23 November 2026",
            "Withdrawn on 13 September 2020: this question is no longer asked.",
        ),
        (
            "ru",
            "Верно",
            "Неверно",
            "По состоянию на 23 ноября 2026",
            "Снят 13 сентября 2020: этот вопрос больше не задаётся.",
        ),
        (
            "kk",
            "Дұрыс",
            "Бұрыс",
            "2026 жылғы 23 қараша жағдайы бойынша",
            "Алып тасталды (2020 жылғы 13 қыркүйек): бұл сұрақ енді қойылмайды.",
        ),
    ],
)
def test_a_card_speaks_the_language_of_its_deck(
    language: str, true: str, false: str, as_of: str, withdrawn: str
) -> None:
    question = replace(TEXT, about=replace(TEXT.about, as_of=dates.date(2026, 11, 23)))
    assert fields_of(note_of(question, "Реки", language))["AsOf"] == as_of
    assert note_of(TRUE, "Реки", language).key == true
    assert note_of(FALSE, "Реки", language).key == false
    note = withdrawal_note("d/t/x#text", RECORD, "Реки", language)
    assert fields_of(note)["AsOf"] == withdrawn


def test_a_language_that_we_do_not_speak_gets_english() -> None:
    assert note_of(TRUE, "Flüsse", "de").key == "True"
    assert note_of(TRUE, "Реки", "ru").key == "Верно"


# Questions that are no longer asked

RECORD = NoteRecord("0" * 16, 1_600_000_000, "Which <river>?", "Volga }}")


@pytest.mark.parametrize(
    ("form", "type_", "particular"),
    [
        (
            "choice",
            notes.CHOICE,
            {"Solution": '<li class="right">Volga }}</li>', "Kind": "choice"},
        ),
        ("text", notes.RECALL, {}),
        (
            "order",
            notes.ORDER_OR_MATCH,
            {"Solution": "Volga }}", "Kind": "order"},
        ),
    ],
)
def test_a_withdrawal_says_when_and_repeats_stem_and_key(
    form: str, type_: int, particular: dict[str, str]
) -> None:
    note = withdrawal_note(f"d/t/x#{form}", RECORD, "Rivers", "en")
    assert fields_of(note) == particular | {
        "Question": "Which &lt;river&gt;?",
        "Id": f"d/t/x#{form}",
        "AsOf": "Withdrawn on 13 September 2020: this question is no longer asked.",
        "Answer": "Volga }}",
    }
    assert note._replace(fields=()) == Note(
        id=f"d/t/x#{form}",
        type=type_,
        deck="quizgen::Rivers",
        tags=("quizgen::retired", f"quizgen::form::{form}"),
        fields=(),
        due=0,
        stem="Which <river>?",
        key="Volga }}",
    )


def test_a_cloze_that_is_withdrawn_still_has_a_gap() -> None:
    """Without one, Anki would say that the note has no cloze."""
    record = RECORD._replace(stem="The _____ is long.")
    fields = fields_of(withdrawal_note("d/t/x#cloze", record, "Rivers", "en"))
    assert fields["Question"] == "The {{c1::Volga }&#125;}} is long."


# Identity


def test_anki_knows_a_note_by_its_question_and_by_nothing_else() -> None:
    """Frozen: another guid is another note, without the progress of the old one."""
    assert notes.guid("d/t/x#card") == "qgb7e5d097b0ee1638"


@pytest.mark.parametrize(
    "change",
    [
        {"type": notes.RECALL},
        {"tags": ("quizgen::d::Seas",)},
        {"fields": ("",) * len(FIELDS)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_digest_depends_on_all_that_an_import_overwrites(
    change: dict[str, object],
) -> None:
    note = note_of(CHOICE, "Rivers", "en")
    assert digest_of(note._replace(**change)) != digest_of(note)  # type: ignore[arg-type]
    assert digest_of(note._replace(deck="quizgen::Seas", due=1)) == digest_of(note)
