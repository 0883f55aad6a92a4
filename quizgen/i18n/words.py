"""The texts of the program itself: a field for each, by where it is said.

``{}`` is filled in, or ``{date}`` where languages differ in the order. A language is
whole if it has every field, which the type checker sees to. Where a number comes before
a noun, the field holds the noun's forms.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

Plural: TypeAlias = tuple[str, ...]
"""The forms of a noun after a number, in the order of the language's plural rule."""


class ExplanationWords(NamedTuple):
    """Parts of sentences about facts, in explanations and rationales.

    Attributes:
        seen: The time of what was seen on a day, and held before and after it as well.
        according_to: Whose claim a fact is; follows the fact's sentence.
        counted: What makes up a number that was asked for.
        nothing_counted: The same where that is 0.
        too_few, too_many: Why another number of things is wrong.
        too_low, too_high: Why another number is wrong.
        too_early, too_late: Why another date is wrong.
        instead: The right answer and the wrong one, where nothing is known of that.
        right_value: The right answer, where what the wrong one is was told.
        alone: The right answer, where all that is right is listed and it is the only one.
        negation: The word that must not follow itself in *instead*.
        right_here: What is right, where no single fact decides against an option.
        and_more: Follows the first ones of a long list.
        more: Stands in place of what is not told.
        true: Before the facts that make a statement true.
        pronouns: Words at the beginning of a note that need something before them, in
            lower case.
    """

    since: str
    until: str
    seen: str
    according_to: str
    counted: str
    nothing_counted: str
    too_few: str
    too_many: str
    too_low: str
    too_high: str
    too_early: str
    too_late: str
    instead: str
    right_value: str
    alone: str
    negation: str
    right_here: str
    and_more: str
    more: str
    true: str
    pronouns: tuple[str, ...]


class PrecisionWords(NamedTuple):
    """The precision in which a date is to be typed: a year, a month or a day.

    Attributes:
        names: What stands in brackets behind the stem, from the year to the day.
        asked: Patterns that find it where the stem asks for it itself.
    """

    names: tuple[str, str, str]
    asked: tuple[str, str, str]


class ListWords(NamedTuple):
    """Regular expressions for what a stem says of options that are listed below it.

    Attributes:
        listed: It asks which of them: "which of these". What was named before it, as in
            "one of these", is no list.
        one, several: Words by which it asks for one of them, or for several.
    """

    listed: str
    one: str
    several: str


class CardWords(NamedTuple):
    """The texts on a card besides its question."""

    true: str
    false: str
    as_of: str
    withdrawn: str


class PaperWords(NamedTuple):
    """The texts on paper besides the questions.

    Attributes:
        form_titles: Headings above the questions of a form, by form.
        form_instructions: What is to be done with them, by form.
        form_points: What they are worth, by form; multi has a place for a number.
        out_of_points: Behind the room for a mark: the points that the sheet has.
        quick_marking: Heading of the table with the keys of all sheets.
        answers_with_reasons: Heading of the solutions of one sheet.
        points_of_question: In that table, where the sheets differ in it.
        also_accepted: Between a typed answer and others that are right.
        timeline_note: Below a timeline: what the distances on it mean.
    """

    name: str
    number: str
    date: str
    points: str
    out_of_points: str
    version: str
    page: str
    code: str
    form_titles: Mapping[str, str]
    form_instructions: Mapping[str, str]
    form_points: Mapping[str, str]
    true: str
    false: str
    as_of: str
    key: str
    quick_marking: str
    question: str
    answers_with_reasons: str
    points_of_question: str
    also_accepted: str
    source: str
    sources: str
    fact: str
    notes: str
    timeline_note: str


class QuizWords(NamedTuple):
    """The texts of a quiz at a terminal.

    Attributes:
        no_more, others_repeat, others_repeat_or_tell: Why there are not more questions;
            the last two take how many candidates there are.
        overlaps: Takes pairs of questions that help with each other, each kind of pair
            followed by one of overlap_*; more_overlaps takes a number of pairs.
        true_replies, false_replies: What may be typed for a statement or a card.
        key_hint, please_type: Below a question; they take a text such as one_or_more.
        key_effect: What a key does: {key} is any_key or "Enter", {effect} is goes_on or
            shows_answer.
        remark_*: What a verdict says besides; lower case, no full stop.
    """

    questions: Plural
    no_more: str
    others_repeat: str
    others_repeat_or_tell: str
    overlaps: str
    overlap_name: str
    overlap_fact: str
    overlap_answer: str
    overlap_event: str
    overlap_key: str
    more_overlaps: str
    as_of: str
    true: str
    false: str
    yes_or_no: str
    true_or_false: str
    true_replies: tuple[str, ...]
    false_replies: tuple[str, ...]
    one_or_more: str
    in_order: str
    for_items: str
    your_answer: str
    enter_again: str
    please_type: str
    a_line: str
    help_unknown: str
    help_end: str
    key_hint: str
    enter_when_done: str
    any_key: str
    key_effect: str
    goes_on: str
    shows_answer: str
    right: str
    wrong: str
    not_known: str
    answer: str
    source: str
    nothing_answered: str
    score: str
    topic_score: str
    to_repeat: str
    remark_right: str
    remark_missed: str
    remark_wrong: str
    remark_in_place: str
    remark_spelled: str
    remark_with_unit: str
    remark_wrong_unit: str
    remark_year_without_month: str
    remark_year_without_day: str
    remark_month_without_day: str
    remark_day_without_year: str
    remark_month_without_year: str
    remark_year_of_unknown_month: str
    remark_year_of_unknown_day: str
    remark_month_of_unknown_day: str


