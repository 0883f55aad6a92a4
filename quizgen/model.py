"""The nouns of quizgen, all frozen: what every room takes and gives.

Nothing here computes; ids, places and texts are as the author wrote them. Each of these
words means one thing in the whole house:

=============  ==========================================================================
deck           a file of facts, and of templates that ask about them
entity         someone or something that facts are about
relation       what can be said of entities of one kind: member, capital, led-by
fact           a subject, a value and the relation between them: when, and who says so
source         the page, book or document that a fact comes from
fact base      a deck with all the decks that it uses
template       a question about every place in the facts where its patterns hold
pattern        a fact with variables: ``?org member ?state @ ?day``
binding        a value for each variable of some patterns
wording        a template's text, with placeholders for variables
question       a stem with its key, and what is told after the answer
form           how it is asked: choice, multi, truefalse, text, cloze, order, match, card
item           a question in one form (the items of an order question: what is ordered)
stem           the text that asks, or the statement to judge or to complete
key            what is right
answer         what may be typed for a key
right          correct; the sides of a match are `left` and its partners
option         one thing to choose; a distractor is a wrong one
rationale      why an option is wrong
explanation    what is told after the answer, right or wrong
clue           what one question gives away of another
overlap        what two questions have in common, so that one helps with the other
quiz           questions for one pass, in order
reply          what a learner gives for an answer; a verdict says what it is worth
now            the day on which a deck was last checked; the time of a clock is a moment
grade          how well a learner recalled: again, hard, good, easy
memory         what the scheduler knows of one question, and the day on which it is due
sibling        a question that rests on the same facts as another
buried         due, but waiting for another day, as a sibling is asked today
resting        not known just now: asked again today, when some minutes have passed
lapse          forgetting what was known; a leech is a question with many lapses
version        the same test in another order, named by a letter
sheet          one version as it is printed; its sheet code says which
roster         the students of a class
note           a row of Anki's; a card is one way in which Anki asks it
=============  ==========================================================================
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from typing import Literal, NamedTuple, TypeAlias

from quizgen.dates import Date, Span
from quizgen.identity import deck_identity, full_id
from quizgen.text import one_line

Form = Literal["choice", "multi", "truefalse", "text", "cloze", "order", "match", "card"]
LITERALS = ("date", "number", "text")
"""What a relation's value can be other than an entity of some kind."""
Worth = Literal["core", "further", "detail"]
WORTHS: tuple[Worth, ...] = ("core", "further", "detail")
"""How much one should know something, the most worth first."""
Strictness = Literal["", "spelling", "case", "exact"]
ITEM_RULES = (
    *("whole_sentence", "grammatical_giveaway", "plain_negative", "unlisted_choice"),
    *("unsaid_precision", "doubled_date", "raised_symbol", "bare_pronoun"),
    *("namesakes", "echoed_word", "tied_word", "abbreviated_name", "echoed_pair"),
    *("long_key", "convergence"),
    *("uneven_options", "catch_all_option", "option_count", "excluded_option"),
    *("unordered_options", "mute_distractor", "repeated_explanation", "same_reason"),
    *("reason_true_of_key", "empty_reason"),
)
"""The rules for single questions, which a template may let pass; `item_rules` has them."""
STRICTNESSES = ("spelling", "case", "exact")
"""What a typed text must not fail in, besides what it always must not; each one more."""
GAP = "_____"
"""Stands in the stem of a cloze question where the answer belongs."""


class Place(NamedTuple):
    """A place in a file; *line* and *column* count characters from 1.

    As a text it is one line, whatever the file is called.
    """

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{one_line(self.path)}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """Something an author can fix, and the place to fix it.

    Problems are collected and returned, never raised: one run shows them all. As a text
    each is one line, whatever texts of the author it quotes.

    Attributes:
        place: The first character to change.
        level: An "error" stops an export; a "warning" does not.
        message: What was found, then what was expected. Lower case, no full stop.
    """

    place: Place
    level: Literal["error", "warning"]
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.level}: {one_line(self.message)}"


