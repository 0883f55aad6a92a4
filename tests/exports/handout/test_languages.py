"""A test with its key, as it is printed in each language of the program."""

import pytest

from quizgen.exports.handout import contents, render
from quizgen.model import Question
from tests.handouts import handout, sheet_of
from tests.samples import ALL, CHOICE

SHEETS = {
    "ru": """\
# Rivers

Фамилия, имя: ____________________
Дата: ________
Вариант: **A**
Баллы: ____ из 14

## Один правильный ответ

*Обведите букву единственного правильного ответа. По 1 баллу.*

**1** Which sea?

- **A** Caspian
- **B** North
- **C** Black

## Несколько правильных ответов

*Отметьте все правильные ответы. Баллов за каждый вопрос: 2; минус один за каждую клетку, по ошибке отмеченную или оставленную пустой, но не меньше 0.*

**2** Which two?

- ☐ **A** Danube
- ☐ **B** Don
- ☐ **C** Rhine
- ☐ **D** Po

## Верно или неверно

*Отметьте подходящую клетку. По 1 баллу.*

**3** It flows.

- ☐ Верно
- ☐ Неверно

**4** It stands.

- ☐ Верно
- ☐ Неверно

## Пропуск в предложении

*Допишите предложение. По 1 баллу.*

**5** The ____________________ is long.

## Краткий ответ

*Впишите ответ в строку. По 1 баллу.*

**6** Which river?

____________________________

**7** How long?

____________________________

## Соответствия

*Перед каждым элементом слева напишите букву того, что ему соответствует. 1 балл за каждую пару.*

**8** Match.

|  |  |
| --- | --- |
| ____ Oka | **A** Azov |
| ____ Don | **B** Volga |
| ____ Po | **C** Adria |

## Порядок

*Пронумеруйте элементы в требуемом порядке, начиная с 1. 1 балл за каждый элемент на своём месте.*

**9** Shortest first.

- ____ Don
- ____ Po
- ____ Lea

`D.N1.S0.VA.000000.0000000`

---

# Ключ: Rivers

## Быстрая проверка

| Вопрос | A | Баллы |
| --- | --- | --- |
| **1** | A | 1 |
| **2** | A, B | 2 |
| **3** | Верно | 1 |
| **4** | Неверно | 1 |
| **5** | Volga | 1 |
| **6** | Volga | 1 |
| **7** | 3,531 km | 1 |
| **8** | B A C | 3 |
| **9** | 3 2 1 | 3 |

- **A** `D.N1.S0.VA.000000.0000000`
""",
    "kk": """\
# Rivers

Аты-жөні: ____________________
Күні: ________
Нұсқа: **A**
Ұпай: ____ / 14

## Бір дұрыс жауап

*Жалғыз дұрыс жауаптың әрпін қоршап белгілеңіз. Әрқайсысына 1 ұпай.*

**1** Which sea?

- **A** Caspian
- **B** North
- **C** Black

## Бірнеше дұрыс жауап

*Барлық дұрыс жауаптарды белгілеңіз. Әрқайсысына 2 ұпай; қате белгіленген немесе қате бос қалдырылған әр ұяшық үшін бір ұпай кемітіледі, бірақ 0-ден төмен болмайды.*

**2** Which two?

- ☐ **A** Danube
- ☐ **B** Don
- ☐ **C** Rhine
- ☐ **D** Po

## Дұрыс немесе бұрыс

*Сәйкес ұяшықты белгілеңіз. Әрқайсысына 1 ұпай.*

**3** It flows.

- ☐ Дұрыс
- ☐ Бұрыс

**4** It stands.

- ☐ Дұрыс
- ☐ Бұрыс

## Бос орынды толтыру

*Сөйлемді толықтырыңыз. Әрқайсысына 1 ұпай.*

**5** The ____________________ is long.

## Қысқа жауап

*Жауапты сызыққа жазыңыз. Әрқайсысына 1 ұпай.*

**6** Which river?

____________________________

**7** How long?

____________________________

## Сәйкестендіру

*Сол жақтағы әр элементтің алдына оған сәйкес келетіннің әрпін жазыңыз. Әр жұпқа 1 ұпай.*

**8** Match.

|  |  |
| --- | --- |
| ____ Oka | **A** Azov |
| ____ Don | **B** Volga |
| ____ Po | **C** Adria |

## Ретімен орналастыру

*Сұралған ретпен 1-ден бастап нөмірлеңіз. Өз орнындағы әр элементке 1 ұпай.*

**9** Shortest first.

- ____ Don
- ____ Po
- ____ Lea

`D.N1.S0.VA.000000.0000000`

---

# Жауап кілті: Rivers

## Жылдам тексеру

| Сұрақ | A | Ұпай |
| --- | --- | --- |
| **1** | A | 1 |
| **2** | A, B | 2 |
| **3** | Дұрыс | 1 |
| **4** | Бұрыс | 1 |
| **5** | Volga | 1 |
| **6** | Volga | 1 |
| **7** | 3,531 km | 1 |
| **8** | B A C | 3 |
| **9** | 3 2 1 | 3 |

- **A** `D.N1.S0.VA.000000.0000000`
""",
}
SOLUTIONS = {
    "ru": """\
# Ключ: Rivers

## Ответы с пояснениями · Вариант A

**1** Which sea?

- ✓ **A  Caspian**

Why choice is so.

- ✗ B  North – Not North.
- ✗ C  Black – Not Black.

Источник: [An atlas](<https://example.org/atlas>), A publisher

`D.N1.S0.VA.000000.0000000`
""",
    "kk": """\
# Жауап кілті: Rivers

## Түсіндірмелі жауаптар · Нұсқа A

**1** Which sea?

- ✓ **A  Caspian**

Why choice is so.

- ✗ B  North – Not North.
- ✗ C  Black – Not Black.

Дереккөз: [An atlas](<https://example.org/atlas>), A publisher

`D.N1.S0.VA.000000.0000000`
""",
}


def pages(language: str, *questions: Question, explained: bool) -> str:
    """Return a sheet with *questions* and its keys, as Markdown without its escapes."""
    sheet = sheet_of(*questions)
    parts = contents.question_sheets([sheet], language)
    parts += contents.answer_keys([sheet], language, explained=explained)
    markdown = render(handout(*parts, language=language), ".md").decode()
    return markdown.replace("\\", "").replace("  \n", "\n")


@pytest.mark.parametrize("language", SHEETS)
def test_a_sheet_and_its_key_speak_every_language(language: str) -> None:
    assert pages(language, *ALL, explained=False) == SHEETS[language]


@pytest.mark.parametrize("language", SOLUTIONS)
def test_reasons_are_given_in_every_language(language: str) -> None:
    text = pages(language, CHOICE, explained=True)
    assert text.split("---\n\n")[-1] == SOLUTIONS[language]
