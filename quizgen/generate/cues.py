"""Words by which a stem points to its key: who reads well need not know the answer.

Words are compared by what they begin with, so that "Russian" points to Russia: two are
alike if they differ only in endings of English, Russian or Kazakh.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from quizgen.generate.candidates import Candidate
from quizgen.generate.groups import Key, StemGroup
from quizgen.text import fold

_SHORTEST_ROOT = 4
"""Letters that two words must have in common before their endings."""
_SHORTEST_WORD = 3


def _folded(*texts: str) -> list[str]:
    """Return the words of *texts* as `fold` leaves them, and no word at all."""
    return ["", *map(fold, " ".join(texts).split())]


_LATIN = _folded(
    "s es d ed ing er ers e a o y n an ans ean eans ian ians in ine ish ese uese i is ic",
    "ia ies ium us iot al ay egian egians ey iye ye stan stani stanis land lander lands",
    "ist ists ism vian ship hood dom ly",
)
_RUSSIAN_NOUN = _folded(
    "а я о е ы и у ю ь ой ей ою ею ом ем ов ев ам ям ами ями ах ях ью ия ию ии ие ией ием",
    "ва вы ве ву вой стан стана стану станом стане истан истана истану истаном истане",
)
_RUSSIAN_SUFFIX = _folded(
    "н нн ск нск еск иск инск ийск анск янск енск овск евск ьск ическ станск истанск цк",
    "енн",
)
_RUSSIAN_ADJECTIVE = _folded(
    "ий ый ой ая яя ое ее ые ие ого его ому ему ым им ом ем ей ую юю ых их ыми ими"
)
_KAZAKH = (
    _folded("стан"),
    _folded("лық лік дық дік тық тік"),
    _folded("лар лер дар дер тар тер"),
    _folded("ы і сы сі"),
    _folded(
        "ның нің дың дің тың тің ға ге қа ке на не а е ны ні ды ді ты ті н да де та те нда",
        "нде дан ден тан тен нан нен мен бен пен ғы гі дағы дегі тағы тегі ндағы ндегі",
    ),
)
_ENDINGS = frozenset(
    [
        *_LATIN,
        *_RUSSIAN_NOUN,
        *map("".join, product(_RUSSIAN_SUFFIX, _RUSSIAN_ADJECTIVE)),
        *map("".join, product(*_KAZAKH)),
    ]
)
_COMMON = frozenset(
    _folded(
        "the and for are has had was its not who whom whose which what when where how why",
        "all any one two day out off per about after also among been before between both",
        "date does during each first from have held into many member members most much",
        "name only other over same since some state states such than that their them then",
        "there these they this those time times under until were while will with year",
        "years для или как что кто чей где под над при без был была были было его они она",
        "оно это эта эти этот этого этой этих всех какая какие какого какой каком какую",
        "когда кого",
        "кому которая которое которого которой котором которую которые который которых",
        "между перед после против стал стала стали также того тогда только через чтобы",
        "года году годы день дата имя число государство государства государств страна",
        "страны бұл сол осы қай қандай кім қашан қанша неше және мен бен пен үшін туралы",
        "кейін бұрын деген деп оның олар болды болған екен жыл жылы жылғы күні күн айы",
        "мемлекет мемлекеті ел елі",
    )
)


class Cue(NamedTuple):
    """A word of a stem that points to the key, and to no other option.

    Attributes:
        word: As the stem has it, folded.
        name: The name that has it as well.
        is_own: *name* is one of the key's; else of something that the facts tie to the
            key alone.
    """

    word: str
    name: str
    is_own: bool


def cue_in_stem(
    group: StemGroup, key: Key | Candidate, others: Collection[Candidate]
) -> Cue | None:
    """Return how the stem of *group* points to *key* and to none of *others*, if it does.

    First by a name of the key itself, then by that of something to which facts tie it
    that are not asked: a president's country, the city of an occasion. *others* are wrong
    options, or for a form without options what could be taken for the key.

    A stem that names the key and another of the options lists what there is to choose
    from.
    """
    words = stem_words(group.stem)
    cue = None
    if not roots_of(group.stem).isdisjoint(own_roots(group, key)):
        of_others = [name for other in others for name in names_of(group, other)]
        cue = _cue(words, names_of(group, key), of_others)
    if cue is not None:
        is_list = any(names_whole(group.stem, other.label) for other in others)
        return None if is_list and names_whole(group.stem, key.label) else cue
    if group.bound.answer_literal:
        return None
    tied = list(tied_names(group, str(key.value)))
    if not _cue(words, tied, ()):
        return None
    of_others = [
        name
        for other in others
        for name in (*names_of(group, other), *tied_names(group, str(other.value)))
    ]
    cue = _cue(words, tied, of_others)
    return cue._replace(is_own=False) if cue else None


def shared_word(stem: str, key: str, others: Iterable[str]) -> str:
    """Return a word of *stem* that is in the text *key* and in none of *others*."""
    cue = _cue(stem_words(stem), [key], others)
    return cue.word if cue else ""


def _cue(
    words: Iterable[str], key_names: Iterable[str], other_names: Iterable[str]
) -> Cue | None:
    others: frozenset[str] | None = None
    for name in key_names:
        name_roots = roots_of(name)
        for word in words:
            if roots(word).isdisjoint(name_roots):
                continue
            if others is None:
                others = frozenset().union(*map(roots_of, other_names))
            if roots(word).isdisjoint(others):
                return Cue(word, name, True)
    return None


def names_of(group: StemGroup, answer: Key | Candidate) -> tuple[str, ...]:
    """Return all names of *answer*, its label first."""
    if group.bound.answer_literal:
        return (answer.label,)
    return (answer.label, *group.bound.context.labels.aliases(str(answer.value)))


def own_roots(group: StemGroup, answer: Key | Candidate) -> frozenset[str]:
    """Return the `roots` of all names of *answer*; those of an entity are found once."""
    if group.bound.answer_literal:
        return roots_of(answer.label)
    known = group.bound.context.name_roots
    found = known.get(str(answer.value))
    if found is None:
        found = frozenset().union(*map(roots_of, names_of(group, answer)))
        known[str(answer.value)] = found
    return found


def names_whole(stem: str, label: str) -> bool:
    """Tell whether *stem* has all words of *label*, one after another."""
    return f" {fold(label)} " in f" {fold(stem)} "


def tied_names(group: StemGroup, entity_id: str) -> Iterator[str]:
    """Yield the names of what facts that are not asked tie to an entity."""
    context = group.bound.context
    asked = group.bound.relations
    index, entities = context.index, context.base.entities
    for fact in index.about.get(entity_id, ()):
        if fact.relation not in asked and not fact.doubtful and fact.value in entities:
            yield from context.labels.aliases(str(fact.value))
    for relation in context.entity_relations:
        if relation not in asked:
            for fact in index.column(relation, entity_id):
                if not fact.doubtful:
                    yield from context.labels.aliases(fact.subject)


@lru_cache(maxsize=1 << 14)
def stem_words(text: str) -> tuple[str, ...]:
    """Return the words of *text* that say something, folded, each once."""
    return tuple([word for word in dict.fromkeys(fold(text).split()) if _says_much(word)])


@lru_cache(maxsize=1 << 16)
def roots_of(text: str) -> frozenset[str]:
    """Return the `roots` of all words of *text* that say something."""
    return frozenset().union(*map(roots, stem_words(text)))


def _says_much(word: str) -> bool:
    if word.isdecimal():
        return len(word) > 1
    return len(word) >= _SHORTEST_WORD and word not in _COMMON


@lru_cache(maxsize=1 << 16)
def roots(word: str) -> frozenset[str]:
    """Return *word* without each ending it may have; words that share one are alike."""
    lengths = range(_SHORTEST_ROOT, len(word))
    return frozenset((word, *(word[:n] for n in lengths if word[n:] in _ENDINGS)))
