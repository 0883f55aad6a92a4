"""Statistics in a terminal: as wide as it is, in its colours."""

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from quizgen.i18n import words_in
from quizgen.review.grades import AGAIN, GOOD
from quizgen.review.mastery import FactCounts
from quizgen.review.memory import GradedReview
from quizgen.review.scheduler import replay, scheduler_name
from quizgen.review.stats import Stats, compute_stats
from quizgen.tui.stats_view import render_stats
from tests.review.answers import DAY, START
from tests.review.test_stats import TODAY, Learner, two_decks


def show(
    stats: Stats, columns: int, *, plain: bool = False, language: str = "en", **options: Any
) -> str:
    """What is printed; without a terminal, unless *options* say so."""
    console = Console(file=io.StringIO(), width=columns, legacy_windows=False, **options)
    with console.capture() as capture:
        for line in render_stats(stats, console, language=language, plain=plain):
            console.print(line, soft_wrap=True)
    return capture.get()


PRINTED = """\
8 reviews on 4 days
2 days in a row
1 of 3 facts met known today (33%)
1 due today

Facts today
known learning unasked
    1        2       ?  ███████▒▒▒▒▒▒▒▒▒▒▒▒▒  all
    1        0       1  ██████████··········  d
    0        2       ?  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  e

Recalled on a later day
recalled desired answers
     50%     90%       4  all
     67%     90%       3  d
     67%     90%       3    Rivers
      0%     90%       1  e
      0%     90%       1    Rivers
                          by form
     50%     90%       2  card
     50%     90%       2  text

Answers a day
   Nov
Mo · ·
   ▒ ·
We ▓ ▓
   · █
Fr ·
   ·
   ·
   less ·░▒▓█ more, 3 on 3 Dec 2026
   23 Nov 2026 to 3 Dec 2026

Due in the next 30 days
1 █         █ █
  █         █ █
  █         █ █
  █         █ █
  3 Dec         10 Dec        17 Dec        24 Dec        31 Dec
1 today, 0 tomorrow, 3 until 1 Jan

Hardest facts
lapses mastery
     1    100%  The Volga flows into the Caspian Sea.
"""


def test_what_is_printed_is_counted_drawn_and_dated() -> None:
    assert show(two_decks().stats(9), 80) == PRINTED


IN_RUSSIAN = """\
8 повторений за 4 дня
Дней подряд: 2
Встреченных фактов известно сегодня: 1 из 3 (33%)
К повторению сегодня: 1

Факты сегодня
 знаю   учу впереди
    1     2       ?  ███████▒▒▒▒▒▒▒▒▒▒▒▒▒  всего
    1     0       1  ██████████··········  d
    0     2       ?  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  e

Вспомнено в другой день
вспомнено  цель ответы
      50%   90%      4  всего
      67%   90%      3  d
      67%   90%      3    Rivers
       0%   90%      1  e
       0%   90%      1    Rivers
                        по видам вопросов
      50%   90%      2  card
      50%   90%      2  text

Ответы по дням
   ноя
Пн · ·
   ▒ ·
Ср ▓ ▓
   · █
Пт ·
   ·
   ·
   мало ·░▒▓█ много (3 дек 2026: 3)
   23 ноя 2026 – 3 дек 2026

К повторению в ближайшие 30 дней
1 █         █ █
  █         █ █
  █         █ █
  █         █ █
  3 дек         10 дек        17 дек        24 дек        31 дек
сегодня 1, завтра 0, всего 3 по 1 янв

Самые трудные факты
забыт усвоен
    1   100%  The Volga flows into the Caspian Sea.
"""
IN_KAZAKH = """\
4 күн ішінде 8 қайталау
Қатарынан 2 күн
Кездескен деректен бүгін белгілі: 1 / 3 (33%)
Бүгін қайталауға: 1

Бүгінгі деректер
белгілі үйренуде  алда
      1        2     ?  ███████▒▒▒▒▒▒▒▒▒▒▒▒▒  барлығы
      1        0     1  ██████████··········  d
      0        2     ?  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  e

Кейінгі күндері еске түскені
 есте мақсат жауап
  50%    90%     4  барлығы
  67%    90%     3  d
  67%    90%     3    Rivers
   0%    90%     1  e
   0%    90%     1    Rivers
                    түрі бойынша
  50%    90%     2  card
  50%    90%     2  text

Күндер бойынша жауаптар
   қар
Дс · ·
   ▒ ·
Ср ▓ ▓
   · █
Жм ·
   ·
   ·
   аз ·░▒▓█ көп (2026 ж. 3 жел: 3)
   2026 ж. 23 қар – 2026 ж. 3 жел

Алдағы 30 күнде қайталанатыны
1 █         █ █
  █         █ █
  █         █ █
  █         █ █
  3 жел         10 жел        17 жел        24 жел        31 жел
бүгін 1, ертең 0, барлығы 3 (соңғы күн: 1 қаң)

Ең қиын деректер
ұмыту меңгеру
    1    100%  The Volga flows into the Caspian Sea.
"""


@pytest.mark.parametrize(
    ("language", "printed"), [("ru", IN_RUSSIAN), ("kk", IN_KAZAKH), ("hy", PRINTED)]
)
def test_statistics_speak_every_language(language: str, printed: str) -> None:
    stats = two_decks().stats(9)
    assert show(stats, 80, language=language) == printed
    (fact,) = stats.hardest
    stats = replace(stats, hardest=(replace(fact, is_leech=True),))
    leech = words_in(language).stats.leech
    last = show(stats, 80, language=language).splitlines()[-1]
    assert last == f"{printed.splitlines()[-1]} {leech}"
    nothing = words_in(language).stats.nothing_reviewed
    assert show(Learner().stats(0), 80, language=language) == f"{nothing}\n"