class Refusal(NamedTuple):
    """A reason why something cannot be had; it comes back in place of it.

    Attributes:
        reason: What stands against it, in words for whoever asked. Lower case, no full
            stop.
        is_intended: It is as its author meant it, and nothing is missing.
        kind: What it has in common with others, in a few words or as the name of a rule;
            *reason* if it is empty.
    """

    reason: str
    is_intended: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A page, book or document that facts come from.

    Attributes:
        id: Its name within its deck.
        url: Empty if it has none.
        published: None if the page bears no date.
        kind: One of official, press, reference, academic; empty if not said.
    """

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    published: Date | None = None
    kind: str = ""
    place: Place = field(default=Place("", 0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that facts are about.

    Attributes:
        name: The one label that is shown.
        short: A common abbreviation; *name* where there is none.
        aliases: Other spellings: accepted when typed, never shown.
        deck: The deck that introduces it.
        was: Its former ids, the oldest first.
        worth: Facts that name it have no more, unless they say so.
    """

    id: str
    kind: str
    name: str
    short: str
    aliases: tuple[str, ...]
    deck: str
    place: Place = field(compare=False)
    was: tuple[str, ...] = ()
    worth: Worth = "core"

    @property
    def oldest_name(self) -> str:
        """The id of its first days, from which the ids of questions and facts are made."""
        return self.was[0] if self.was else self.id


class Tolerance(NamedTuple):
    """The most that a typed number may be off: an *amount*, or that share of the key."""

    amount: Decimal
    is_share: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A property that entities of some kinds can have: a capital, a member, a holder.

    Attributes:
        of: Kinds that a subject may have.
        values: Kinds that a value may have, or one of LITERALS alone.
        single: A subject has one value at a time.
        complete: Every value of every subject, with its time, is listed.
        unique: A value belongs to one subject at a time.
        says: A sentence with ``{of}`` and ``{is}`` about a fact that holds; empty if
            the author wrote none.
        said: The same about a fact that has ended.
        order: Values in the order in which they are shown; empty if they have none.
        typed: What counts when a value is typed.
        within: How far a typed number may be off; None if it must be the number.
    """

    id: str
    of: tuple[str, ...]
    values: tuple[str, ...]
    single: bool
    complete: bool
    unique: bool
    says: "Wording"
    said: "Wording"
    deck: str
    place: Place = field(compare=False)
    order: tuple[str, ...] = ()
    typed: Strictness = ""
    within: Tolerance | None = None

    @property
    def literal(self) -> str:
        """The one of LITERALS that its values are; empty if they are entities."""
        return self.values[0] if self.values[0] in LITERALS else ""


Value: TypeAlias = str | Date | int | Decimal
"""The id of an entity, a text, a date or a number: which one, the relation says."""


class Contrast(NamedTuple):
    """A value that an author vouches to be wrong, and the reason to show."""

    value: Value
    because: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement: *subject* has *value* in *relation*; with its time and its sources.

    Attributes:
        since, until, on: As written; *until* is the last day it held.
        span: What they mean together.
        sources: Ids within *deck* or the decks it uses; never empty.
        note: Shown after an answer.
        said_by: Entity id or text; empty if the fact is not an attributed claim.
        doubtful: Its confidence is low: never asked, and never proof of anything.
        as_of: The newest day its source vouches for, where it may have changed.
        unit: Of a number; else empty.
        given_id: The author's id, or one that is made from former names; empty if it is
            derived.
        place: Of the value.
        worth: Its own, or else the least of what it names.
    """

    subject: str
    relation: str
    value: Value
    since: Date | None
    until: Date | None
    on: Date | None
    span: Span
    sources: tuple[str, ...]
    note: str
    said_by: str
    doubtful: bool
    as_of: Date | None
    unit: str
    given_id: str
    contrasts: tuple[Contrast, ...]
    deck: str
    place: Place = field(compare=False)
    worth: Worth = "core"

    @property
    def id(self) -> str:
        """``subject/relation/value``, unless the author gave another."""
        return self.given_id or f"{self.subject}/{self.relation}/{self.value}"


