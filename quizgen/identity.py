"""Tell decks of one name apart: the identity of a deck, and ids that hold it.

A question's id is ``deck/template/subject#form``, and two authors may name two decks
alike. So Anki and the review log know a question by its *full id*, in which the deck's id
is followed by the deck's uid and by a language that is not the deck's own:
``cities~q7m2kd4x@ru/capital/france#choice``.
"""

from collections import defaultdict
from collections.abc import Iterable


def deck_identity(deck: str, uid: str, language: str = "") -> str:
    """Return ``deck[~uid][@language]``; *language* is empty if it is the deck's own."""
    return f"{deck}{f'~{uid}' if uid else ''}{f'@{language}' if language else ''}"


def full_id(question_id: str, identity: str) -> str:
    """Return the id of a question with its deck's *identity* in place of the deck's id."""
    return f"{identity}/{question_id.partition('/')[2]}"


def identity_in(full_id: str) -> str:
    """Return the identity of the deck that a full id begins with."""
    return full_id.partition("/")[0]


def deck_in(identity: str) -> str:
    """Return the deck's id that an identity, or a full id, begins with."""
    return identity.partition("/")[0].partition("@")[0].partition("~")[0]


def identity_without_uid(identity: str) -> str:
    """Return the identity that a deck had before its author gave it a uid."""
    return deck_identity(deck_in(identity), "", language_in(identity))


def uid_in(identity: str) -> str:
    """Return the uid in an identity; empty if it has none."""
    return identity.partition("@")[0].partition("~")[2]


def language_in(identity: str) -> str:
    """Return the language that an identity ends with; empty if it is the deck's own."""
    return identity.partition("@")[2]


def short_id(full_id: str) -> str:
    """Return ``deck/template/subject#form``, by which a learner knows a question."""
    identity, slash, own_part = full_id.partition("/")
    return f"{deck_in(identity)}{slash}{own_part}"


def deck_names(identities: Iterable[str]) -> dict[str, str]:
    """Return what to call each of some decks: its id, or where two share it, the whole."""
    identities_by_deck: dict[str, set[str]] = defaultdict(set)
    for identity in identities:
        identities_by_deck[deck_in(identity)].add(identity)
    return {
        identity: deck if len(namesakes) == 1 else identity
        for deck, namesakes in identities_by_deck.items()
        for identity in namesakes
    }


def shown_ids(full_ids: Iterable[str]) -> dict[str, str]:
    """Return what to call each of some questions: short, unless two decks share a name."""
    ids = list(full_ids)
    names = deck_names(map(identity_in, ids))
    return {id_: full_id(id_, names[identity_in(id_)]) for id_ in ids}
