"""The texts of the program in Russian; `words` says where each is said."""

from quizgen.i18n.words import (
    Calendar,
    CardWords,
    ExplanationWords,
    ListWords,
    PaperWords,
    PrecisionWords,
    QuizWords,
    ReviewWords,
    StatsWords,
    Words,
)


def _plural(number: int) -> int:
    """Return 0 after 1, 21, 31, ...; 1 after 2 to 4, 22 to 24, ...; else 2 (CLDR)."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return 1
    return 2


_NUMERALS = tuple(
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать"
    " тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать"
    " девятнадцать".split()
)
_TENS = tuple(
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split()
)
_HUNDREDS = tuple(
    "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split()
)
_ONE_POINT = "По 1 баллу."
_WHICH = (
    r"кто|кого|кому|кем|ком|что|чего|чему|чем|чём|как(?:ой|ая|ое|ие|их|ую|ого|ому|им|ими|ом)"
    r"|котор\w+|сколько|назовите|выберите|укажите"
)
_LISTED = (
    r"этих|этого|тех|них|следующ(?:их|его)|нижеследующ(?:их|его)|перечисленн(?:ых|ого)"
    r"|нижеперечисленн(?:ых|ого)|названн(?:ых|ого)|указанн(?:ых|ого)|привед[её]нн(?:ых|ого)"
    r"|предложенн(?:ых|ого)"
)
RUSSIAN = Words(
    code="ru",
    thousands="\xa0",
    decimal=",",
    plural=_plural,
    numerals={
        **{numeral: number for number, numeral in enumerate(_NUMERALS)},
        **{numeral: 10 * number for number, numeral in enumerate(_TENS, 2)},
        **{numeral: 100 * number for number, numeral in enumerate(_HUNDREDS, 1)},
        "нуль": 0,
        "одна": 1,
        "одно": 1,
        "две": 2,
    },
    numeral_fillers=(),
    scales={
        **dict.fromkeys(("тысяча", "тысячи", "тысяч", "тыс"), 10**3),
        **dict.fromkeys(("миллион", "миллиона", "миллионов", "млн"), 10**6),
        **dict.fromkeys(("миллиард", "миллиарда", "миллиардов", "млрд"), 10**9),
        **dict.fromkeys(("триллион", "триллиона", "триллионов", "трлн"), 10**12),
    },
    minus=("минус",),
    square=("квадратный", "квадратная", "квадратных", "квадратные", "кв"),
    cubic=("кубический", "кубическая", "кубических", "кубические", "куб"),
    per=("в", "на"),
    articles=(),
    calendar=Calendar(
        months=tuple(
            "января февраля марта апреля мая июня июля августа сентября октября ноября"
            " декабря".split()
        ),
        months_alone=tuple(
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь"
            " декабрь".split()
        ),
        short_months=tuple("янв фев мар апр май июн июл авг сен окт ноя дек".split()),
        weekdays=("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"),
        day="{day} {month} {year}",
        month="{month} {year}",
        short_day="{day} {month} {year}",
        day_and_month="{day} {month}",
        fillers=("г", "год", "года", "году", "в"),
        prepositions=(),
    ),
    precision=PrecisionWords(
        names=("год", "месяц и год", "день"),
        asked=(
            r"\bкак\w+ год\w*|\bгод\w*,? (?:когда|в котор\w+|_|[^?]*—[^?]*_)",
            r"\bкак\w+ месяц\w*|\bмесяц\w*,? (?:когда|в котор\w+|_)",
            r"\bкак\w+ (?:числ|ден|дн|дат)\w*|\b(?:ден|дн|дат)\w*,? (?:когда|в котор\w+|_)",
        ),
    ),
    explanation=ExplanationWords(
        since="начало: {}",
        until="по {}",
        seen="по состоянию на {}",
        according_to=", как утверждает {}",
        counted="Здесь посчитаны: {}.",
        nothing_counted="Таких нет.",
        too_few="{} — слишком мало.",
        too_many="{} — слишком много.",
        too_low="{} — слишком мало.",
        too_high="{} — слишком много.",
        too_early="{} — слишком рано.",
        too_late="{} — слишком поздно.",
        instead="{right}, а не {wrong}",
        right_value="Здесь верно: {}.",
        alone="Здесь это только {}.",
        negation="не",
        right_here="Здесь верно: {right}; не {wrong}.",
        and_more=" и ещё {}",
        more="И ещё {}.",
        true="Верно: {}",
        pronouns=(
            "он",
            "она",
            "оно",
            "они",
            "его",
            "её",
            "ее",
            "их",
            "этот",
            "эта",
            "это",
            "эти",
        ),
    ),
    lists=ListWords(
        listed=(
            rf"\b(?:{_WHICH})\b[^.?!]*\b(?:из|среди) (?:{_LISTED})\b"
            rf"|\b(?:из|среди) (?:{_LISTED})\b[^.?!]*\b(?:{_WHICH})\b"
        ),
        one=(
            r"\b(?:кто|кого|кому|кем|ком|что|чего|чему|чем|чём|какой|какая|какое|какую|какого"
            r"|каком|каким|какому|который|которая|которое|которую|которого|котором)\b"
        ),
        several=r"\b(?:какие|каких|какими|которые|которых|которыми)\b",
    ),
    card=CardWords(
        true="Верно",
        false="Неверно",
        as_of="По состоянию на {}",
        withdrawn="Снят {}: этот вопрос больше не задаётся.",
    ),
    paper=PaperWords(
        name="Фамилия, имя",
        number="№",
        date="Дата",
        points="Баллы",
        out_of_points="из {}",
        version="Вариант",
        page="Страница {} из {}",
        code="Код листа",
        form_titles={
            "choice": "Один правильный ответ",
            "multi": "Несколько правильных ответов",
            "truefalse": "Верно или неверно",
            "text": "Краткий ответ",
            "cloze": "Пропуск в предложении",
            "order": "Порядок",
            "match": "Соответствия",
            "card": "Краткий ответ",
        },
        form_instructions={
            "choice": "Обведите букву единственного правильного ответа.",
            "multi": "Отметьте все правильные ответы.",
            "truefalse": "Отметьте подходящую клетку.",
            "text": "Впишите ответ в строку.",
            "cloze": "Допишите предложение.",
            "order": "Пронумеруйте элементы в требуемом порядке, начиная с 1.",
            "match": "Перед каждым элементом слева напишите букву того, что ему"
            " соответствует.",
            "card": "Впишите ответ в строку.",
        },
        form_points={
            "choice": _ONE_POINT,
            "multi": "Баллов за каждый вопрос: {}; минус один за каждую клетку, по ошибке"
            " отмеченную или оставленную пустой, но не меньше 0.",
            "truefalse": _ONE_POINT,
            "text": _ONE_POINT,
            "cloze": _ONE_POINT,
            "order": "1 балл за каждый элемент на своём месте.",
            "match": "1 балл за каждую пару.",
            "card": _ONE_POINT,
        },
        true="Верно",
        false="Неверно",
        as_of="По состоянию на {}",
        key="Ключ",
        quick_marking="Быстрая проверка",
        question="Вопрос",
        answers_with_reasons="Ответы с пояснениями",
        points_of_question="баллы: {}",
        also_accepted="также",
        source="Источник",
        sources="Источники",
        fact="Факт",
        notes="Заметки",
        timeline_note="Расстояния на оси соответствуют времени между датами, в определённых"
        " пределах.",
    ),
    quiz=QuizWords(
        questions=("вопрос", "вопроса", "вопросов"),
        no_more="больше нет таких по виду, теме, важности и трудности",
        others_repeat="всего их {}, но остальные спросили бы то же самое",
        others_repeat_or_tell="всего их {}, но остальные спросили бы то же самое или"
        " подсказали бы ответ",
        overlaps="других не осталось, и некоторые подсказывают друг другу: {}",
        overlap_name="общее имя",
        overlap_fact="общий факт",
        overlap_answer="тот же ответ",
        overlap_event="то же событие",
        overlap_key="сам ответ",
        more_overlaps="и ещё {}",
        as_of="По состоянию на {}.",
        true="Верно",
        false="Неверно",
        yes_or_no="y (помню) или n",
        true_or_false="t или f",
        true_replies=("true", "yes", "верно", "да", "в", "д"),
        false_replies=("false", "no", "неверно", "нет", "н"),
        one_or_more="{}, один или несколько",
        in_order="{} по порядку",
        for_items="{keys} для {items}",
        your_answer="ваш ответ",
        enter_again="Если не знаете, нажмите Enter ещё раз.",
        please_type="Введите {}; 0, если не знаете, ? для справки.",
        a_line="строка",
        help_unknown="не знаю",
        help_end="закончить",
        key_hint="{}  0 не знаю  ? справка  q конец",
        enter_when_done="Enter, когда готово",
        any_key="любая клавиша",
        key_effect="{key}: {effect}",
        goes_on="дальше",
        shows_answer="показать ответ",
        right="Правильно",
        wrong="Неправильно",
        not_known="Без ответа",
        answer="Ответ:",
        source="Источник: {}",
        nothing_answered="Ответов не было.",
        score="Правильно: {} из {} ({})",
        topic_score="{} из {}",
        to_repeat="Повторить:",
        remark_right="верных: {}",
        remark_missed="пропущено: {}",
        remark_wrong="неверных: {}",
        remark_in_place="на месте: {} из {}",
        remark_spelled="пишется: {}",
        remark_with_unit="с единицей: {}",
        remark_wrong_unit="число верно, но единица здесь: {}",
        remark_year_without_month="год верен, месяц не назван",
        remark_year_without_day="год верен, день не назван",
        remark_month_without_day="месяц верен, день не назван",
        remark_day_without_year="день верен, год не назван",
        remark_month_without_year="месяц верен, год не назван",
        remark_year_of_unknown_month="год верен; месяца колода не знает",
        remark_year_of_unknown_day="год верен; дня колода не знает",
        remark_month_of_unknown_day="месяц верен; дня колода не знает",
    ),
    review=ReviewWords(
        grades=("снова", "трудно", "хорошо", "легко"),
        minutes="{} мин",
        days=("день", "дня", "дней"),
        months="{} мес.",
        years="{} года",
        cram="Тренировка",
        plan_due="К повторению: {}",
        plan_new="новых: {}",
        about_minutes="около {} мин",
        over_limit="Ещё ждут повторения: {}; дневной предел достигнут.",
        buried="Подождут: {}; об их фактах сегодня уже спрашивают.",
        graded_otherwise=", с другой оценкой: {}",
        new_today="новые",
        left_today="осталось сегодня",
        due_tomorrow="к повторению завтра",
        look_again="Посмотреть ещё раз:",
        next_due="Следующее повторение: {date}, вопросов: {count}.",
        how_to_go_on="--new N добавит новых на сегодня; --cram N спросит без последствий.",
        state_due="повторение",
        state_new="новый",
        state_again="снова",
        suspended="Вопрос отложен.",
        suspended_no_more="Вопрос больше не отложен.",
        nothing_done="Ещё ничего не сделано.",
        undone="Отменено.",
        leech="Трудный вопрос, забываний: {}. Отложить или пометить?",
        fact_changed="Этот факт изменился; прежний ответ ({}): {}.",
        grade_hint_keys="Enter: {}  u отменить  ? справка  q конец",
        grade_hint_lines="Enter: {}, ? справка > ",
        flag_prompt="что не так с вопросом? > ",
        flagged="Вопрос помечен: список покажет `quizgen flags`.",
        not_flagged="Вопрос не помечен.",
        help_undo="отменить предыдущее действие",
        help_suspend="отложить вопрос: больше не спрашивать",
        help_accept="принять выделенную оценку",
        help_grades="другая оценка: снова, трудно, хорошо, легко",
        help_flag="пометить как неудачный, с заметкой для автора",
        help_facts="где записаны его факты",
        help_end="закончить; ответы сохранены",
    ),
    stats=StatsWords(
        nothing_reviewed="Повторений ещё не было.",
        facts_today="Факты сегодня",
        recalled_later="Вспомнено в другой день",
        answers_a_day="Ответы по дням",
        due_in_days="К повторению в ближайшие {} дней",
        hardest_facts="Самые трудные факты",
        known="знаю",
        learning="учу",
        unasked="впереди",
        all_decks="всего",
        recalled="вспомнено",
        desired_retention="цель",
        answers="ответы",
        by_form="по видам вопросов",
        less="мало",
        more="много",
        more_with_busiest_day="много ({date}: {count})",
        from_to="{} – {}",
        forecast="сегодня {today}, завтра {tomorrow}, всего {total} по {date}",
        lapses="забыт",
        mastery="усвоен",
        leech="(трудный)",
        reviews_on_days="{reviews} за {days}",
        reviews=("повторение", "повторения", "повторений"),
        streak="Дней подряд: {}",
        known_of_facts="Фактов известно сегодня: {} из {} ({})",
        known_of_facts_met="Встреченных фактов известно сегодня: {} из {} ({})",
        due_today="К повторению сегодня: {}",
        overdue=", из них просрочено: {}",
        leeches=("трудный вопрос", "трудных вопроса", "трудных вопросов"),
        suspended=("вопрос отложен", "вопроса отложено", "вопросов отложено"),
        due_each_day="к повторению по дням",
        answers_each_day="ответы по дням с {}",
        percent_known="известно {}",
    ),
)