class Variable(NamedTuple):
    """A variable of a pattern: ``?name``."""

    name: str


class Constant(NamedTuple):
    """A value that is written in a pattern, as its relation reads it."""

    value: Value


NOW = Constant("@now")
"""The time constant: the day on which a deck was last checked."""
Term: TypeAlias = Variable | Constant


@dataclass(frozen=True, slots=True)
class Statement:
    """The pattern ``subject relation value [@ at] [since x] [until x] [on x]``.

    Attributes:
        denied: It begins with ``not``: it holds where no such fact is possible.
    """

    subject: Term
    relation: str
    value: Term
    at: Term | None = None
    since: Term | None = None
    until: Term | None = None
    on: Term | None = None
    denied: bool = False

    @property
    def is_qualified(self) -> bool:
        """True if it names a beginning, an end or a day."""
        return not (self.since is None and self.until is None and self.on is None)


class OfKind(NamedTuple):
    """The pattern ``?variable a kind``: every entity of the kind."""

    variable: Variable
    kind: str


class Comparison(NamedTuple):
    """The pattern ``left operator right``: dates and numbers; for = and !=, anything."""

    left: Term
    operator: str
    right: Term


class Count(NamedTuple):
    """The pattern ``?result = count ?counted: statements``: how many different values."""

    result: Variable
    counted: Variable
    inner: tuple["Pattern", ...]


class Extreme(NamedTuple):
    """The pattern ``first ?by: statements`` (or last): the bindings with the least ?by."""

    last: bool
    by: Variable
    inner: tuple["Pattern", ...]


Pattern: TypeAlias = Statement | OfKind | Comparison | Count | Extreme


class Placeholder(NamedTuple):
    """A variable and the part of it that is meant: ``day.year``, ``org.short``."""

    variable: str
    part: str = ""

    def __str__(self) -> str:
        return f"{self.variable}.{self.part}" if self.part else self.variable


Wording: TypeAlias = tuple["str | Placeholder", ...]
"""A template's text: literal strings and placeholders in turn."""


@dataclass(frozen=True, slots=True)
class Template:
    """A question about every place in the facts where *given* holds.

    Attributes:
        ask: The question; None if only a statement is written, or one for each form.
        state: A statement that holds the answer, for truefalse and cloze.
        explain: Shown after the answer, besides the notes of the facts.
        order_by: What the items of an order question are ordered by, least first.
        match_with: The right-hand side of a match question.
        options: How many options a choice or multi question shows at most.
        place: Of its id.
        was: Its former ids, the oldest first.
        ask_by_form: The questions of single forms, which come before *ask*.
        option_patterns: What must hold of the answer's variable for every option.
        near_patterns: What holds of the wrong options that come first.
        worth: Of its questions, unless they rest on a fact that has less.
        typed: What counts when the answer is typed; empty if the relation says it.
        allow: Those of ITEM_RULES that are not for its questions.
    """

    id: str
    deck: str
    topic: str
    given: tuple[Pattern, ...]
    ask: Wording | None
    state: Wording | None
    answer: Placeholder
    forms: tuple[Form, ...]
    explain: Wording | None
    order_by: Placeholder | None
    match_with: Placeholder | None
    options: int | None
    place: Place = field(compare=False)
    was: tuple[str, ...] = ()
    ask_by_form: tuple[tuple[Form, Wording], ...] = ()
    option_patterns: tuple[Pattern, ...] = ()
    near_patterns: tuple[Pattern, ...] = ()
    worth: Worth = "further"
    typed: Strictness = ""
    allow: tuple[str, ...] = ()

    @property
    def oldest_name(self) -> str:
        """The id of its first days, from which the ids of its questions are made."""
        return self.was[0] if self.was else self.id


