"""Why a wrong answer is wrong: what contradicts it in what was asked."""

import pytest

from quizgen import FactBase, generate
from quizgen.dates import parse_iso
from quizgen.generate.assemble import make_question
from quizgen.generate.candidates import Candidate
from quizgen.generate.generator import find_items
from quizgen.generate.rationales import rationale
from quizgen.model import OptionsQuestion, TrueFalseQuestion, TypedQuestion, Value
from tests.generate.decks import HEAD, NAMES, base, people, towns

CHOICE = 't: {given: [%s], ask: "%s", answer: %s, forms: [choice], allow: option_count, options: 6}'


def reasons(deck: FactBase) -> dict[str, str]:
    """The wrong options of the first question, each with its rationale."""
    question = make_question(next(find_items(deck)))
    assert isinstance(question, OptionsQuestion)
    return {o.text: o.rationale for o in sorted(question.options) if not o.right}


def reason(deck: FactBase, value: Value, label: str) -> str:
    """Why *value* is wrong for the first question, whether or not it is drawn for it."""
    group = next(find_items(deck)).group
    return rationale(group, group.keys[0], Candidate(value, label, 0, 0))


def statements(deck: FactBase) -> dict[str, str]:
    """The statements of twelve seeds, each with what is said of it."""
    return {
        question.stem: question.rationale
        for seed in range(12)
        for question in generate(deck, seed)
        if isinstance(question, TrueFalseQuestion)
    }


def offices(**terms: str) -> str:
    """Return offices with those who led them: ``top="ada 2003 2006, bob 2008 2009"``."""
    lines = []
    for office, text in terms.items():
        facts = []
        for term in text.split(", "):
            name, *years = term.split()
            dates = zip(("since", "until"), years, strict=False)
            times = "".join(f", {word}: {year}" for word, year in dates)
            facts.append(f"{{is: {name}, source: s{times}}}")
        lines.append(
            f"{office}: {{kind: office, name: the {office}, complete: [led-by],"
            f" facts: {{led-by: [{', '.join(facts)}]}}}}\n"
        )
    return "".join(lines)


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        # of the same office rather than of the same time
        (
            {"top": "bob 1990 1991", "side": "bob 2003 2004"},
            "Bob led the top (1990 – 1991).",
        ),
        # of two of the same office, what began nearer to the year 2003
        ({"top": "bob 1990 1991, bob 2008 2009"}, "Bob led the top (2008 – 2009)."),
        ({"top": "bob 2001 2002, bob 2008 2009"}, "Bob led the top (2001 – 2002)."),
        # who led only another office may have led this one as well: who led this one
        (
            {"top": "cem 1990 1991", "side": "bob 2003 2004"},
            "Ada led the top (2003 – 2006). Bob led the side (2003 – 2004).",
        ),
    ],
)
def test_who_held_an_office_on_a_day_is_not_who_held_it_at_another_time(
    terms: dict[str, str], reason: str
) -> None:
    terms = terms | {"top": f"ada 2003 2006, {terms['top']}"}
    deck = base(
        offices(**terms) + people(), CHOICE % ('"top led-by ?p @ 2005"', "Who?", "p")
    )
    assert reasons(deck)["Bob"] == reason


def test_of_a_value_that_is_in_up_to_eight_places_one_is_named() -> None:
    """Bonn is known by one place, and Oslo as well; one of nine would say nothing."""
    crowd = "".join(
        f"x{i}: {{kind: person, name: X{i}, facts: {{from: {{is: kyiv, source: s}}}}}}\n"
        for i in range(9)
    )
    entities = people(ada="from: rome", bob="from: oslo", cem="from: oslo", dana="from: oslo", eva="from: bonn") + towns() + crowd  # fmt: skip
    deck = base(entities, CHOICE % ('"ada from ?t"', "Where is Ada from?", "t"))
    assert reasons(deck) == {
        "Bonn": "Ada comes from Rome. Eva comes from Bonn.",
        "Kyiv": "Rome, not Kyiv. Ada comes from Rome.",
        "Oslo": "Ada comes from Rome. Bob comes from Oslo.",
    }


