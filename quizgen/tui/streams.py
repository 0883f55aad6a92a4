"""Standard streams that show what they can, whatever their encoding lacks."""

import codecs
import os
import sys
import unicodedata
from collections.abc import Callable

PLAIN = str.maketrans("–—‘’“”·−", "--''\"\"--")


def forgiving() -> None:
    """Let output to a terminal that lacks a character show a plainer one.

    Nor does input that cannot be read end a quiz: it is a wrong answer.
    """
    codecs.register_error("plainer", _plainer)
    for stream, errors in (
        (sys.stdout, "plainer"),
        (sys.stderr, "plainer"),
        (sys.stdin, "replace"),
    ):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=errors)


def is_plain() -> bool:
    """Whether standard output had better be ASCII: by its encoding, or by the locale.

    Python writes UTF-8 where the locale is C, but who asks for that may not see it.
    """
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG")
    unicode = (sys.stdout.encoding or "").casefold().startswith("utf")
    return not unicode or locale in ("C", "POSIX")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    plain = unicodedata.normalize("NFKD", lost).translate(PLAIN)
    return plain.encode("ascii", "ignore").decode() or "?", error.end
