"""A quiz and a review as they are seen and typed in each language of the program."""

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.dates import parse_iso
from quizgen.i18n import words_in
from quizgen.i18n.english import ENGLISH
from quizgen.model import Question, Quiz, Shortage
from quizgen.quiz.session import QuizSession
from quizgen.tui.quiz_screen import play_quiz, shortage_text, show_summary
from quizgen.tui.screen import Screen
from tests.rivers import RIVERS
from tests.samples import CARD, CHOICE, MATCH, MULTI, ORDER, TEXT, TRUE

DATED = replace(TEXT, about=replace(TEXT.about, as_of=parse_iso("2026-11-23")))
LINES = "?\n4\n3\n1 3\nx\nt\nVogla\n\nn\n1 2 3\nb a c\n\n"
QUIZZES = {
    "en": """\
Title: 8 questions

1/8  Rivers
Which sea?
  1  Black
  2  Caspian
  3  North
1-3 > ?

  1-3    your answer
  Enter  you do not know
  q      end
1-3 > 4
Please type 1-3; 0 if you do not know, ? for help.
1-3 > 3
✗ Wrong  Answer: Caspian
  Why choice is so.
  Not North.

2/8  Rivers
Which two?
  1  Danube
  2  Don
  3  Po
  4  Rhine
1-4, one or more > 1 3
✗ Wrong (1 right, 1 missed, 1 wrong)  Answer:
  1  Danube
  2  Don
  Why multi is so.
  Not Po.

3/8  Rivers
It flows.
  t  True
  f  False
t or f > x
Please type t or f; 0 if you do not know, ? for help.
t or f > t
✓ Right
  Why truefalse is so.

4/8  Rivers
Which river?
As of 23 November 2026.
your answer > Vogla
✓ Right (spelled Volga)
  Why text is so.

5/8  Rivers
How long?
Enter shows the answer >\x20
  3,531 km
  Why card is so.
y (knew it) or n > n

6/8  Rivers
Shortest first.
  1  Po
  2  Lea
  3  Don
1-3 in order > 1 2 3
✗ Wrong (1 of 3 in place)  Answer:
  2  Lea (1)
  1  Po (3)
  3  Don (9)
  Why order is so.

7/8  Rivers
Match.
  1  Po
  2  Don
  3  Oka
  a  Azov
  b  Volga
  c  Adria
a-c for 1-3 > b a c
✗ Wrong (1 of 3 in place)  Answer:
  c  Po: Adria
  a  Don: Azov
  b  Oka: Volga
  Why match is so.

8/8  Rivers
Which river?
your answer >\x20
✗ Not known  Answer: Volga
  Why text is so.

2 of 8 right (25%)
  2 of 8  Rivers
To repeat:
  Which sea?
    Caspian
  Which two?
    Danube; Don
  How long?
    3,531 km
  Shortest first.
    Lea (1); Po (3); Don (9)
  Match.
    Po: Adria; Don: Azov; Oka: Volga
  Which river?
    Volga
""",
    "ru": """\
Title: 8 вопросов

1/8  Rivers
Which sea?
  1  Black
  2  Caspian
  3  North
1-3 > ?

  1-3    ваш ответ
  Enter  не знаю
  q      закончить
1-3 > 4
Введите 1-3; 0, если не знаете, ? для справки.
1-3 > 3
✗ Неправильно  Ответ: Caspian
  Why choice is so.
  Not North.

2/8  Rivers
Which two?
  1  Danube
  2  Don
  3  Po
  4  Rhine
1-4, один или несколько > 1 3
✗ Неправильно (верных: 1, пропущено: 1, неверных: 1)  Ответ:
  1  Danube
  2  Don
  Why multi is so.
  Not Po.

3/8  Rivers
It flows.
  t  Верно
  f  Неверно
t или f > x
Введите t или f; 0, если не знаете, ? для справки.
t или f > t
✓ Правильно
  Why truefalse is so.

4/8  Rivers
Which river?
По состоянию на 23 ноября 2026.
ваш ответ > Vogla
✓ Правильно (пишется: Volga)
  Why text is so.

5/8  Rivers
How long?
Enter: показать ответ >\x20
  3,531 km
  Why card is so.
y (помню) или n > n

6/8  Rivers
Shortest first.
  1  Po
  2  Lea
  3  Don
1-3 по порядку > 1 2 3
✗ Неправильно (на месте: 1 из 3)  Ответ:
  2  Lea (1)
  1  Po (3)
  3  Don (9)
  Why order is so.

7/8  Rivers
Match.
  1  Po
  2  Don
  3  Oka
  a  Azov
  b  Volga
  c  Adria
a-c для 1-3 > b a c
✗ Неправильно (на месте: 1 из 3)  Ответ:
  c  Po: Adria
  a  Don: Azov
  b  Oka: Volga
  Why match is so.

8/8  Rivers
Which river?
ваш ответ >\x20
✗ Без ответа  Ответ: Volga
  Why text is so.

Правильно: 2 из 8 (25%)
  2 из 8  Rivers
Повторить:
  Which sea?
    Caspian
  Which two?
    Danube; Don
  How long?
    3,531 km
  Shortest first.
    Lea (1); Po (3); Don (9)
  Match.
    Po: Adria; Don: Azov; Oka: Volga
  Which river?
    Volga
""",
    "kk": """\
Title: 8 сұрақ

1/8  Rivers
Which sea?
  1  Black
  2  Caspian
  3  North
1-3 > ?

  1-3    жауабыңыз
  Enter  білмеймін
  q      аяқтау
1-3 > 4
Енгізіңіз: 1-3; білмесеңіз, 0; анықтама үшін ?.
1-3 > 3
✗ Қате  Жауабы: Caspian
  Why choice is so.
  Not North.

2/8  Rivers
Which two?
  1  Danube
  2  Don
  3  Po
  4  Rhine
1-4, бір немесе бірнеше > 1 3
✗ Қате (дұрысы: 1, қалып қойғаны: 1, қатесі: 1)  Жауабы:
  1  Danube
  2  Don
  Why multi is so.
  Not Po.

3/8  Rivers
It flows.
  t  Дұрыс
  f  Бұрыс
t немесе f > x
Енгізіңіз: t немесе f; білмесеңіз, 0; анықтама үшін ?.
t немесе f > t
✓ Дұрыс
  Why truefalse is so.

4/8  Rivers
Which river?
2026 жылғы 23 қараша жағдайы бойынша.
жауабыңыз > Vogla
✓ Дұрыс (жазылуы: Volga)
  Why text is so.

5/8  Rivers
How long?
Enter: жауабын көрсету >\x20
  3,531 km
  Why card is so.
y (білдім) немесе n > n

6/8  Rivers
Shortest first.
  1  Po
  2  Lea
  3  Don
1-3 ретімен > 1 2 3
✗ Қате (өз орнында: 1 / 3)  Жауабы:
  2  Lea (1)
  1  Po (3)
  3  Don (9)
  Why order is so.

7/8  Rivers
Match.
  1  Po
  2  Don
  3  Oka
  a  Azov
  b  Volga
  c  Adria
1-3 үшін a-c > b a c
✗ Қате (өз орнында: 1 / 3)  Жауабы:
  c  Po: Adria
  a  Don: Azov
  b  Oka: Volga
  Why match is so.

8/8  Rivers
Which river?
жауабыңыз >\x20
✗ Жауапсыз  Жауабы: Volga
  Why text is so.

Дұрысы: 2 / 8 (25%)
  2 / 8  Rivers
Қайталау керек:
  Which sea?
    Caspian
  Which two?
    Danube; Don
  How long?
    3,531 km
  Shortest first.
    Lea (1); Po (3); Don (9)
  Match.
    Po: Adria; Don: Azov; Oka: Volga
  Which river?
    Volga
""",
}
REVIEWS = {
    "ru": """\
К повторению: 0, новых: 2, около 1 мин

1/2  Mouths · новый
The Danube flows into the Black Sea.
  t  Верно
  f  Неверно
t или f > u
Ещё ничего не сделано.

1/2  Mouths · новый
The Danube flows into the Black Sea.
  t  Верно
  f  Неверно
t или f > s
Вопрос отложен.

1/1  Mouths · новый
The Волга flows into the Black Sea.
  t  Верно
  f  Неверно
t или f > u
Вопрос больше не отложен.

1/2  Mouths · новый
The Danube flows into the Black Sea.
  t  Верно
  f  Неверно
t или f > ?

  t или f  ваш ответ
  Enter    не знаю
  u        отменить предыдущее действие
  s        отложить вопрос: больше не спрашивать
  q        закончить
t или f > 0
✗ Без ответа  Ответ: верно
  Верно: Danube, flows into: Black Sea.
  Источник: An atlas
  Источник: A survey
  1 снова 10 мин   2 трудно 15 мин   3 хорошо 2 дня   4 легко 7 дней
Enter: снова, ? справка > ?
  Enter  принять выделенную оценку
  1-4    другая оценка: снова, трудно, хорошо, легко
  u      отменить предыдущее действие
  s      отложить вопрос: больше не спрашивать
  f      пометить как неудачный, с заметкой для автора
  e      где записаны его факты
  q      закончить; ответы сохранены
Enter: снова, ? справка > e
  danube/flows-into/black-sea
    rivers.yaml:16:24
Enter: снова, ? справка > f
что не так с вопросом? > Why?
Вопрос помечен: список покажет `quizgen flags`.
Enter: снова, ? справка >\x20

2/3  Mouths · новый
The Волга flows into the Black Sea.
  t  Верно
  f  Неверно
t или f > u
Отменено.

The Danube flows into the Black Sea.
✗ Без ответа  Ответ: верно
  1 снова 10 мин   2 трудно 15 мин   3 хорошо 2 дня   4 легко 7 дней
Enter: снова, ? справка > 2

2/3  Mouths · новый
The Волга flows into the Black Sea.
  t  Верно
  f  Неверно
t или f > 0
✗ Без ответа  Ответ: неверно
  The Волга flows into the Caspian Sea. A canal is no mouth.
  Волга, flows into: Caspian Sea.
  Источник: An atlas
  1 снова 10 мин   2 трудно 15 мин   3 хорошо 2 дня   4 легко 8 дней
Enter: снова, ? справка > 3

3/3  Mouths · снова
The Danube flows into the Black Sea.
  t  Верно
  f  Неверно
t или f >\x20

Правильно: 0 из 2 (0%), с другой оценкой: 2
  2  новые
  1  осталось сегодня
  1  к повторению завтра
====
К повторению: 1, новых: 0, около 1 мин
Ещё ждут повторения: 1; дневной предел достигнут.

1/1  Mouths · снова
The Danube flows into the Black Sea.
  t  Верно
  f  Неверно
t или f > q


Ответов не было.
====
К повторению: 0, новых: 0
Следующее повторение: 2026-11-24, вопросов: 1.
--new N добавит новых на сегодня; --cram N спросит без последствий.
====
Тренировка: 1 вопрос

1/1  Mouths
The Danube flows into the Black Sea.
  t  Верно
  f  Неверно
t или f > q

Ответов не было.
""",
    "kk": """\
Қайталауға: 0, жаңасы: 2, шамамен 1 мин

1/2  Mouths · жаңа
The Danube flows into the Black Sea.
  t  Дұрыс
  f  Бұрыс
t немесе f > u
Әзірге ештеңе жасалмады.

1/2  Mouths · жаңа
The Danube flows into the Black Sea.
  t  Дұрыс
  f  Бұрыс
t немесе f > s
Сұрақ тоқтатылды.

1/1  Mouths · жаңа
The Volga flows into the Black Sea.
  t  Дұрыс
  f  Бұрыс
t немесе f > u
Сұрақ қайта қосылды.

1/2  Mouths · жаңа
The Danube flows into the Black Sea.
  t  Дұрыс
  f  Бұрыс
t немесе f > ?

  t немесе f  жауабыңыз
  Enter       білмеймін
  u           алдыңғы әрекетті кері қайтару
  s           сұрақты тоқтату: енді сұралмайды
  q           аяқтау
t немесе f > 0
✗ Жауапсыз  Жауабы: дұрыс
  Дұрыс: Danube, flows into: Black Sea.
  Дереккөз: An atlas
  Дереккөз: A survey
  1 қайта 10 мин   2 қиын 15 мин   3 жақсы 2 күн   4 оңай 7 күн
Enter: қайта, ? анықтама > ?
  Enter  ерекшеленген бағаны қабылдау
  1-4    басқа баға: қайта, қиын, жақсы, оңай
  u      алдыңғы әрекетті кері қайтару
  s      сұрақты тоқтату: енді сұралмайды
  f      авторына жазба қалдырып, нашар деп белгілеу
  e      деректері қайда жазылған
  q      аяқтау; жауаптар сақталады
Enter: қайта, ? анықтама > e
  danube/flows-into/black-sea
    rivers.yaml:16:24
Enter: қайта, ? анықтама > f
сұрақтың несі дұрыс емес? > Why?
Белгіленді: тізімді `quizgen flags` көрсетеді.
Enter: қайта, ? анықтама >\x20

2/3  Mouths · жаңа
The Volga flows into the Black Sea.
  t  Дұрыс
  f  Бұрыс
t немесе f > u
Кері қайтарылды.

The Danube flows into the Black Sea.
✗ Жауапсыз  Жауабы: дұрыс
  1 қайта 10 мин   2 қиын 15 мин   3 жақсы 2 күн   4 оңай 7 күн
Enter: қайта, ? анықтама > 2

2/3  Mouths · жаңа
The Volga flows into the Black Sea.
  t  Дұрыс
  f  Бұрыс
t немесе f > 0
✗ Жауапсыз  Жауабы: бұрыс
  The Volga flows into the Caspian Sea. A canal is no mouth.
  Volga, flows into: Caspian Sea.
  Дереккөз: An atlas
  1 қайта 10 мин   2 қиын 15 мин   3 жақсы 2 күн   4 оңай 8 күн
Enter: қайта, ? анықтама > 3

3/3  Mouths · қайта
The Danube flows into the Black Sea.
  t  Дұрыс
  f  Бұрыс
t немесе f >\x20

Дұрысы: 0 / 2 (0%), басқаша бағаланғаны: 2
  2  жаңасы
  1  бүгінге қалғаны
  1  ертең қайталауға
====
Қайталауға: 1, жаңасы: 0, шамамен 1 мин
Тағы 1 сұрақ қайталауды күтеді: күндік шек толды.

1/1  Mouths · қайта
The Danube flows into the Black Sea.
  t  Дұрыс
  f  Бұрыс
t немесе f > q


Жауап болған жоқ.
====
Қайталауға: 0, жаңасы: 0
Келесі қайталау: 2026-11-24, сұрақ саны: 1.
--new N бүгінге жаңасын қосады; --cram N салдарсыз сұрайды.
====
Жаттығу: 1 сұрақ

1/1  Mouths
The Danube flows into the Black Sea.
  t  Дұрыс
  f  Бұрыс
t немесе f > q

Жауап болған жоқ.
""",
}


