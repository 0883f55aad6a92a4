"""Rules of the craft for single questions, as examiners know them.

Each rule is a function whose docstring is its manual; the wording follows Haladyna,
Downing and Rodriguez, "A Review of Multiple-Choice Item-Writing Guidelines for Classroom
Assessment", Applied Measurement in Education 15 (2002). What a rule finds is a fault of
the template or of a fact, and is mended there.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from quizgen.generate.generator import iterate_questions
from quizgen.model import (
    FactBase,
    Option,
    OptionsQuestion,
    Problem,
    Question,
    TrueFalseQuestion,
)

SEEDS = range(20)
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    "about after also among been before between both date does during each first from"
    " have held into many member members most much name only over same since some state"
    " states such than that their them then there these they this time under until was"
    " were what when where which while whom whose will with year years".split()
)


def long_key(question: Question) -> Iterator[str]:
    """The key is not the longest option by far.

    Test-wise learners pick the longest. It may be up to half as long again as the
    longest wrong option, or twelve letters longer. Names are what they are: a key that
    has fewer than 40 letters does not count.
    """
    if isinstance(question, OptionsQuestion) and question.form == "choice":
        key = next(option.text for option in question.options if option.right)
        longest = max(len(option.text) for option in question.options if not option.right)
        if len(key) > max(40, 1.5 * longest, longest + 12):
            yield f"the key '{key}' is much longer than every other option"


def uneven_options(question: Question) -> Iterator[str]:
    """Options are of like length: none is five times as long as another.

    Names are what they are: what has fewer than 40 letters does not count.
    """
    if isinstance(question, OptionsQuestion):
        lengths = sorted(len(option.text) for option in question.options)
        if lengths[-1] > max(40, 5 * lengths[0]):
            yield f"options have from {lengths[0]} to {lengths[-1]} letters"


def catch_all_option(question: Question) -> Iterator[str]:
    """No option is "all of the above", "none of these" or the like."""
    for option in _options(question):
        if re.search(r"\b(all|none|both) of (the|these)\b", option.text.casefold()):
            yield f"the option '{option.text}' speaks of the other options"


def echoed_word(question: Question) -> Iterator[str]:
    """No word of the stem is in the key alone: that would point to it.

    A stem that names two or more of its options lists what there is to choose from.
    """
    if isinstance(question, OptionsQuestion) and question.form == "choice":
        text = question.stem.casefold()
        if sum(option.text.casefold() in text for option in question.options) > 1:
            return
        stem = _content_words(question.stem)
        key = next(option.text for option in question.options if option.right)
        distractors = [option.text for option in question.options if not option.right]
        echoes = stem & _content_words(key) - set().union(*map(_content_words, distractors))
        if echoes:
            yield f"only the key '{key}' repeats '{min(echoes)}' of the stem"


def grammatical_giveaway(question: Question) -> Iterator[str]:
    """The stem does not end with "a" or "an", which fits only some options."""
    if isinstance(question, OptionsQuestion) and re.search(
        r"\ban?( _+)?[ ?.:…]*$", question.stem.casefold()
    ):
        yield "the stem ends with an article, which fits only some options"


def plain_negative(question: Question) -> Iterator[str]:
    """A stem that asks for what is *not* so is easily misread.

    "Was not", "except" and the like are for statements, where the negation is the point.
    """
    if isinstance(question, OptionsQuestion) and re.search(
        r"\bwhich (of these )?(?:\w+ )?(?:is|are|was|were|do(es)?|did|has|have) not\b"
        r"|\bexcept\b",
        question.stem.casefold(),
    ):
        yield "the stem asks for an exception"


def whole_sentence(question: Question) -> Iterator[str]:
    """A stem is a whole sentence: a capital at its start, a mark at its end.

    Doubled blanks and articles, or a mark before a blank, come from a placeholder.
    """
    stem = question.stem
    if not stem[:1].isupper() and not stem[:1].isdigit() and stem[:1] not in "\"“_'":
        yield "the stem does not begin with a capital"
    if stem.rstrip("\"”'")[-1:] not in "?.:)":
        yield "the stem has no mark at its end"
    slip = re.search(
        r"  |\b(the|a|an) (the|a|an)\b| [,.?;]|\.\.(?!\.)", stem, re.IGNORECASE
    )
    if slip:
        yield f"the stem has '{slip[0]}'"


def mute_distractor(question: Question) -> Iterator[str]:
    """Every wrong option says why it is wrong."""
    for option in _options(question):
        if not option.right and not option.rationale:
            yield f"the option '{option.text}' does not say why it is wrong"
    if isinstance(question, TrueFalseQuestion) and not question.rationale:
        yield "the statement does not say what makes it true or false"


RULES: tuple[Callable[[Question], Iterator[str]], ...] = (
    long_key,
    uneven_options,
    catch_all_option,
    echoed_word,
    grammatical_giveaway,
    plain_negative,
    whole_sentence,
    mute_distractor,
)


def examine(base: FactBase, seeds: Iterable[int] = SEEDS) -> list[Problem]:
    """Return warnings about the questions of *base* under all of *seeds*.

    What one rule finds in the questions of one template is one warning, with an example;
    so is a stem that has another key elsewhere.
    """
    examples: dict[tuple[str, str], tuple[Question, str]] = {}
    question_ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    keys_by_stem: dict[str, dict[str, Question]] = {}
    for seed in seeds:
        for question in iterate_questions(base, seed):
            if seed == 0:
                keys_by_stem.setdefault(question.stem, {})[_key(question)] = question
            for rule in RULES:
                for message in rule(question):
                    place = (question.about.template, rule.__name__)
                    examples.setdefault(place, (question, message))
                    question_ids[place].add(question.id)
    problems = [
        _warning(
            question,
            f"{rule} in {len(question_ids[template, rule])} questions of '{template}':"
            f" {message} [{question.id}]",
        )
        for (template, rule), (question, message) in examples.items()
    ]
    for stem, questions in keys_by_stem.items():
        if len(questions) > 1:
            question, rival = [*questions.values()][:2]
            message = f"'{stem}' has another key in '{rival.id}' [{question.id}]"
            problems.append(_warning(question, message))
    return sorted(problems)


def _key(question: Question) -> str:
    """Return the key of a question if it is the same for every seed, else nothing."""
    if isinstance(question, OptionsQuestion) and question.form == "choice":
        return next(option.text for option in question.options if option.right)
    answer = getattr(question, "answer", None)
    return answer.text if answer else ""


def _options(question: Question) -> tuple[Option, ...]:
    return question.options if isinstance(question, OptionsQuestion) else ()


def _content_words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if word not in _COMMON}


def _warning(question: Question, message: str) -> Problem:
    return Problem(question.about.place, "warning", message)
