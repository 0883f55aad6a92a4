"""One question of every form, about next to nothing, for tests of what is done to them."""

from quizgen.model import (
    About,
    Answer,
    Form,
    MatchQuestion,
    Option,
    OptionsQuestion,
    OrderQuestion,
    Place,
    Question,
    Source,
    TrueFalseQuestion,
    TypedQuestion,
    Worth,
)

HERE = Place("deck.yaml", 1, 1)
ATLAS = Source("atlas", "An atlas", "A publisher", "https://example.org/atlas")


def about(
    form: Form = "text",
    *,
    template: str = "t",
    topic: str = "Rivers",
    subject: str = "x",
    facts: tuple[str, ...] = (),
    difficulty: float = 0.5,
    worth: Worth = "further",
) -> About:
    return About(
        id=f"d/{template}/{subject}#{form}",
        deck="d",
        template=template,
        topic=topic,
        form=form,
        explanation=f"Why {form} is so.",
        facts=facts,
        sources=(ATLAS,),
        difficulty=difficulty,
        as_of=None,
        place=HERE,
        worth=worth,
    )


def options(*texts: str) -> tuple[Option, ...]:
    """Options of which those that end in "!" are right."""
    return tuple(
        Option(text.rstrip("!"), text.endswith("!"), "" if "!" in text else f"Not {text}.")
        for text in texts
    )


CHOICE = OptionsQuestion(
    about("choice"), "Which sea?", options("Black", "Caspian!", "North")
)
MULTI = OptionsQuestion(
    about("multi"), "Which two?", options("Danube!", "Don!", "Po", "Rhine")
)
TRUE = TrueFalseQuestion(about("truefalse"), "It flows.", truth=True, rationale="It does.")
FALSE = TrueFalseQuestion(
    about("truefalse"), "It stands.", truth=False, rationale="It flows."
)
TEXT = TypedQuestion(about("text"), "Which river?", Answer("Volga"))
CLOZE = TypedQuestion(about("cloze"), "The _____ is long.", Answer("Volga"))
CARD = TypedQuestion(about("card"), "How long?", Answer("3,531 km"))
ORDER = OrderQuestion(
    about("order"), "Shortest first.", ("Po", "Lea", "Don"), ("3", "1", "9"), (1, 0, 2)
)
MATCH = MatchQuestion(
    about("match"), "Match.", ("Po", "Don", "Oka"), ("Azov", "Volga", "Adria"), (2, 0, 1)
)
ALL: tuple[Question, ...] = (
    *(CHOICE, MULTI, TRUE, FALSE, TEXT, CLOZE, CARD, ORDER, MATCH),
)