def test_where_there_can_be_one_value_the_other_one_is_the_reason() -> None:
    """Nobody has two towns to come from; and a capital has one country."""
    entities = people(ada="from: rome", bob="from: oslo", cem="from: bonn") + towns()
    deck = base(entities, CHOICE % ('"?p from rome"', "Who?", "p"))
    assert reasons(deck)["Bob"] == "Bob comes from Oslo."
    head = HEAD.replace("from, single: true", "from, single: true, unique: true")
    head = head.replace("from: {of: person", "from: {unique: true, of: person")
    deck = base(entities, CHOICE % ('"ada from ?t"', "Where?", "t"), head)
    assert reasons(deck)["Oslo"] == "Bob comes from Oslo."


def test_the_pattern_that_is_broken_decides() -> None:
    """Cem does live in Rome, as the stem says, and as Ada does; but he is too small."""
    entities = people(ada="home: rome; height: 190", bob="home: rome; height: 170", cem="home: rome; height: 171") + towns()  # fmt: skip
    given = '"?p home ?t", "?p height ?n", "?n > 180"'
    deck = base(entities, CHOICE % (given, "Who in {t} is tall?", "p"))
    assert reasons(deck) == {"Bob": "Bob measures 170.", "Cem": "Cem measures 171."}


def test_what_is_compared_is_told_of_both() -> None:
    entities = people(ada="height: 190", bob="height: 170", cem="height: 160")
    given = '"bob height ?n", "?p height ?m", "?m > ?n"'
    deck = base(entities, CHOICE % (given, "Who is taller than Bob?", "p"))
    template = deck.templates[0]
    assert template.answer.variable == "p"
    entities += "dora: {kind: person, name: Dora, facts: {height: {is: 150, source: s}}}\n"
    deck = base(entities, CHOICE % (given, "Who is taller than Bob?", "p"))
    assert reasons(deck)["Cem"] == "Cem measures 160. Bob measures 170."


def test_who_is_reached_over_another_is_told_with_the_way() -> None:
    """The town that is asked for is that of a person whom the stem does not name."""
    entities = (
        offices(top="ada 2003", side="bob 2003")
        + people(ada="from: rome", bob="from: oslo", cem="from: bonn")
        + towns()
    )
    given = '"top led-by ?p @ 2005", "?p from ?t"'
    deck = base(entities, CHOICE % (given, "Where is the head of the top from?", "t"))
    assert reasons(deck)["Oslo"] == (
        "Ada leads the top (since 2003). Ada comes from Rome. Bob comes from Oslo."
    )


def test_what_a_pattern_denies_is_the_reason() -> None:
    """Not what Bob measures, which says nothing; and only what holds on the day denied."""
    entities = people(ada="height: 170; from: rome", bob="height: 171; from: oslo", cem="height: 172; from: oslo") + towns()  # fmt: skip
    given = '"?p height ?n", "not ?p from oslo"'
    deck = base(entities, CHOICE % (given, "Who is not?", "p"))
    assert reasons(deck) == {
        "Bob": "Bob comes from Oslo.",
        "Cem": "Cem comes from Oslo.",
    }
    terms = offices(top="bob 1990 1991, bob 2003 2006")
    entities = terms + people(ada="from: rome", bob="from: rome") + towns()
    given = '"?p from rome", "not top led-by ?p @ 2005"'
    deck = base(entities, CHOICE.replace("6}", "2}") % (given, "Who did not?", "p"))
    assert reasons(deck) == {"Bob": "Bob led the top (2003 – 2006)."}


