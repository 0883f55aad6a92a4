"""A proof -> the question that a learner meets, with all that it tells afterwards."""

from collections.abc import Sequence
from decimal import Decimal
from typing import assert_never

from quizgen.dates import Date
from quizgen.forms import FORMS
from quizgen.generate.distractors import Candidate, Role
from quizgen.generate.groups import Keyed
from quizgen.generate.proofs import Proof, Prover
from quizgen.hashing import draw_rank
from quizgen.model import (
    NOW,
    About,
    Answer,
    Fact,
    MatchQuestion,
    Option,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)

_TOLD = 5
"""How many of several keys are explained."""
_NOTED = 2
"""Of how many of those that were counted something is told."""
_SHORT = 48
"""Letters of a name that can stand before what is told of it."""


def make(prover: Prover, proof: Proof) -> Question:
    """The question that *proof*, by *prover*, stands for."""
    maker = _Maker(prover, proof)
    match proof.form:
        case "choice" | "multi":
            return OptionsQuestion(maker.about(), proof.stem, maker.options())
        case "truefalse":
            return maker.true_or_false()
        case "text" | "cloze" | "card":
            return TypedQuestion(maker.about(), proof.stem, maker.answer())
        case "order":
            return maker.order()
        case "match":
            return maker.match()
        case _:
            assert_never(proof.form)


