"""One question of every form, about next to nothing, for tests of what is done to them."""

from quizgen.model import (
    About,
    Answer,
    Card,
    Choice,
    Cloze,
    Form,
    Match,
    Multi,
    Option,
    Order,
    Place,
    Question,
    Source,
    Text,
    TrueFalse,
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
    )


def options(*texts: str) -> tuple[Option, ...]:
    """Options of which those that end in "!" are right."""
    return tuple(
        Option(text.rstrip("!"), text.endswith("!"), "" if "!" in text else f"Not {text}.")
        for text in texts
    )


CHOICE = Choice(about("choice"), "Which sea?", options("Black", "Caspian!", "North"))
MULTI = Multi(about("multi"), "Which two?", options("Danube!", "Don!", "Po", "Rhine"))
TRUE = TrueFalse(about("truefalse"), "It flows.", truth=True, why_not="")
FALSE = TrueFalse(about("truefalse"), "It stands.", truth=False, why_not="It flows.")
TEXT = Text(about("text"), "Which river?", Answer("Volga"))
CLOZE = Cloze(about("cloze"), "The _____ is long.", Answer("Volga"))
CARD = Card(about("card"), "How long?", Answer("3,531 km"))
ORDER = Order(
    about("order"), "Shortest first.", ("Po", "Lea", "Don"), ("3", "1", "9"), (1, 0, 2)
)
MATCH = Match(
    about("match"), "Match.", ("Po", "Don", "Oka"), ("Azov", "Volga", "Adria"), (2, 0, 1)
)
ALL: tuple[Question, ...] = (
    *(CHOICE, MULTI, TRUE, FALSE, TEXT, CLOZE, CARD, ORDER, MATCH),
)