def test_what_is_as_true_of_a_key_is_no_reason() -> None:
    """Bob lives in Oslo, and so does Ada; where he comes from does tell him from her."""
    entities = people(ada="home: oslo; from: rome", bob="home: oslo; from: bonn", cem="home: bonn; from: kyiv") + towns()  # fmt: skip
    deck = base(entities, CHOICE % ('"?p home ?t", "?p from rome"', "Who?", "p"))
    assert reasons(deck)["Bob"] == "Bob comes from Bonn."


def test_a_member_of_a_set_is_told_by_its_own_date() -> None:
    members = ", ".join(
        f"{{is: {name}, source: s, since: {year}}}"
        for name, year in (("ada", 1958), ("bob", 1973), ("cem", 2004))
    )
    club = f"club: {{kind: club, name: the club, complete: [member], facts: {{member: [{members}]}}}}\n"
    deck = base(
        club + people(),
        CHOICE % ('"club member ?p since ?d", "?d = 1973"', "Who joined?", "p"),
    )
    assert reasons(deck) == {
        "Ada": "Ada is in the club (since 1958).",
        "Cem": "Cem is in the club (since 2004).",
        "Dana": "Bob, not Dana. Bob is in the club (since 1973).",
        "Eva": "Bob, not Eva. Bob is in the club (since 1973).",
        "Finn": "Bob, not Finn. Bob is in the club (since 1973).",
    }


def test_where_several_are_right_all_are_named_or_the_first_eight() -> None:
    names = [f"p{i}" for i in range(10)]
    everybody = "".join(
        f"{name}: {{kind: person, name: {name.title()}}}\n" for name in names
    )
    template = (
        't: {given: "club member ?p", ask: "Who?", answer: p, forms: [multi], options: 9}'
    )
    for count, right in (
        (8, "P0, P1, P2, P3, P4, P5, P6, P7"),
        (9, "P0, P1, P2, P3, P4, P5, P6, P7 and 1 more"),
    ):
        members = ", ".join(f"{{is: {name}, source: s}}" for name in names[:count])
        club = f"club: {{kind: club, name: the club, complete: [member], facts: {{member: [{members}]}}}}\n"
        others = ", ".join(f"{{is: {name}, source: s}}" for name in NAMES)
        side = f"side: {{kind: club, name: the side, facts: {{member: [{others}]}}}}\n"
        wrong = reasons(base(club + side + everybody + people(), template))
        assert wrong == {
            name: f"Right here: {right}; not {name}. {name} is in the side."
            for name in wrong
        }
        assert wrong


def test_where_names_are_long_the_one_that_was_asked_for_comes_first() -> None:
    names = {name: f"{name} {60 * 'x'}" for name in ("a", "b", "c", "d")}
    everybody = "".join(f"{k}: {{kind: person, name: {v}}}\n" for k, v in names.items())
    members = ", ".join(f"{{is: {name}, source: s}}" for name in names)
    club = f"club: {{kind: club, name: the club, complete: [member], facts: {{member: [{members}]}}}}\n"
    template = 't: {given: "club member ?p", ask: "Who?", answer: p, forms: [text]}'
    group = next(find_items(base(club + everybody + people(), template))).group
    why = rationale(group, group.keys[2], Candidate("ada", "Ada", 0, 0))
    assert why == f"Right here: {names['c']}, {names['a']} and 2 more; not Ada."


def test_of_a_value_that_very_many_have_nothing_is_looked_up() -> None:
    """Where a thousand come from says nothing, and to compare them all would take long."""
    crowd = "".join(
        f"x{i}: {{kind: person, name: X{i}, facts: {{from: {{is: oslo, source: s}}}}}}\n"
        for i in range(101)
    )
    entities = people(ada="from: rome", bob="from: bonn") + towns() + crowd
    deck = base(entities, CHOICE % ('"ada from ?t"', "Where is Ada from?", "t"))
    assert reason(deck, "oslo", "Oslo") == "Rome, not Oslo. Ada comes from Rome."
    assert reason(deck, "bonn", "Bonn") == "Ada comes from Rome. Bob comes from Bonn."


