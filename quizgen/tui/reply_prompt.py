"""The prompt at which a learner replies to a question, by keys or by lines."""

import re
from collections.abc import Mapping
from typing import assert_never

from quizgen.i18n.words import QuizWords
from quizgen.model import (
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.quiz.scoring import DONT_KNOW, Reply
from quizgen.tui.question_view import DIGITS, LETTERS, card_blocks, option_keys
from quizgen.tui.screen import LeaveRequest, Rows, Screen

_TRUE_FALSE, _YES_NO = "tf", "yn"
"""The keys of a statement, and of a card that has been turned."""
_UNKNOWN = "0"
"""The key for what is not known; 0 is never one of several options."""
_BACKSPACE = "\x7f\b"
_ENTER = "\r\n"


class CommandRequest(Exception):
    """Raised when the learner wants something else than to reply.

    Attributes:
        key: One of the prompt's commands.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class ReplyPrompt:
    """Reads replies from a screen.

    Args:
        screen: Where the questions are shown.
        commands: Keys that do something else than reply, and what they do.
    """

    def __init__(self, screen: Screen, commands: Mapping[str, str] = {}) -> None:
        self._screen = screen
        self._commands = commands

    @property
    def _words(self) -> QuizWords:
        return self._screen.words.quiz

    def read_reply(self, question: Question) -> Reply:
        """Return the reply to *question*, which is shown already.

        Raises:
            CommandRequest: The learner gave a command instead.
            LeaveRequest, EOFError: The learner wants to end, or the input has ended.
        """
        words = self._words
        match question:
            case TypedQuestion() if question.form == "card":
                self.reveal(question)
                return self._pick(_YES_NO, 1, words.yes_or_no) == (0,)
            case TypedQuestion():
                return self._read_text() or DONT_KNOW
            case TrueFalseQuestion():
                picks = self._pick(_TRUE_FALSE, 1, words.true_or_false)
                return picks == (0,) if picks else DONT_KNOW
            case OptionsQuestion():
                keys = option_keys(len(question.options))
                if question.form == "choice":
                    return self._pick(keys, 1, _range(keys))
                return self._pick(keys, 0, words.one_or_more.format(_range(keys)))
            case OrderQuestion():
                keys = DIGITS[: len(question.items)]
                return self._pick(keys, len(keys), words.in_order.format(_range(keys)))
            case MatchQuestion():
                keys = LETTERS[: len(question.right)]
                places = _range(DIGITS[: len(keys)])
                hint = words.for_items.format(keys=_range(keys), items=places)
                return self._pick(keys, len(keys), hint)
            case _:
                assert_never(question)

    def reveal(self, card: TypedQuestion) -> None:
        """Show the other side of *card* when the learner is ready for it."""
        self.pause(self._words.shows_answer)
        self._screen.show(card_blocks(card, self._screen.words, links=self._screen.keys))

    def pause(self, effect: str) -> None:
        """Wait for any key, or for a line where there are no keys.

        Args:
            effect: What happens then.
        """
        words = self._words
        if self._screen.keys:
            status = words.key_effect.format(key=words.any_key, effect=effect)
            self._screen.rewrite_line("", status)
            while self._read_key(words.any_key) == "?":
                self._screen.rewrite_line("", status)
            self._screen.clear_line()
        else:
            self._read_line(
                f"{words.key_effect.format(key='Enter', effect=effect)} > ", "Enter"
            )

    def _read_text(self) -> str:
        """Return a typed answer; one slip of Enter is not yet "don't know"."""
        words = self._words
        prompt = f"{words.your_answer} > "
        line = self._read_line(prompt, words.a_line)
        if not line and self._screen.keys:
            self._screen.say(words.enter_again, "yellow")
            line = self._read_line(prompt, words.a_line)
        return line

    def _pick(self, keys: str, count: int, hint: str) -> tuple[int, ...]:
        """Return the indexes of the *keys* that were picked, each once; none if not known.

        Args:
            keys: One for each thing to pick.
            count: How many to pick; 0 is one or more.
            hint: The same in words.
        """
        if self._screen.keys:
            return self._press(keys, count, hint)
        while text := self._read_line(f"{hint} > ", hint).casefold():
            if text == _UNKNOWN:
                break
            picks = re.findall(r"\w", self._key_of(text, keys))
            fit = count in (0, len(picks)) and len({*picks}) == len(picks) > 0
            if fit and {*picks} <= {*keys}:
                return tuple(map(keys.index, picks))
            self._screen.say(self._words.please_type.format(hint), "yellow")
        return ()

    def _press(self, keys: str, count: int, hint: str) -> tuple[int, ...]:
        """Return the same as `_pick`, by single keys: the picks show as they come."""
        picks: list[str] = []
        while True:
            is_ready = bool(picks) and count in (0, len(picks))
            status = f"  {self._words.enter_when_done}" if is_ready else ""
            if not picks:
                status = self._words.key_hint.format(hint)
            self._screen.rewrite_line(f"> {' '.join(picks)}", status)
            key = self._key_of(self._read_key(hint), keys)
            if key == _UNKNOWN and not picks:
                break
            if key in _ENTER and is_ready:
                break
            if key in _BACKSPACE:
                del picks[-1:]
            elif key in keys and key in picks and not count:
                picks.remove(key)
            elif key in keys and key not in picks and len(picks) < (count or len(keys)):
                picks.append(key)
                if count == 1:
                    break
        self._screen.rewrite_line(f"> {' '.join(picks) or _UNKNOWN}")
        self._screen.end_line()
        return tuple(map(keys.index, picks))

    def _key_of(self, reply: str, keys: str) -> str:
        """Return the key that *reply* stands for where two *keys* mean yes and no."""
        if keys in (_TRUE_FALSE, _YES_NO):
            if reply in self._words.true_replies:
                return keys[0]
            if reply in self._words.false_replies:
                return keys[1]
        return reply

    def _read_key(self, hint: str) -> str:
        """Return the next key that is no command; ``?`` has shown help already."""
        key = self._screen.read_key()
        if key == "?":
            self._show_help(hint, _UNKNOWN)
        if key in self._commands:
            self._screen.clear_line()
            raise CommandRequest(key)
        return key

    def _read_line(self, prompt: str, hint: str) -> str:
        """Return the next line that is no command; *hint* says what it should hold."""
        while (line := self._screen.read_line(prompt)) == "?":
            self._show_help(hint, "Enter")
        if line.casefold() == "q":
            raise LeaveRequest
        if line.casefold() in self._commands:
            raise CommandRequest(line.casefold())
        return line

    def _show_help(self, hint: str, unknown: str) -> None:
        """Show what can be done at a question."""
        words = self._words
        rows = [(hint, words.your_answer), (unknown, words.help_unknown)]
        rows += [*self._commands.items(), ("q", words.help_end)]
        self._screen.clear_line()
        self._screen.show([Rows(rows)])


def _range(keys: str) -> str:
    return f"{keys[0]}-{keys[-1]}"