@dataclass(frozen=True, slots=True)
class Deck:
    """The head of a deck file.

    Attributes:
        checked: The day on which facts without an end were last true.
        uses: Ids of the decks it builds on, those first that others need.
        uid: Tells it from others of its name; empty if its author gave none.
    """

    id: str
    title: str
    language: str
    checked: Date
    license: str
    uses: tuple[str, ...]
    place: Place = field(compare=False)
    uid: str = ""


@dataclass(frozen=True, slots=True)
class FactBase:
    """A deck with all that it uses; its questions follow from this and nothing else.

    Attributes:
        deck: The deck itself, the last of *decks*.
        decks: It and the decks it uses, each after those that it builds on.
        language: The one in which its texts were wanted.
        sources: By deck id and source id.
        complete: Subjects and relations of which every value, with its time, is listed.
    """

    deck: Deck
    decks: tuple[Deck, ...]
    language: str
    sources: Mapping[tuple[str, str], Source]
    entities: Mapping[str, Entity]
    relations: Mapping[str, Relation]
    complete: frozenset[tuple[str, str]]
    facts: tuple[Fact, ...]
    templates: tuple[Template, ...]

    @property
    def identity(self) -> str:
        """``deck[~uid][@language]``: what tells it from all others, in Anki and the log."""
        language = "" if self.language == self.deck.language else self.language
        return deck_identity(self.deck.id, self.deck.uid, language)


@dataclass(frozen=True, slots=True)
class About:
    """The part of a question that is alike in all forms: all but its stem and its key.

    Attributes:
        id: ``deck/template/subject[+subject]#form`` from author-visible names; what
            people and an LMS know the question by.
        topic: A heading within the deck.
        explanation: Shown after answering: the facts, each with what is noted of it.
        facts: Ids of the facts that prove the key.
        difficulty: 0 (easy) to 1 (hard), predicted.
        as_of: The day for which the key is right; None if it cannot change.
        place: The template, where the wording can be changed.
        identity: Of the deck, as `FactBase.identity`; empty if that is *deck*.
        worth: The template's, lowered to the least of its facts'.
        question: Id of the question, of which there may be items in several forms; empty
            if that is *id* without the form.
    """

    id: str
    deck: str
    template: str
    topic: str
    form: Form
    explanation: str
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    difficulty: float
    as_of: Date | None
    place: Place = field(compare=False)
    identity: str = ""
    worth: Worth = "further"
    question: str = ""

    @property
    def question_id(self) -> str:
        """The id of the question, which all items of one stem share."""
        return self.question or self.id.partition("#")[0]


class Option(NamedTuple):
    """One thing to choose; *rationale* is why it is wrong, empty if it is *right*."""

    text: str
    right: bool
    rationale: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The key of a question that is answered in one's own words.

    Attributes:
        text: The key as it is shown.
        accepted: Texts that are right as well.
        value: The key if it is a date or a number, which have many spellings.
        rivals: Every name that the base knows: none of these is a slip of the finger,
            nor what is nearer to one. Shared between questions.
        is_rounded: *value* is the year or the month that is asked of a date of which the
            base knows more.
        typed: What counts when a text is typed.
        unit: Of a number, as the deck writes it; empty if it has none.
        within: How far a typed number may be off; None if it must be the number.
        language: BCP 47, of *text*: it says what a point or a comma in a number means.
        explain_wrong: Says why a date, a number or a folded name is wrong; nothing if the
            base does not know. None if nobody can.
    """

    text: str
    accepted: tuple[str, ...] = ()
    value: Date | int | Decimal | None = None
    rivals: Iterable[str] = field(default=(), compare=False, repr=False)
    is_rounded: bool = field(default=False, kw_only=True)
    typed: Strictness = field(default="", kw_only=True)
    unit: str = field(default="", kw_only=True)
    within: Tolerance | None = field(default=None, kw_only=True)
    language: str = field(default="en", kw_only=True)
    explain_wrong: Callable[[Value], str] | None = field(
        default=None, compare=False, repr=False, kw_only=True
    )


@dataclass(frozen=True, slots=True)
class _AnyQuestion:
    """The part that all five shapes of question share."""

    about: About
    stem: str

    @property
    def id(self) -> str:
        """``deck/template/subject#form``, the same under every seed and wording."""
        return self.about.id

    @property
    def full_id(self) -> str:
        """The id with the identity of the deck: Anki and the log know it by that."""
        return full_id(self.about.id, self.about.identity or self.about.deck)

    @property
    def form(self) -> Form:
        """One of the eight forms; `forms.FORMS` says what that means."""
        return self.about.form