def test_before_the_first_review_there_is_nothing_to_tell() -> None:
    assert show(Learner().stats(0), 80) == "Nothing was reviewed yet.\n"


def test_what_there_is_nothing_of_has_no_heading() -> None:
    learner = Learner()
    learner.answer("d/t/x#text", (0, GOOD))
    text = show(learner.stats(0), 80)
    assert "Recalled on a later day" not in text
    assert "Hardest facts" not in text


@pytest.fixture(scope="module")
def year() -> Stats:
    """More than one, with long names, whatever is shown full."""
    reviews, details = [], {}
    for number in range(800):
        day, question = number // 2, f"deck/t/{number // 2 - number % 2 * 3}#text"
        grade = AGAIN if number % 2 else GOOD
        at = START.at + day * DAY + number
        name = scheduler_name(0.9)
        reviews.append(GradedReview(question, at, START.offset, grade, name))
        details[question] = {
            "topic": "Rivers of the Commonwealth of Independent States",
            "form": "text",
            "facts": [question, "z" * 99],
            "stem": "?",
            "answer": "!",
        }
    return compute_stats(reviews, replay(reviews), details, TODAY + 402, decks={})


@pytest.mark.parametrize(
    ("columns", "calendar"), [(40, 40), (60, 56), (80, 56), (120, 109), (200, 109)]
)
@pytest.mark.parametrize("plain", [False, True])
def test_no_line_is_wider_than_the_window(
    year: Stats, columns: int, calendar: int, plain: bool
) -> None:
    """A year takes what there is; texts no more than 100 columns."""
    lines = show(year, columns, plain=plain).splitlines()
    assert max(map(cell_len, lines)) <= columns
    widths = {cell_len(line) for line in lines if line.startswith(("Mo ", "We ", "Fr "))}
    assert max(widths) in {calendar, calendar - 1, calendar - 2}
    others = [line for line in lines if not line.startswith(("Mo", "We", "Fr", "   "))]
    assert max(map(cell_len, others)) <= 100
    assert [line for line in lines if line.endswith(" ")] == []
    assert not plain or [line for line in lines if not line.isascii()] == []


def test_a_window_of_less_than_forty_columns_is_taken_for_forty(year: Stats) -> None:
    assert show(year, 20) == show(year, 40)


def test_a_long_name_goes_on_below_itself() -> None:
    learner = Learner()
    learner.answer("d/t/x#text", (0, GOOD), (3, GOOD), topic="Treaty and Charter")
    assert "    Treaty and\n" + " " * 28 + "Charter\n" in show(learner.stats(3), 40)


@pytest.mark.parametrize(
    ("counts", "columns", "line"),
    [
        (FactCounts("d", 1, 3, 8), 60, "    1        2       5  ███▒▒▒▒▒············  d"),
        (FactCounts("d", 1, 3, 8), 59, "    1        2       5  d"),
        (
            FactCounts("d", 1, 4, None),
            60,
            "    1        3       ?  █████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  d",
        ),
        (FactCounts("d", 0, 0, 0), 60, "    0        0       0  ····················  d"),
        (
            FactCounts("d", 1_000, 1_500, 4_000),
            60,
            "1,000      500   2,500  █████▒▒▒············  d",
        ),
    ],
)
def test_a_bar_of_twenty_columns_has_what_is_known_and_learned(
    counts: FactCounts, columns: int, line: str
) -> None:
    stats = replace(two_decks().stats(9), facts_known_by_deck=(counts,))
    lines = show(stats, columns).splitlines()
    heading = lines.index("known learning unasked")
    assert lines[heading + 1 : heading + 3] == [line, ""]


def test_a_forecast_rises_by_eighths_of_four_lines() -> None:
    forecast = (32, 31, 25, 24, 1, 0, *[0] * 23, 9)
    lines = show(replace(two_decks().stats(9), forecast=forecast), 80).splitlines()
    heading = lines.index("Due in the next 30 days")
    assert lines[heading + 1 : heading + 7] == [
        "32 █ ▇ ▁",
        "   █ █ █ █",
        "   █ █ █ █                                                   ▁",
        "   █ █ █ █ ▁                                                 █",
        "   3 Dec         10 Dec        17 Dec        24 Dec        31 Dec",
        "32 today, 31 tomorrow, 122 until 1 Jan",
    ]


def test_a_leech_is_marked() -> None:
    stats = two_decks().stats(9)
    (fact,) = stats.hardest
    stats = replace(stats, hardest=(replace(fact, is_leech=True),))
    last = show(stats, 80).splitlines()[-1]
    assert last == "     1    100%  The Volga flows into the Caspian Sea. (leech)"


def test_a_terminal_shows_more_as_greener_unless_it_is_to_have_no_colour() -> None:
    stats = two_decks().stats(9)
    terminal: Any = {"force_terminal": True, "color_system": "truecolor"}
    (_, squares, *_) = show(stats, 80, **terminal).split("We ")
    assert re.findall(r"2;(\d+;\d+;\d+)m■", squares)[:2] == ["56;160;74"] * 2
    plain = show(stats, 80, **terminal, no_color=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", plain) == PRINTED
    assert not re.search(r"\x1b\[[\d;]*3\d", plain)
