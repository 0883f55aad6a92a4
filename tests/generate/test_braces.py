"""A brace that is written twice is shown once, in every text of a question."""

from quizgen import generate
from quizgen.model import OptionsQuestion, TypedQuestion
from tests.generate.decks import HEAD, base, people


def test_a_brace_is_shown_as_it_stands() -> None:
    head = HEAD.replace("{of} was born on {is}", "{{{of}}} was born on {is}")
    born = people(ada="born: 1950-05-05", bob="born: 1960-06-06", cem="born: 1970-07-07")
    template = """
        t: {given: "?p born ?day", ask: "f(x) {{ When was {p} born? }}", state: "{{{p}}}: {day}", explain: "{{}}", answer: day, forms: [choice, cloze]}
    """
    questions = generate(base(born, template, head))
    choice = next(q for q in questions if isinstance(q, OptionsQuestion))
    cloze = next(q for q in questions if isinstance(q, TypedQuestion))
    assert choice.stem == "f(x) { When was Ada born? }"
    assert cloze.stem == "{Ada}: _____ (day)"
    assert "{}" in choice.about.explanation
    rationales = [option.rationale for option in choice.options if not option.right]
    assert all("{Ada} was born on 5 May 1950." in text for text in rationales)