@dataclass(frozen=True, slots=True)
class OptionsQuestion(_AnyQuestion):
    """Options to choose from: one is right (choice), or all right ones are marked (multi).

    Attributes:
        options: 2 to 10, all different, in the order in which they are shown.

    Raises:
        ValueError: A choice has not exactly one right option.
    """

    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        if self.about.form == "choice" and sum(o.right for o in self.options) != 1:
            raise ValueError(f"{self.about.id}: not exactly one right option")


@dataclass(frozen=True, slots=True)
class TrueFalseQuestion(_AnyQuestion):
    """A statement to judge.

    Attributes:
        truth: Whether the statement is true.
        rationale: What is true if it is false; what makes it true if it is.
    """

    truth: bool
    rationale: str


@dataclass(frozen=True, slots=True)
class TypedQuestion(_AnyQuestion):
    """A question (text), a sentence with one GAP (cloze), or a card, with one answer.

    The answer to a card is not typed: the learner looks at it and judges.
    """

    answer: Answer


@dataclass(frozen=True, slots=True)
class OrderQuestion(_AnyQuestion):
    """Items to put in order.

    Attributes:
        items: In the order in which they are shown.
        values: What each item is ordered by, as shown afterwards.
        key: Indexes into *items*, in the right order.
    """

    items: tuple[str, ...]
    values: tuple[str, ...]
    key: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MatchQuestion(_AnyQuestion):
    """Left sides to pair with right sides.

    Attributes:
        left: As many as *right*, all different.
        right: In the order in which they are shown, all different.
        key: For each left side the index of its right side.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    key: tuple[int, ...]


Question: TypeAlias = (
    OptionsQuestion | TrueFalseQuestion | TypedQuestion | OrderQuestion | MatchQuestion
)


class Shortage(NamedTuple):
    """The reason why a quiz has fewer questions than were asked for.

    Attributes:
        selected: How many questions it has.
        candidates: How many there are of what was asked for.
        alone: Its questions are seen one by one, and so may give each other away.
    """

    selected: int
    candidates: int
    alone: bool = False

    def __str__(self) -> str:
        criteria = "of that form, topic, worth and difficulty"
        if not self.candidates:
            return f"no question is {criteria}"
        if self.candidates == self.selected:
            return f"there are no more {criteria}"
        reason = f"ask the same again{'' if self.alone else ' or say an answer'}"
        return f"there are {self.candidates}, but the others would {reason}"


class Overlap(IntEnum):
    """The things that two questions can have in common, what is worst last.

    In a quiz the worse ones are avoided for longer, and the last one for good.
    """

    NOTHING = 0
    NAME = 1
    """One shows a name that the other asks for."""
    FACT = 2
    """Both rest on a fact."""
    ANSWER = 3
    """What is to be recalled is the same."""
    EVENT = 4
    """They ask about one fact from two sides."""
    KEY = 5
    """They are one question, or a statement says what the other asks for."""


class OverlappingPair(NamedTuple):
    """Two questions of a quiz that have something in common.

    Attributes:
        first, second: Their ids, in the order of the quiz.
        overlap: The worst that they have in common.
    """

    first: str
    second: str
    overlap: Overlap


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions for one pass, in order.

    Attributes:
        title: Of the decks they come from.
        seed: What their choice and their options were drawn with.
        shortage: Why there are fewer than were asked for; None if there are not.
        overlaps: Those of its questions that help with others of them: there were not
            enough that do not.
    """

    title: str
    questions: tuple[Question, ...]
    seed: int
    shortage: Shortage | None = None
    overlaps: tuple[OverlappingPair, ...] = ()
