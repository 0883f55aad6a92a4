"""What the engine itself says in an explanation, by language."""

from typing import NamedTuple


class Phrases(NamedTuple):
    """Parts of sentences; ``{}`` is filled in."""

    since: str
    until: str
    claimed: str
    counted: str
    few: str
    many: str
    right: str
    more: str


_ENGLISH = Phrases(
    since="since {}",
    until="until {}",
    claimed=", according to {}",
    counted="Counted here: {}.",
    few="That is too few.",
    many="That is too many.",
    right="Right here: {}.",
    more=" and {} more",
)
_PHRASES = {
    "ru": Phrases(
        since="с {}",
        until="по {}",
        claimed=", как утверждает {}",
        counted="Здесь посчитаны: {}.",
        few="Это слишком мало.",
        many="Это слишком много.",
        right="Здесь верно: {}.",
        more=" и ещё {}",
    ),
}


def phrases(language: str) -> Phrases:
    """Those of *language*, a BCP 47 code; English ones where there are none."""
    return _PHRASES.get(language.partition("-")[0].lower(), _ENGLISH)
