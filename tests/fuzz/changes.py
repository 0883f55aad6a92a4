"""What can happen to the bytes of any file."""

import re
from random import Random

TOKENS = (
    *("\0", "\x1b]52;c;aGk=\x07", "\x1b[2J", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff"),
    *(
        "\ufffd",
        "\r",
        "\n",
        "\r\n",
        "\t",
        "\v",
        "\f",
        "\ud800",
        "\U0010ffff",
        "é",
        "ё",
        "ß",
    ),
    *(
        "'",
        '"',
        "`",
        "{",
        "}",
        "{{",
        "}}",
        "[",
        "]",
        "(",
        "#",
        ": ",
        "- ",
        "&a ",
        "*a",
        "!t ",
    ),
    *(
        "|",
        ">",
        "%",
        "@",
        "?",
        "<<: ",
        "---\n",
        "...\n",
        ",",
        ";",
        "\\",
        "\\u0000",
        "/",
        "=",
    ),
    *("NaN", "Infinity", "-0", "1e400", "99999999999999999999", "9" * 5000, "-1", "0x1F"),
    *(
        "null",
        "true",
        "",
        " ",
        "\u00a0",
        "x" * 300,
        "9999-12-31",
        "0001-01-01",
        "2023-02-30",
    ),
)
"""Pieces of text at which readers stumble."""
_DIGITS = re.compile(rb"\d+")


def encode(text: str) -> bytes:
    """Return *text* in UTF-8; halves of characters stay halves, which no decoder takes."""
    return text.encode("utf-8", "surrogatepass")


def change_bytes(content: bytes, draw: Random) -> bytes:
    """Return *content* with one to four changes."""
    for _ in range(draw.choice((1, 1, 2, 2, 3, 4))):
        content = _change(content, draw)
    return content


def _change(content: bytes, draw: Random) -> bytes:
    start = draw.randrange(len(content) + 1)
    end = min(len(content), start + draw.choice((1, 1, 2, 5, 20, 100)))
    token = encode(draw.choice(TOKENS))
    match draw.randrange(12):
        case 0:
            flipped = bytes(
                byte ^ 1 << draw.randrange(8) for byte in content[start:end][:2]
            )
            return content[:start] + flipped + content[start + len(flipped) :]
        case 1:
            return content[:start] + content[end:]
        case 2:
            return content[:end] + content[start:end] + content[end:]
        case 3 | 4 | 5:
            return content[:start] + token + content[start:]
        case 6:
            return content[:start] + token + content[end:]
        case 7:
            return content[:start] if draw.randrange(2) else content[start:]
        case 8:
            return _encode_anew(content, draw)
        case 9:
            line_end = draw.choice(
                (b"\r\n", b"\r", b"\x0b", b"\xc2\x85", b"\xe2\x80\xa8", b"")
            )
            return content.replace(b"\n", line_end)
        case 10:
            numbers = [*_DIGITS.finditer(content)]
            if not numbers:
                return token
            number = draw.choice(numbers)
            value = draw.choice(
                (b"0", b"-1", b"9" * 20, b"1e999", b"0.5", b"2**63", b"10000")
            )
            return content[: number.start()] + value + content[number.end() :]
        case _:
            mark = draw.choice((b"[", b"{", b"- ", b"(", b"{a: ", b'{"a":', b"?a "))
            return content[:start] + mark * draw.choice((3, 100, 3000)) + content[start:]


def _encode_anew(content: bytes, draw: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    codec = draw.choice(
        ("utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1251", "cp1252", "cp866", "utf-7")
    )
    return text.encode(codec, "replace")