def shown_quiz(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
    lines: str,
    *questions: Question,
) -> str:
    """Return all that is shown of a quiz that is answered with *lines*."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    screen = Screen(keys=False, language=language)
    session, _ = play_quiz(screen, QuizSession(Quiz("Title", questions, 0)))
    show_summary(screen, session)
    return capsys.readouterr().out


@pytest.mark.parametrize("language", QUIZZES)
def test_a_quiz_speaks_every_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    """Only what the deck says itself stays as it is."""
    questions = (CHOICE, MULTI, TRUE, DATED, CARD, ORDER, MATCH, TEXT)
    shown = shown_quiz(monkeypatch, capsys, language, LINES, *questions)
    sources = "  Source: An atlas, A publisher\n  https://example.org/atlas\n"
    source = words_in(language).quiz.source.format("An atlas, A publisher")
    assert sources.replace("Source: An atlas, A publisher", source) in shown
    assert (
        shown.replace(f"  {source}\n  https://example.org/atlas\n", "")
        == (QUIZZES[language])
    )


@pytest.mark.parametrize(
    ("language", "true", "false"),
    [
        ("en", ("t", "True", "yes"), ("f", "false", "NO")),
        ("ru", ("t", "верно", "Да", "д", "в", "true"), ("f", "Неверно", "нет", "н")),
        ("kk", ("t", "дұрыс", "ИӘ", "д", "и", "true"), ("f", "бұрыс", "жоқ", "б", "ж")),
    ],
)
@pytest.mark.parametrize("question", [TRUE, CARD], ids=["truefalse", "card"])
def test_true_and_false_can_be_typed_in_every_language(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    question: Question,
    language: str,
    true: tuple[str, ...],
    false: tuple[str, ...],
) -> None:
    words = words_in(language).quiz
    for replies, score in ((true, (1, 1, "100%")), (false, (0, 1, "0%"))):
        for reply in replies:
            if question is CARD and reply in ("t", "f"):
                continue  # there, the keys are y and n
            lines = f"\n{reply}\n" if question is CARD else f"{reply}\n"
            shown = shown_quiz(monkeypatch, capsys, language, lines, question)
            assert f"\n{words.score.format(*score)}\n" in shown, reply


@pytest.mark.parametrize("language", REVIEWS)
def test_a_review_speaks_the_language_of_its_deck(tmp_path: Path, language: str) -> None:
    """A question is answered, undone, suspended and brought back, flagged; and help."""
    deck = RIVERS.replace("language: en", f"language: {language}")
    (tmp_path / "rivers.yaml").write_text(deck, "utf-8")

    def review(lines: str, *options: str) -> str:
        return subprocess.run(
            [
                *(sys.executable, "-m", "quizgen", "review", "rivers.yaml"),
                *("--form", "truefalse", "--now", "2026-11-24", *options),
            ],
            input=lines,
            cwd=tmp_path,
            env=os.environ
            | {
                "QUIZGEN_DATA": str(tmp_path / "data"),
                "PYTHONUTF8": "1",
                "PYTHONPATH": str(Path(__file__).parents[2]),
            },
            capture_output=True,
            check=False,
            encoding="utf-8",
        ).stdout

    first = "u\ns\nu\n?\n0\n?\ne\nf\nWhy?\n\nu\n2\n0\n3\n"
    shown = [
        review(first, "--new", "2"),
        review("q\n", "--new", "0", "--due", "1", "--now", "2026-12-24"),
        review("q\n", "--new", "0", "--now", "2026-11-23"),
        review("q\n", "--cram", "1"),
    ]
    assert "====\n".join(shown) == REVIEWS[language]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "ru",
            [
                "8 вопросов: больше нет таких по виду, теме, важности и трудности",
                "1 вопрос: всего их 36, но остальные спросили бы то же самое",
                "3 вопроса: всего их 36, но остальные спросили бы то же самое или подсказали бы"
                " ответ",
            ],
        ),
        (
            "kk",
            [
                "8 сұрақ: түрі, тақырыбы, маңызы және қиындығы сондай басқа сұрақ жоқ",
                "1 сұрақ: барлығы 36, бірақ қалғандары сол сұрақты қайталар еді",
                "3 сұрақ: барлығы 36, бірақ қалғандары сол сұрақты қайталар немесе жауапты"
                " айтып қояр еді",
            ],
        ),
    ],
)
def test_why_there_are_fewer_questions_is_said_in_every_language(
    language: str, texts: list[str]
) -> None:
    shortages = [Shortage(8, 8), Shortage(1, 36, alone=True), Shortage(3, 36)]
    assert [shortage_text(s, words_in(language)) for s in shortages] == texts
    assert [shortage_text(s, ENGLISH) for s in shortages] == [
        f"{s.selected} question{'s' * (s.selected > 1)}: {s}" for s in shortages
    ]
