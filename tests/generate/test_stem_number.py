"""What a stem says of its answers: whether they are listed, and how many it asks for."""

import pytest

from quizgen.generate.stem_number import asked_number, is_about_list


@pytest.mark.parametrize(
    ("language", "stem", "number"),
    [
        ("en", "Which of these is a member of the CSTO?", "one"),
        ("en", "In which of these articles does the Charter speak of the enemy?", "one"),
        ("en", "Under the Charter, which of the following can be said of it?", "one"),
        ("en", "Which of these states are members of the CSTO?", "several"),
        ("en", "Which of the following were signed in 1992?", "several"),
        ("en", "As it was in 1992, which of these states have left?", "several"),
        ("en", "Which of these states left the treaty?", ""),
        ("en", "Which one of the states listed joined first?", ""),
        ("en", "Who of those listed was there?", "one"),
        ("en", "Of these, which came first?", ""),
        ("en", "From the following states, choose a member.", ""),
        ("en-GB", "Which of these is it?", "one"),
        ("ru", "Какое из этих государств входит в ОДКБ?", "one"),
        ("ru", "Какие из перечисленных государств входят в ОДКБ?", "several"),
        ("ru", "В какой из следующих статей говорится об этом?", "one"),
        ("ru", "В каких из названных статей говорится об этом?", "several"),
        ("ru", "Кто из этих людей был президентом?", "one"),
        ("ru", "Что из перечисленного сказано в статье 5?", "one"),
        ("kk", "Мына мемлекеттердің қайсысы ҰҚШҰ мүшесі?", "one"),
        ("kk", "Төмендегілердің қайсысы дұрыс?", "one"),
        ("kk", "Осы мемлекеттердің қайсылары ҰҚШҰ мүшелері?", "several"),
        ("kk", "Мыналардың ішінен кім президент болды?", "one"),
    ],
)
def test_a_stem_asks_for_one_or_several_of_what_is_listed(
    language: str, stem: str, number: str
) -> None:
    assert is_about_list(stem, language)
    assert asked_number(stem, language) == number


@pytest.mark.parametrize(
    ("language", "stem"),
    [
        ("en", "Which states are members of the CSTO?"),
        ("en", "The CSTO has six members; _____ is the largest of these."),
        ("en", "What came in May of the following year?"),
        ("en", "Which of those who signed the treaty left first?"),
        ("en", "Who led it from these days on?"),
        ("ru", "Какие государства входят в ОДКБ?"),
        ("ru", "В ОДКБ шесть государств; самое большое из них — _____."),
        ("kk", "Осы күні қай мемлекет қосылды?"),
        ("de", "Welche dieser Staaten sind Mitglieder?"),
    ],
)
def test_what_was_named_before_is_no_list(language: str, stem: str) -> None:
    assert not is_about_list(stem, language)
    assert asked_number(stem, language) == ""