class ReviewWords(NamedTuple):
    """The texts of a review at a terminal, besides those of a quiz.

    Attributes:
        grades: The names of the grades 1 to 4.
        minutes, days, months, years: How long a question waits.
        cram: The title of a quiz of what is known worst, which is not remembered.
        plan_due, plan_new: How many questions the day brings, before it begins.
        new_today, left_today, due_tomorrow: Labels of numbers in the summary.
        state_*: Whether a question is new, or why it is asked again; beside its number.
        grade_hint_keys, grade_hint_lines: What may be done instead of giving the grade
            {}: by single keys, or where lines are read.
        flag_prompt: Asks for the note of a flag.
    """

    grades: tuple[str, str, str, str]
    minutes: str
    days: Plural
    months: str
    years: str
    cram: str
    plan_due: str
    plan_new: str
    about_minutes: str
    over_limit: str
    buried: str
    graded_otherwise: str
    new_today: str
    left_today: str
    due_tomorrow: str
    look_again: str
    next_due: str
    how_to_go_on: str
    state_due: str
    state_new: str
    state_again: str
    suspended: str
    suspended_no_more: str
    nothing_done: str
    undone: str
    leech: str
    fact_changed: str
    grade_hint_keys: str
    grade_hint_lines: str
    flag_prompt: str
    flagged: str
    not_flagged: str
    help_undo: str
    help_suspend: str
    help_accept: str
    help_grades: str
    help_flag: str
    help_facts: str
    help_end: str


class StatsWords(NamedTuple):
    """The texts of statistics, at a terminal and on a page.

    Attributes:
        known_of_facts, known_of_facts_met: Facts known, of all facts, or of those that
            have been asked, and the share in per cent.
        recalled, desired_retention, answers: Headings of columns.
        less, more: The ends of a scale of shades; more_with_busiest_day also tells the
            day with the most answers.
        from_to: The first and the last day of a chart.
        forecast: How many questions are due: {today}, {tomorrow}, in {total} up to {date}.
    """

    nothing_reviewed: str
    facts_today: str
    recalled_later: str
    answers_a_day: str
    due_in_days: str
    hardest_facts: str
    known: str
    learning: str
    unasked: str
    all_decks: str
    recalled: str
    desired_retention: str
    answers: str
    by_form: str
    less: str
    more: str
    more_with_busiest_day: str
    from_to: str
    forecast: str
    lapses: str
    mastery: str
    leech: str
    reviews_on_days: str
    reviews: Plural
    streak: str
    known_of_facts: str
    known_of_facts_met: str
    due_today: str
    overdue: str
    leeches: Plural
    suspended: Plural
    due_each_day: str
    answers_each_day: str
    percent_known: str


class Calendar(NamedTuple):
    """The way in which a language writes dates.

    Attributes:
        months: January to December, as they stand after a day.
        months_alone: The same without a day.
        short_months: The same in a calendar, of three or four letters.
        weekdays: Monday to Sunday, of two letters.
        day, month: Patterns with {day}, {month} and {year}.
        short_day: The same with a short month.
        day_and_month: The same without a year.
        fillers: Words that may stand in a typed date and say nothing, in lower case.
        prepositions: Before a day, and before a month or a year; none where dates have
            other endings behind them.
    """

    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day: str
    month: str
    short_day: str
    day_and_month: str
    fillers: tuple[str, ...]
    prepositions: tuple[str, ...]


class Words(NamedTuple):
    """One language.

    Attributes:
        code: BCP 47.
        thousands, decimal: Marks within numbers.
        plural: Which of the forms of a noun stands after a number.
        numerals: The words for 0 to 20, the tens and the hundreds, which may be typed for
            a number together with one another and those of `scales`; lower case.
        numeral_fillers: Words among these that say nothing.
        scales: The words for a thousand, a million and more, and their abbreviations
            without full stops; lower case.
        minus: The words before a number less than 0.
        square, cubic, per: The words of a unit such as "square kilometre"; lower case.
        articles: Words at the beginning of a name that may be left out, lower case.
    """

    code: str
    thousands: str
    decimal: str
    plural: Callable[[int], int]
    numerals: Mapping[str, int]
    numeral_fillers: tuple[str, ...]
    scales: Mapping[str, int]
    minus: tuple[str, ...]
    square: tuple[str, ...]
    cubic: tuple[str, ...]
    per: tuple[str, ...]
    articles: tuple[str, ...]
    calendar: Calendar
    precision: PrecisionWords
    explanation: ExplanationWords
    lists: ListWords
    card: CardWords
    paper: PaperWords
    quiz: QuizWords
    review: ReviewWords
    stats: StatsWords