CHAPTERS = (
    HEAD
    + """\
  title: {of: chapter, is: text, single: true, unique: true, says: "{of} is headed {is}"}
  in: {of: rule, is: chapter, single: true, says: "{of} stands in {is}"}
"""
)
TITLES = ("Purposes", "Membership", "Organs")


def chapters(rule: str = "the rule") -> FactBase:
    """Return three chapters with their titles, and rules that stand in the first two."""
    entities = "".join(
        f"c{i}: {{kind: chapter, name: Chapter {i}, facts: {{title: {{is: {title}, source: s}}}}}}\n"
        for i, title in enumerate(TITLES, start=1)
    )
    for name, label, place in (("a", rule, "c1"), ("b", "another rule", "c2")):
        entities += f"{name}: {{kind: rule, name: {label}, facts: {{in: {{is: {place}, source: s}}}}}}\n"
    return base(entities, CHOICE % ('"a in ?c"', "Where does it stand?", "c"), CHAPTERS)


def test_an_entity_is_told_by_the_text_that_is_its_alone() -> None:
    """That another rule stands in Chapter 2 says less of it than what it is headed."""
    right = "The rule stands in Chapter 1."
    assert reasons(chapters()) == {
        "Chapter 2": f"{right} Chapter 2 is headed Membership.",
        "Chapter 3": f"{right} Chapter 3 is headed Organs.",
    }


def test_what_is_right_is_said_shortly_beside_what_the_wrong_one_is() -> None:
    """A sentence of a hundred letters would be read once for each wrong answer."""
    assert reasons(chapters("rule " + "x" * 90))["Chapter 2"] == (
        "Chapter 2 is headed Membership. Right here: Chapter 1."
    )


def test_who_did_the_same_to_something_else_is_told_with_what_was_asked_of_that() -> None:
    """That Bob lives in Oslo does not show that his town is not of 1900."""
    head = HEAD + '  founded: {of: town, is: date, says: "{of} dates from {is}"}\n'
    head = head.replace("home: {", "home: {complete: true, ")
    head = head.replace("founded: {", "founded: {single: true, ")
    entities = people(ada="home: rome", bob="home: oslo") + "".join(
        f"{name.casefold()}: {{kind: town, name: {name}, facts: {{founded: {{is: {year}, source: s}}}}}}\n"
        for name, year in (("Rome", 1900), ("Oslo", 1950))
    )
    given = '"?p home ?t", "?t founded ?d"'
    deck = base(entities, CHOICE % (given, "Who lives in a town of {d}?", "p"), head)
    assert reason(deck, "bob", "Bob") == "Bob lives in Oslo. Oslo dates from 1950."


TONGUES = (
    HEAD
    + """\
  tongue: {of: town, is: language, complete: true, says: "{is} is spoken in {of}"}
  seat: {of: club, is: town, single: true, says: "{of} is in {is}"}
"""
)


def test_where_all_is_listed_the_only_right_one_is_said_to_be_alone() -> None:
    """That Dutch is spoken in Bonn does not keep it from being spoken in Oslo as well."""
    entities = "".join(
        f"{town}: {{kind: town, name: {town.title()}, facts: {{tongue: {{is: {language}, source: s}}}}}}\n"
        f"{language}: {{kind: language, name: {language.title()}}}\n"
        for town, language in (("oslo", "norse"), ("bonn", "dutch"), ("rome", "latin"))
    )
    club = "club: {kind: club, name: the club, facts: {seat: {is: oslo, source: s}}}\n"
    alone = "Here it is Norse alone."
    for given in ('"oslo tongue ?l"', '"club seat ?t", "?t tongue ?l"'):
        deck = base(entities + club, CHOICE % (given, "What?", "l"), TONGUES)
        assert reasons(deck)["Dutch"] == f"Dutch is spoken in Bonn. {alone}"
    state = STATED % ('"oslo tongue ?l"', "In Oslo they speak {l}.", "l")
    said = statements(base(entities + club, state, TONGUES))
    assert said["In Oslo they speak Dutch."] == (
        f"In Oslo they speak Norse. {alone} Dutch is spoken in Bonn."
    )


