"""The fixed words of a handout, by language."""

from typing import NamedTuple


class Words(NamedTuple):
    """What a sheet says besides its questions; ``{}`` is filled in."""

    name: str
    number: str
    date: str
    points: str
    of_points: str
    version: str
    page: str
    code: str
    choice: str
    choose: str
    multi: str
    choose_all: str
    truefalse: str
    judge: str
    true: str
    false: str
    cloze: str
    fill: str
    text: str
    write: str
    match: str
    pair: str
    order: str
    rank: str
    each_point: str
    each_points: str
    each_pair: str
    each_item: str
    as_of: str
    key: str
    grid: str
    question: str
    explained: str
    worth: str
    also: str
    source: str
    sources: str
    fact: str
    notes: str
    scale: str


ENGLISH = Words(
    name="Name",
    number="No.",
    date="Date",
    points="Points",
    of_points="of {}",
    version="Version",
    page="Page {} of {}",
    code="Code of this sheet",
    choice="Multiple choice",
    choose="Circle the letter of the one right answer.",
    multi="Several answers",
    choose_all="Tick every right answer.",
    truefalse="True or false",
    judge="Tick the box that applies.",
    true="True",
    false="False",
    cloze="Fill in",
    fill="Complete the sentence.",
    text="Short answer",
    write="Write the answer on the line.",
    match="Matching",
    pair="Write before each item on the left the letter of what belongs to it.",
    order="Putting in order",
    rank="Number the items in the order that is asked for; 1 is the first.",
    each_point="1 point each.",
    each_points="{} points each, one less for each box wrongly ticked or wrongly left"
    " empty, but never below 0.",
    each_pair="1 point for each pair.",
    each_item="1 point for each item in its place.",
    as_of="As of {}",
    key="Key",
    grid="Quick marking",
    question="Question",
    explained="Answers, with reasons",
    worth="points: {}",
    also="also",
    source="Source",
    sources="Sources",
    fact="Fact",
    notes="Notes",
    scale="Distances along the line follow the time between dates, within limits.",
)
RUSSIAN = Words(
    name="Имя",
    number="№",
    date="Дата",
    points="Баллы",
    of_points="из {}",
    version="Вариант",
    page="Страница {} из {}",
    code="Код листа",
    choice="Один правильный ответ",
    choose="Обведите букву единственного правильного ответа.",
    multi="Несколько правильных ответов",
    choose_all="Отметьте все правильные ответы.",
    truefalse="Верно или неверно",
    judge="Отметьте подходящую клетку.",
    true="Верно",
    false="Неверно",
    cloze="Заполните пропуск",
    fill="Допишите предложение.",
    text="Краткий ответ",
    write="Напишите ответ на линейке.",
    match="Соответствия",
    pair="Перед каждым элементом слева напишите букву того, что ему соответствует.",
    order="Порядок",
    rank="Пронумеруйте элементы в требуемом порядке, начиная с 1.",
    each_point="По 1 баллу.",
    each_points="По {} балла; минус один за каждую клетку, по ошибке отмеченную или"
    " оставленную пустой, но не меньше 0.",
    each_pair="1 балл за каждую пару.",
    each_item="1 балл за каждый элемент на своём месте.",
    as_of="По состоянию на {}",
    key="Ключ",
    grid="Быстрая проверка",
    question="Вопрос",
    explained="Ответы с пояснениями",
    worth="баллы: {}",
    also="также",
    source="Источник",
    sources="Источники",
    fact="Факт",
    notes="Заметки",
    scale="Расстояния на оси соответствуют времени между датами, в определённых пределах.",
)
LANGUAGES = {"en": ENGLISH, "ru": RUSSIAN}


def words(language: str) -> Words:
    """In *language*, a BCP 47 tag, or in English where there are none."""
    return LANGUAGES.get(language.partition("-")[0].lower(), ENGLISH)
