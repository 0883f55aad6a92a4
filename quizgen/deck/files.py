"""Deck files, each with the decks that it uses -> FactBases."""

import os
from pathlib import Path

from quizgen.deck.document import SECTIONS, Builder, Draft
from quizgen.deck.events import Sections, decoded, place
from quizgen.deck.resolve import Part, assembled, link
from quizgen.model import FactBase, Place, Problem
from quizgen.text import nearest

LARGEST = 32 * 1024 * 1024
"""Bytes that a deck file may have."""


class Shelf:
    """The deck files read so far, each once.

    Attributes:
        files: What was read.
        absent: What would have been read instead, had it been there.
    """

    def __init__(self, language: str | None, shipped: Path) -> None:
        self.problems: list[Problem] = []
        self._language = language
        self.files: list[Path] = []
        self.absent: list[Path] = []
        self._shipped = shipped
        self._parts: dict[Path, tuple[Part, ...] | None] = {}

    def base(self, path: Path, shown: str) -> FactBase | None:
        """The base of the deck at *path*, which problems call *shown*; None if broken."""
        parts = self._closure(path, shown, ())
        if parts is None or self.problems:
            return None
        return assembled(parts, self._language)

    def _closure(
        self, path: Path, shown: str, above: tuple[Path, ...]
    ) -> tuple[Part, ...] | None:
        """The parts that the deck at *path* is made of, itself last; None if unreadable.

        A part that has problems is still good for telling which names there are.
        """
        key = Path(os.path.realpath(path))
        if key not in self._parts:
            self._parts[key] = self._read(key, shown, (*above, key))
        return self._parts[key]

    def _read(
        self, path: Path, shown: str, above: tuple[Path, ...]
    ) -> tuple[Part, ...] | None:
        content = self._content(path, shown)
        if content is None:
            return None
        self.files.append(path)
        text, problems = decoded(content, shown)
        if problems and not text:
            self.problems += problems
            return None
        sections = Sections(text, shown, SECTIONS)
        del content, text  # two copies of a file that may be large
        builder = Builder(shown, self._language)
        whole = 0
        for section, entry in sections:
            whole = len(builder.problems)
            builder.take(section, entry)
        # What is wrong with a character is why the rest of its line cannot be read.
        lines = {problem.place.line for problem in problems}
        problems += [p for p in sections.problems if p.place.line not in lines]
        if sections.broken:
            # The last entry may have been cut short.
            self.problems += _told_first(problems, builder.problems[:whole])
            return None
        draft = builder.finish()
        problems = _told_first(problems, draft.problems)
        used = self._used(draft, path, above)
        if used is None:
            self.problems += problems
            return None
        part, found = link(draft, used)
        self.problems += _told_first(problems, found)
        return (*used, part)

    def _content(self, path: Path, shown: str) -> bytes | None:
        message = ""
        try:
            if not path.exists():
                message = "no such file: expected a deck"
            elif not path.is_file():
                message = "this is not a file: expected a deck"
            elif (size := path.stat().st_size) > LARGEST:
                mib = LARGEST // 1024**2
                message = f"the file has {size} bytes: expected at most {mib} MiB"
            else:
                return path.read_bytes()
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}"
        self.problems.append(Problem(Place(shown, 1, 1), "error", message))
        return None

    def _used(
        self, draft: Draft, path: Path, above: tuple[Path, ...]
    ) -> tuple[Part, ...] | None:
        """The parts of all the decks that *draft* uses, each once; None if any fails."""
        parts: dict[Place, Part] = {}
        whole = True
        for name in draft.deck.uses:
            where = place(draft.path, draft.uses_at.get(name, (0, 0)))
            file = path.parent / f"{name}.yaml"
            shown = str(Path(draft.path).parent / file.name)
            if not os.path.exists(file):  # which, unlike Path.exists, is sure to say
                self.absent.append(file)
                file, shown = self._shipped / file.name, file.name
            message = ""
            real = Path(os.path.realpath(file))
            if not os.path.exists(file):
                folders = (path.parent, self._shipped)
                near = {p.stem for folder in folders for p in folder.glob("*.yaml")}
                hint = nearest(name, near)
                message = f"no deck '{name}' here or among the shipped ones{hint}"
            elif real in above:
                chain = [*(p.stem for p in above[above.index(real) :]), name]
                message = f"decks use each other in a circle: {' -> '.join(chain)}"
            if message:
                self.problems.append(Problem(where, "error", message))
                whole = False
                continue
            found = self._closure(file, shown, above)
            if found is None:
                whole = False
            else:
                parts |= {part.deck.place: part for part in found}
        return tuple(parts.values()) if whole else None


def _told_first(problems: list[Problem], more: list[Problem]) -> list[Problem]:
    """*problems*, and *more* but for those that follow from another at their place."""
    told = {problem.place for problem in problems}
    return problems + [problem for problem in more if problem.place not in told]