GRADES = (
    HEAD
    + """\
  grade: {of: claim, is: verdict, single: true, says: "the claim {of} is {is}"}
"""
)


@pytest.mark.parametrize(
    ("label", "instead"),
    [("wrong", "Right, not wrong."), ("not sure", "Right here: right.")],
)
def test_of_a_grade_the_reason_is_the_ground_that_its_author_noted(
    label: str, instead: str
) -> None:
    """What else is graded so is beside the point; and a "not" does not follow another."""
    claim = "that " + "x" * 90
    grades = f"a: {{kind: verdict, name: right}}\nb: {{kind: verdict, name: {label}}}\n"
    claims = (
        f"k: {{kind: claim, name: {claim}, facts: {{grade: {{is: a, source: s, note: Bob saw it.}}}}}}\n"
        "l: {kind: claim, name: that y, facts: {grade: {is: b, source: s}}}\n"
    )
    template = CHOICE % ('"k grade ?v"', f"Is it right or {label}?", "v")
    assert reason(base(grades + claims, template, GRADES), "b", label) == (
        f"{instead} Bob saw it."
    )


# Dates, numbers and counts


def test_of_a_date_the_reason_is_what_it_is_the_date_of_and_the_right_one() -> None:
    """Whoever takes 2003 learns who came then; of a year of nobody, that it is too late."""
    members = (
        "{is: ada, source: s, since: 2001-01-01}, {is: bob, source: s, since: 2003-05-05},"
        " {is: cem, source: s}"
    )
    club = f"club: {{kind: club, name: the club, complete: [member], facts: {{member: [{members}]}}}}\n"
    deck = base(
        club + people(),
        CHOICE % ('"club member ?p since ?d"', "When did {p} join?", "d.year"),
    )
    ada = "Ada is in the club (since 1 January 2001)."
    wrong = reasons(deck)
    assert wrong.pop("2003") == f"Bob is in the club (since 5 May 2003). {ada}"
    assert wrong == {
        year: f"{year} is too {'early' if int(year) < 2001 else 'late'}. {ada}"
        for year in wrong
    }


def test_of_a_number_it_is_its_own_fact_and_the_number_that_was_asked_for() -> None:
    """The number of another time of the same person goes before that of another person."""
    entities = "ada: {kind: person, name: Ada, facts: {height: [{is: 150, source: s, until: 1999}, {is: 170, source: s, since: 2000}]}}\nbob: {kind: person, name: Bob, facts: {height: {is: 160, source: s}}}"
    deck = base(entities, CHOICE % ('"ada height ?n @ now"', "How tall is Ada now?", "n"))
    now = "Ada measures 170 (since 2000)."
    assert reason(deck, 150, "150") == f"Ada measures 150 (until 1999). {now}"
    assert reason(deck, 160, "160") == f"Bob measures 160. {now}"
    assert reason(deck, 165, "165") == f"165 is too low. {now}"


def test_of_a_count_it_is_what_counts_and_what_was_counted_wrongly() -> None:
    members = (
        "{is: ada, source: s, since: 2001}, {is: bob, source: s, since: 2001},"
        " {is: cem, source: s, since: 2001, until: 2003}"
    )
    club = f"club: {{kind: club, name: the club, complete: [member], facts: {{member: [{members}]}}}}\n"
    given = '"?n = count ?p: club member ?p @ 2010"'
    deck = base(club + people(), CHOICE % (given, "How many?", "n"))
    counted = "Counted here: Ada, Bob."
    assert reason(deck, 1, "1") == f"1 is too few. {counted}"
    assert (
        reason(deck, 3, "3")
        == f"3 is too many. {counted} Cem was in the club (2001 – 2003)."
    )


