"""How messages name things: what was found, and the nearest valid name."""

from collections.abc import Iterable


def shortened(text: str) -> str:
    """The beginning of *text*, on one line; U+FFFD for what cannot be shown."""
    line = " ".join(text.split())
    if not line.isprintable():
        line = "".join(c if c.isprintable() else "\ufffd" for c in line)
    return line if len(line) <= 60 else line[:57] + "..."


def with_article(noun: str) -> str:
    """*noun* after "a" or "an"."""
    return f"{'an' if noun[:1] in tuple('aeiou') else 'a'} {noun}"


def nearest(name: str, names: Iterable[str]) -> str:
    """`` (did you mean 'x'?)``, or what there is if nothing is near; may be empty."""
    from difflib import get_close_matches  # only an error needs it

    known = sorted(set(names))
    near = get_close_matches(name, known, 1, 0.6)
    if near:
        return f" (did you mean '{near[0]}'?)"
    if 0 < len(known) <= 8:
        return f" (there is {', '.join(known)})"
    return ""
