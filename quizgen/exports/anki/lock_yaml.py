"""Read locks in YAML, as quizgen wrote them before it wrote JSON."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from quizgen.exports.anki.lock_json import Member, SyntaxFault

_SECONDS = re.compile("[0-9]{1,10}")


def yaml_members(text: str) -> Iterator[Member]:
    """Yield the keys of a lock in YAML, with values as JSON has them.

    Scalars are taken as they are written: a digest of digits alone is no number.

    Raises:
        SyntaxFault: The text is not one YAML mapping.
    """
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        offset = mark.index if mark else 0
        raise SyntaxFault("this is no YAML", offset) from None
    if not isinstance(root, yaml.MappingNode):
        raise SyntaxFault("found no keys", 0)
    for key, value in root.value:
        name = str(key.value)
        if name == "since":
            yield _member("", key, value, _number_or_text(value.value))
        elif isinstance(value, yaml.MappingNode):
            yield _member("", key, value, {})
            for inner_key, inner_value in value.value:
                record = _record(inner_value, has_texts=name != "types")
                yield _member(name, inner_key, inner_value, record)
        else:
            yield _member("", key, value, value.value)


def _member(section: str, key: yaml.Node, value: yaml.Node, content: Any) -> Member:
    key_at, value_at = key.start_mark.index, value.start_mark.index
    return Member(section, str(key.value), key_at, content, value_at)


def _record(node: yaml.Node, *, has_texts: bool) -> Any:
    """Return the record that *node* lists, or its own value if it lists none."""
    if not isinstance(node, yaml.SequenceNode) or len(node.value) not in (2, 4):
        return node.value
    digest, changed, *texts = (scalar.value for scalar in node.value)
    record = {"digest": digest, "changed": _number_or_text(changed)}
    if has_texts:  # they were left out where the question was empty
        stem, key = texts or ("", "")
        record |= {"stem": stem, "key": key}
    return record


def _number_or_text(text: Any) -> Any:
    is_number = isinstance(text, str) and _SECONDS.fullmatch(text)
    return int(text) if is_number else text