# Statements


STATED = 't: {given: [%s], ask: "?", state: "%s", answer: %s, forms: [truefalse]}'


def test_a_true_statement_tells_those_who_doubt_it_the_fact_that_decides() -> None:
    entities = people(ada="from: rome", bob="from: oslo") + towns()
    given = '"ada from ?t"'
    assert statements(base(entities, STATED % (given, "Ada is from {t}.", "t"))) == {
        "Ada is from Rome.": "True: Ada comes from Rome.",
        "Ada is from Oslo.": "Ada is from Rome. Bob comes from Oslo.",
    }


def test_a_false_statement_shows_what_is_true_of_what_was_asked() -> None:
    entities = people(ada="height: 190", bob="height: 170")
    said = statements(
        base(entities, STATED % ('"ada height ?n"', "Ada measures {n} cm.", "n"))
    )
    assert said.pop("Ada measures 190 cm.") == "True: Ada measures 190."
    assert said["Ada measures 170 cm."] == "Ada measures 190 cm. Bob measures 170."


def test_of_several_true_statements_none_shows_that_another_is_false() -> None:
    """That Ada is in the club says nothing of Cem: who is in it does."""
    club = "club: {kind: club, name: the club, complete: [member], facts: {member: [{is: ada, source: s}, {is: bob, source: s}]}}\n"
    said = statements(
        base(club + people(), STATED % ('"club member ?p"', "{p} is in.", "p"))
    )
    assert said["Ada is in."] == "True: Ada is in the club."
    assert said["Cem is in."] == "Right here: Ada, Bob; not Cem."


def test_a_count_is_true_because_of_what_was_counted() -> None:
    club = "club: {kind: club, name: the club, complete: [member], facts: {member: [{is: ada, source: s}, {is: bob, source: s}]}}\n"
    given = '"?n = count ?p: club member ?p"'
    said = statements(base(club + people(), STATED % (given, "There are {n}.", "n")))
    assert said["There are 2."] == "True: Counted here: Ada, Bob."
    del said["There are 2."]
    assert said
    for stem, why in said.items():
        assert " too " in why, stem
        assert why.endswith(". There are 2. Counted here: Ada, Bob.")


# What is typed


def typed(deck: FactBase) -> TypedQuestion:
    question = next(iter(generate(deck)))
    assert isinstance(question, TypedQuestion)
    return question


TEXT = 't: {given: "%s", ask: "?", answer: %s, forms: [text]}'


def test_a_wrong_reply_that_is_known_gets_its_reason_as_an_option_does() -> None:
    terms = offices(top="ada 2003 2006, bob 2007 2009")
    explain = typed(base(terms + people(), TEXT % ("top led-by ?p @ 2005", "p"))).answer.explain_wrong  # fmt: skip
    assert explain is not None
    assert explain("bob") == "Bob led the top (2007 – 2009)."
    assert explain("cem") == "Ada, not Cem. Ada led the top (2003 – 2006)."
    assert explain("ada") == ""
    assert explain("nobody") == ""


def test_so_does_a_wrong_date_or_number_unless_it_may_be_right() -> None:
    entities = people(ada="born: 1990-05; height: 170", bob="born: 1991-06; height: 180")
    explain = typed(base(entities, TEXT % ("ada born ?d", "d"))).answer.explain_wrong
    assert explain is not None
    born = "Ada was born in May 1990."
    assert explain(parse_iso("1991-06")) == f"Bob was born in June 1991. {born}"
    assert explain(parse_iso("1991-07")) == f"July 1991 is too late. {born}"
    assert explain(parse_iso("1990")) == explain(parse_iso("1990-05-02")) == ""
    explain = typed(base(entities, TEXT % ("ada height ?n", "n"))).answer.explain_wrong
    assert explain is not None
    assert explain(171) == "171 is too high. Ada measures 170."