class _Maker:
    def __init__(self, prover: Prover, proof: Proof) -> None:
        self._proof = proof
        self._prover = prover
        self._tools = prover.tools
        self._template = prover.template
        self._wordings = prover.asker.wordings
        self._facts = list({fact: None for key in proof.keys for fact in key.facts})
        self._shown = {v for shown in prover.group.shown for v in shown.values()}

    def about(self) -> About:
        proof, template, explainer = self._proof, self._template, self._tools.explainer
        facts = self._facts
        extra = ""
        if template.explain is not None and len(proof.keys) == 1:
            extra = self._wordings.filled(template.explain, proof.keys[0].frame)
        counted = self._prover.asker.counted
        if FORMS[proof.form].has_several_keys:
            told = self._told_of_each()
        elif counted is not None:
            told = self._counted(counted, extra)
        else:
            told = explainer.explanation(_telling(facts, proof.keys[0]), extra)
        return About(
            proof.id,
            self._tools.base.deck.id,
            template.id,
            template.topic,
            proof.form,
            told,
            tuple([fact.id for fact in facts]),
            explainer.sources(facts),
            self._difficulty(),
            self._as_of(facts),
            template.place,
        )

    def _told_of_each(self) -> str:
        """The notes on several keys, each with the name of what it is about."""
        told: dict[str, list[str]] = {}
        for key in self._proof.keys[:_TOLD]:
            notes = (fact.note for fact in _telling([*key.facts], key) if fact.note)
            note = next(notes, "")
            if note:
                told.setdefault(note, []).append(key.label)
        if not told:
            return self._tools.explainer.explanation(self._facts)
        return " ".join(
            f"{names[0][0].upper()}{names[0][1:]}: {note}"
            if len(names) == 1 and _is_unnamed(names[0], note)
            else note
            for note, names in told.items()
        )

    def _difficulty(self) -> float:
        """By form, by how many facts are joined, and by how near the wrong options are."""
        proof = self._proof
        nearness = 0.5
        if proof.form == "choice":
            nearest = self._prover.nearest()
            nearness = sum(wrong in nearest for wrong in proof.wrong) / len(proof.wrong)
        joins = min(len(self._template.given) - 1, 3) * 0.07
        return round(min(1.0, FORMS[proof.form].difficulty + joins + 0.2 * nearness), 3)

    def _as_of(self, facts: Sequence[Fact]) -> Date | None:
        """The day for which the key is right, where another day might change it."""
        times = self._prover.asker.times
        known = [fact.as_of for fact in facts if fact.as_of and not fact.until]
        if NOW in times:
            return min([*known, self._tools.index.now])
        return None if times or not known else min(known)

    def _why_not(self, wrong: Candidate) -> str:
        """An author's reason; else where it belongs; else what is right instead."""
        vouched = self._prover.vouched.get(wrong.value)
        if vouched:
            return vouched
        keys, explainer = self._proof.keys, self._tools.explainer
        facts = self._facts
        if self._prover.asker.counted is not None:
            few = Decimal(str(wrong.value)) < Decimal(str(keys[0].value))
            return explainer.words.too_few if few else explainer.words.too_many
        denied = self._prover.asker.denial(wrong.value)
        if denied:
            return explainer.sentence(denied)
        reason = explainer.why_not(wrong, facts, self._shown)
        if reason:
            return reason
        labels = list(self._prover.group.keys)
        if len(labels) == 1:
            return explainer.sentence(_telling(facts, keys[0])[0])
        left = len(labels) - _TOLD
        more = explainer.words.and_more.format(left) if left > 0 else ""
        return explainer.words.right_here.format(", ".join(labels[:_TOLD]) + more)

    def _counted(self, role: Role, extra: str) -> str:
        """What was counted, by name; then what is noted of all else."""
        literal = self._tools.base.relations[role.relation].literal
        names: set[str] = set()
        notes, others = {extra: None}, []
        for fact in self._facts:
            if fact.relation != role.relation:
                notes[fact.note] = None
                continue
            name = self._tools.labels.value(getattr(fact, role.side), literal=literal)
            names.add(name)
            if fact.note and not _is_unnamed(name, fact.note):
                others.append(fact.note)
        notes |= dict.fromkeys(others[:_NOTED])
        counted = self._tools.explainer.words.counted
        told = counted.format(", ".join(sorted(names)))
        return " ".join(filter(None, (told, *notes)))

    def options(self) -> tuple[Option, ...]:
        """Right and wrong ones: dates and numbers by size, anything else by lot."""
        proof = self._proof
        options = [(key.value, Option(key.label, True, "")) for key in proof.keys]
        options += [
            (wrong.value, Option(wrong.label, False, self._why_not(wrong)))
            for wrong in proof.wrong
        ]
        if self._prover.asker.literal in ("date", "number"):
            options.sort(key=lambda pair: pair[0])
        else:
            options.sort(key=lambda pair: draw_rank(proof.lots ^ 1, pair[1].text))
        return tuple([option for _, option in options])

    def true_or_false(self) -> TrueFalseQuestion:
        proof = self._proof
        (key,), (wrong,) = proof.keys, proof.wrong
        right = self._stated(key.label)
        if draw_rank(proof.lots, "truth") % 2 == 0:
            return TrueFalseQuestion(self.about(), right, True, "")
        why_not = self._why_not(wrong)
        if why_not == right or self._prover.asker.counted is not None:
            why_not = right
        else:
            why_not = f"{right} {why_not}"
        return TrueFalseQuestion(self.about(), self._stated(wrong.label), False, why_not)

    def _stated(self, answer: str) -> str:
        assert self._template.state is not None
        shown = self._prover.group.shown[0]
        return self._wordings.filled(self._template.state, shown, answer)

    def answer(self) -> Answer:
        (key,) = self._proof.keys
        if not isinstance(key.value, str):
            return Answer(key.label, (), key.value)
        labels = self._tools.labels
        if self._prover.asker.literal:
            return Answer(key.label, (), None, self._prover.asker.distractors.texts())
        return Answer(key.label, labels.aliases(key.value), None, labels)

    def order(self) -> OrderQuestion:
        by, proof = self._template.order_by, self._proof
        assert by is not None
        shown = sorted(proof.keys, key=lambda k: draw_rank(proof.lots ^ 1, k.label))
        if shown == list(proof.keys):
            shown = shown[1:] + shown[:1]
        return OrderQuestion(
            self.about(),
            proof.stem,
            tuple([key.label for key in shown]),
            tuple([self._wordings.label(by, key.frame[by.variable]) for key in shown]),
            tuple([shown.index(key) for key in proof.keys]),
        )

    def match(self) -> MatchQuestion:
        side, proof = self._template.match_with, self._proof
        assert side is not None
        labelled = [
            self._wordings.label(side, key.frame[side.variable]) for key in proof.keys
        ]
        right = sorted(labelled, key=lambda label: draw_rank(proof.lots ^ 1, label))
        return MatchQuestion(
            self.about(),
            proof.stem,
            tuple([key.label for key in proof.keys]),
            tuple(right),
            tuple([right.index(label) for label in labelled]),
        )


def _is_unnamed(label: str, note: str) -> bool:
    """Whether *note* does not name what it is about, and *label* is short enough to."""
    names = [label, *(word for word in label.split() if len(word) > 3)]
    return len(label) <= _SHORT and not any(name in note for name in names)


def _telling(facts: list[Fact], key: Keyed) -> list[Fact]:
    """*facts*, those first that name the key."""
    if len(facts) == 1:
        return facts
    naming = [fact for fact in facts if key.value in (fact.value, fact.subject)]
    return naming + [fact for fact in facts if fact not in naming]
