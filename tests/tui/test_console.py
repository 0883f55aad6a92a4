"""Colours and links are the program's own; texts of others are only texts."""

import io

import pytest
from rich.style import Style
from rich.text import Text

from quizgen.tui.console import open_console


@pytest.mark.parametrize("width", [10, 80])
def test_texts_and_links_cannot_tell_the_terminal_what_to_do(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    console = open_console()
    console.file = output = io.StringIO()
    console.width = width
    link = Style(bold=True, link="http://a\x1b\\\x1b]52;c;eA==\x07")
    console.print(Text("a\x1b]0;t\x1b\\b\x9b2J", link))
    console.print("\x1b[31mred[/]")
    printed = output.getvalue()
    assert "\x1b]0" not in printed
    assert "\x1b]52" not in printed
    assert "\x1b[31m" not in printed
    assert "\x9b" not in printed
    assert "http://a\ufffd\\\ufffd]52;c;eA==\ufffd" in printed
    assert "\x1b[1m" in printed
    assert "\ufffd[31mred" in printed
