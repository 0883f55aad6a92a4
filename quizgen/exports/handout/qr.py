"""The code of a sheet as a QR code (ISO/IEC 18004)."""

from io import BytesIO
from typing import Any

MASK = 3
"""One of eight patterns: to try them all takes five times as long, and any can be read."""
QUIET = 2
"""Modules of white around it; the standard wants four, and paper gives the others."""


def svg(code: str) -> str:
    """Return the image as SVG, as wide as its viewer makes it."""
    return _image(code, kind="svg", xmldecl=False, omitsize=True, nl=False).decode()


def png(code: str) -> bytes:
    """Return the image as PNG, for word processors."""
    return _image(code, kind="png", scale=6)


def _image(code: str, **options: Any) -> bytes:
    import segno

    file = BytesIO()
    image = segno.make(code, micro=False, error="m", mask=MASK)
    image.save(file, border=QUIET, **options)
    return file.getvalue()
