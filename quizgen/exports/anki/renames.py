"""Find out what was renamed: notes that one build withdrew and added under other names."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from quizgen.exports.anki.lock import Lock, NoteRecord


class Rename(NamedTuple):
    """A name that notes had, and the one that the same notes have now.

    Attributes:
        noun: "template" or "entity": what bears the name.
    """

    noun: str
    former: str
    current: str


def find_renames(old: Lock, new: Lock) -> list[tuple[Rename, int]]:
    """Return what seems to be renamed between two builds, each with how many notes.

    Notes are alike that have the same form, question and answer, or without the same
    question at least the same answer and template, if no other note has them; and ids
    that differ in one name only.
    """
    withdrawn = {id_: old.notes[id_] for id_ in old.notes.keys() - new.notes.keys()}
    added = {id_: new.notes[id_] for id_ in new.notes.keys() - old.notes.keys()}
    counts = Counter(_renames(withdrawn, added))
    formers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for rename in counts:
        formers[rename.noun, rename.current].add(rename.former)
    return sorted(
        (rename, count)
        for rename, count in counts.items()
        if len(formers[rename.noun, rename.current]) == 1
    )


def _renames(
    withdrawn: Mapping[str, NoteRecord], added: Mapping[str, NoteRecord]
) -> Iterator[Rename]:
    for with_stem in (True, False):
        former_ids: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for id_, record in withdrawn.items():
            former_ids[_likeness(id_, record, with_stem=with_stem)].append(id_)
        found_any = False
        for id_, record in added.items():
            candidates = former_ids[_likeness(id_, record, with_stem=with_stem)]
            renames = [r for former in candidates if (r := _rename_between(former, id_))]
            if len(renames) == 1:
                found_any = True
                yield renames[0]
        if found_any:
            return


def _likeness(id_: str, record: NoteRecord, *, with_stem: bool) -> tuple[str, ...]:
    form = id_.rpartition("#")[2]
    if with_stem:
        return form, record.stem, record.key
    return form, id_.split("/")[1], record.key


def _rename_between(former_id: str, current_id: str) -> Rename | None:
    """Return in which one name two ids differ; None if in none, or in several."""
    _, former_template, *former_rest = former_id.partition("#")[0].split("/", 2)
    _, template, *rest = current_id.partition("#")[0].split("/", 2)
    former_subjects = [name for names in former_rest for name in names.split("+")]
    subjects = [name for names in rest for name in names.split("+")]
    if former_subjects == subjects:
        return Rename("template", former_template, template)
    if former_template != template or len(former_subjects) != len(subjects):
        return None
    pairs = {
        (former, current)
        for former, current in zip(former_subjects, subjects, strict=True)
        if former != current
    }
    return Rename("entity", *pairs.pop()) if len(pairs) == 1 else None
