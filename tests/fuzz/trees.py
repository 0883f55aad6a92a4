"""Trees of keys and values, and what can happen to them: for YAML and for JSON.

A mapping is a list of pairs, so that a key can be there twice.
"""

import copy
import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any, TypeAlias

import yaml

Tree: TypeAlias = Any
"""A scalar, a list of trees, or `Pairs`."""

_PLAIN = re.compile(r"[A-Za-z0-9][\w.% -]*(?<! )", re.ASCII)


class Pairs(list[tuple[str, Tree]]):
    """A mapping, whose keys may repeat."""


def read_yaml(text: str) -> Tree:
    """Return the tree of *text*, with each scalar as it is written."""
    return _tree_of(yaml.load(text, Loader=yaml.CBaseLoader))


def read_json(text: str) -> Tree:
    """Return the tree of *text*."""
    return _tree_of(json.loads(text))


def _tree_of(value: Any) -> Tree:
    if isinstance(value, dict):
        return Pairs((key, _tree_of(child)) for key, child in value.items())
    if isinstance(value, list):
        return [_tree_of(child) for child in value]
    return value


def write_json(tree: Tree) -> str:
    """Return *tree* as JSON on one line; numbers that JSON lacks are written as they are."""
    return _flow(tree, json.dumps)


def write_yaml(tree: Tree, level: int = 0) -> str:
    """Return *tree* as YAML: a line for each entity or template, below its section."""
    if not isinstance(tree, Pairs) or not tree or level > 1:
        return _flow(tree, _scalar)
    margin = "  " * level
    lines = []
    for key, value in tree:
        is_section = isinstance(value, Pairs) and value and level < 1
        gap = "\n" if is_section else " "
        lines.append(f"{margin}{_scalar(key)}:{gap}{write_yaml(value, level + 1)}")
        if level or not is_section:
            lines[-1] = f"{margin}{_scalar(key)}: {_flow(value, _scalar)}"
    return "\n".join(lines) + ("" if level else "\n")


def _scalar(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _flow(tree: Tree, scalar: Any) -> str:
    if isinstance(tree, Pairs):
        pairs = (f"{scalar(key)}: {_flow(value, scalar)}" for key, value in tree)
        return f"{{{', '.join(pairs)}}}"
    if isinstance(tree, list):
        return f"[{', '.join(_flow(child, scalar) for child in tree)}]"
    return str(scalar(tree))


def change_tree(tree: Tree, donor: Tree, nasty: list[Any], draw: Random) -> Tree:
    """Return *tree* with one to four changes, some of them with a branch of *donor*."""
    tree = copy.deepcopy(tree)
    for _ in range(draw.choice((1, 1, 2, 2, 3, 4))):
        places = [*_places(tree)]
        if not places:
            break
        parent, index = draw.choice(places)
        _change(parent, index, donor, nasty, draw)
    return tree


def exchange_values(tree: Tree, donor: Tree, draw: Random) -> Tree:
    """Return *tree* with values from elsewhere that stood under the same keys.

    What comes of it is more often right than not: it tries what is behind the reader.
    """
    tree = copy.deepcopy(tree)
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        pairs = [place for place in _places(tree) if isinstance(place[0], Pairs)]
        if not pairs:
            break
        parent, index = draw.choice(pairs)
        key, _ = parent[index]
        values = [
            others[at][1]
            for others, at in _places(donor if draw.randrange(4) else tree)
            if isinstance(others, Pairs) and others[at][0] == key
        ]
        if not values or draw.randrange(12) == 0:
            del parent[index]
        else:
            parent[index] = key, copy.deepcopy(draw.choice(values))
    return tree


def _places(tree: Tree) -> Iterator[tuple[list[Any], int]]:
    """Yield each branch as the list that it is in, and its index there."""
    if isinstance(tree, list):
        for index, child in enumerate(tree):
            yield tree, index
            yield from _places(child[1] if isinstance(tree, Pairs) else child)


def _change(
    parent: list[Any], index: int, donor: Tree, nasty: list[Any], draw: Random
) -> None:
    is_pair = isinstance(parent, Pairs)
    key, value = parent[index] if is_pair else ("", parent[index])
    match draw.randrange(9):
        case 0:
            del parent[index]
            return
        case 1:
            parent.insert(index, copy.deepcopy(parent[index]))
            return
        case 2:
            other = draw.randrange(len(parent))
            parent[index], parent[other] = parent[other], parent[index]
            return
        case 3 if is_pair:
            names = [name for name, _ in parent]
            key = draw.choice([*names, *map(str, nasty)])
        case 4:
            value = draw.choice(([], Pairs(), [value], Pairs([("is", value)]), None, ""))
        case 5:
            holder, at = draw.choice([*_places(donor)])
            value = holder[at][1] if isinstance(holder, Pairs) else holder[at]
            value = copy.deepcopy(value)
        case 6 if isinstance(value, str) and value:
            at = draw.randrange(len(value))
            value = value[:at] + str(draw.choice(nasty)) + value[at + draw.randrange(3) :]
        case 7 if draw.randrange(8) == 0:
            for _ in range(draw.choice((3, 20, 60))):
                value = [value] if draw.randrange(2) else Pairs([("is", value)])
        case _:
            value = draw.choice(nasty)
    parent[index] = (key, value) if is_pair else value
