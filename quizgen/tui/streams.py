"""Standard streams that show what they can, whatever their encoding lacks."""

import codecs
import os
import sys
import unicodedata
from collections.abc import Callable

PLAIN = str.maketrans("–—‘’“”·−", "--''\"\"--")


def make_forgiving() -> None:
    """Let output show a plainer character where the terminal lacks one.

    Nor does input that cannot be read end a quiz: it is a wrong answer.
    """
    codecs.register_error("plainer", _spell_plainly)
    for stream, errors in (
        (sys.stdout, "plainer"),
        (sys.stderr, "plainer"),
        (sys.stdin, "replace"),
    ):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=errors)


def is_plain() -> bool:
    """Return whether standard output had better be ASCII, by its encoding or the locale.

    Python writes UTF-8 where the locale is C, but who asks for that may not see it.
    """
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG")
    unicode = (sys.stdout.encoding or "").casefold().startswith("utf")
    return not unicode or locale in ("C", "POSIX")


def _spell_plainly(error: UnicodeError) -> tuple[str, int]:
    """Return an ASCII spelling of what could not be encoded, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    plain = unicodedata.normalize("NFKD", text).translate(PLAIN)
    return plain.encode("ascii", "ignore").decode() or "?", error.end
