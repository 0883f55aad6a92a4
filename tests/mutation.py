"""Small faults put into the code, to see whether the tests of its folder notice.

``python -m tests.mutation [FOLDER...] -n 300 --seed 1`` draws places in
``quizgen/FOLDER``, puts one fault of Cosmic Ray's into each in turn, and runs
``tests/FOLDER`` alone. What no test objects to is printed with its place and its
difference. All this happens in a temporary copy: the files of the repository are only
read. Whoever wants a fault of their own judged finds the operators in
https://cosmic-ray.readthedocs.io.
"""

import argparse
import ast
import difflib
import os
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeAlias

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from coverage import CoverageData

ROOT = Path(__file__).parents[1]
FOLDERS = ("query", "generate", "quiz", "review", "exam")
COPIED = ("decks", "tests", "README.md", "pyproject.toml")
FIRST = 40
"""How many test functions that run the faulty line are tried before all others."""
PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist")
SAME = ("_Eq_Is", "_Is_Eq", "_NotEq_IsNot", "_IsNot_NotEq")
"""Changes that make a difference only where equal objects are not the same one."""
COVERAGE = """\
[run]
source = {package}
data_file = {data}
dynamic_context = test_function
parallel = true
patch = subprocess
disable_warnings = module-not-imported, no-data-collected
"""


Position: TypeAlias = tuple[int, int]
"""A line, from 1, and a character, from 0."""


class Mutant(NamedTuple):
    """One fault: the *occurrence*-th change that *operator* can make in *file*.

    Attributes:
        file: Relative to the root of the repository, as is everything here.
        line: That of the change.
        lines: All lines of its statement, without those of other statements within it.
    """

    file: str
    line: int
    lines: range
    operator: str
    occurrence: int

    @property
    def folder(self) -> str:
        """The folder of the package that it is in."""
        return Path(self.file).parts[1]

    def code(self, original: str) -> str | None:
        """The faulty text of the file; None if nobody could run it, or it is the same."""
        changed: str | None = mutate_code(
            original, get_operator(self.operator)(), self.occurrence
        )
        try:
            if changed is None or ast.dump(ast.parse(changed)) == ast.dump(
                ast.parse(original)
            ):
                return None
            with warnings.catch_warnings(action="ignore"):
                compile(changed, self.file, "exec")
        except SyntaxError:
            return None
        return changed


class Baseline(NamedTuple):
    """How the tests of a folder run without a fault.

    Attributes:
        seconds: How long they took.
        tests: By file and line, the test functions that run it; "" stands for what is
            run outside of them (on import, in fixtures, in processes that tests start).
    """

    seconds: float
    tests: Mapping[str, Mapping[int, Sequence[str]]]


class Result(NamedTuple):
    """What became of a mutant: "killed", "survived" or "unexecuted"."""

    mutant: Mutant
    outcome: str
    difference: str


# The mutants


def places(root: Path, package: str, folder: str) -> dict[tuple[object, ...], list[Mutant]]:
    """Return the mutants of a folder by the place they change, in the order of the code.

    An addition can become eleven other operations, a condition only its denial; drawn by
    place, each is as likely as the other.
    """
    mutants: dict[tuple[object, ...], list[Mutant]] = defaultdict(list)
    for path in sorted((root / package / folder).rglob("*.py")):
        file = path.relative_to(root).as_posix()
        source = path.read_text("utf-8")
        tree = ast.parse(source)
        harmless = [_span(node, source) for node in _harmless(tree)]
        statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
        for name, occurrence, start, end in _changes(source):
            if any(first <= start and end <= last for first, last in harmless):
                continue
            line = start[0]
            around = [s for s in statements if s.lineno <= line <= (s.end_lineno or 0)]
            innermost = max(around, key=lambda statement: statement.lineno, default=None)
            lines = _own_lines(innermost) if innermost else range(line, line + 1)
            mutant = Mutant(file, line, lines, name, occurrence)
            mutants[file, start, name.split("_")[0]].append(mutant)
    return dict(sorted(mutants.items(), key=lambda item: item[0][:2]))


def _changes(source: str) -> Iterator[tuple[str, int, Position, Position]]:
    """Yield what can be changed: the operator, which of its changes, start and end."""
    nodes = list(ast_nodes(get_ast(source)))
    for name in operator_names():
        operator = get_operator(name)
        if operator.arguments() or name.endswith(SAME):
            continue  # those with arguments wait for names to be given
        occurrence = 0
        for node in nodes:
            # A star between parameters is no product: it makes those behind it keywords.
            is_star = getattr(node.parent, "type", "") == "parameters"
            for start, end in operator().mutation_positions(node):
                if not is_star:
                    yield name, occurrence, start, end
                occurrence += 1


def _harmless(tree: ast.AST) -> Iterator[ast.AST]:
    """Parts of the code that no test can notice, or ought to."""
    for node in ast.walk(tree):
        match node:
            case ast.arg(annotation=ast.AST() as annotation):
                yield annotation
            case ast.FunctionDef(returns=ast.AST() as annotation):
                yield annotation
            case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
                yield node
            case ast.AnnAssign(annotation=annotation):
                yield annotation
            case ast.Assign(targets=[ast.Name(id="__slots__" | "__all__")]):
                yield node
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                yield node
            case ast.Call(func=ast.Name(id="assert_never" | "cast" | "TypeVar")):
                yield node
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "logger"))):
                yield node
        match node:  # caches and frozen classes are for speed and for mypy
            case ast.FunctionDef() | ast.ClassDef():
                for decorator in node.decorator_list:
                    words = ast.unparse(decorator)
                    if any(w in words for w in ("dataclass", "cache", "overload")):
                        yield decorator


def _span(node: ast.AST, source: str) -> tuple[Position, Position]:
    """Return where *node* begins and ends."""
    lines = source.splitlines()

    def character(line: int, offset: int) -> int:
        return len(lines[line - 1].encode()[:offset].decode())

    first, last = node.lineno, node.end_lineno  # type: ignore[attr-defined]
    start = character(first, node.col_offset)  # type: ignore[attr-defined]
    if lines[first - 1][:start].strip() == "@":
        start = 0  # to the operators the sign belongs to the decorator, and its line end
        return (first, start), (last + 1, 0)
    return (first, start), (last, character(last, node.end_col_offset))  # type: ignore[attr-defined]


def draw(
    root: Path, package: str, folders: Sequence[str], n: int, seed: int
) -> list[Mutant]:
    """Draw up to *n* mutants that can be run, at as many places, in the code's order."""
    generator = random.Random(seed)
    everywhere = [p for f in folders for p in places(root, package, f).values()]
    numbers = list(range(len(everywhere)))
    generator.shuffle(numbers)
    drawn: dict[int, Mutant] = {}
    for number in numbers:
        if len(drawn) == n:
            break
        mutants = everywhere[number]
        generator.shuffle(mutants)
        for mutant in mutants:
            if mutant.code((root / mutant.file).read_text("utf-8")) is not None:
                drawn[number] = mutant
                break
    return [drawn[number] for number in sorted(drawn)]


def _own_lines(statement: ast.stmt) -> range:
    """Return the lines of *statement*, up to the first statement within it."""
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else statement.end_lineno or 0
    return range(statement.lineno, max(statement.lineno, last) + 1)


# The copies in which they are tried


def copy(root: Path, package: str, target: Path) -> Path:
    """Copy what the tests need to *target*, which must not exist; return *target*."""
    target.mkdir()
    for name in (package, *COPIED):
        if (root / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(root / name, target / name, ignore=ignored)
        elif (root / name).exists():
            shutil.copy2(root / name, target / name)
    return target


def run(copy: Path, arguments: Sequence[str], seconds: float, **variables: str) -> int:
    """Run Python in a copy; return its status, or -1 if it took too long."""
    environment = {**os.environ, "PYTHONPATH": str(copy), "CI": "true", **variables}
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=copy,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            return -1


def measure(copy: Path, package: str, folder: str) -> Baseline:
    """Run the tests of *folder* without a fault and with their lines counted.

    Raises:
        SystemExit: They fail already.
    """
    data = copy / f".coverage-{folder}"
    settings = copy / f".coveragerc-{folder}"
    settings.write_text(COVERAGE.format(package=package, data=data), "utf-8")
    start = time.monotonic()
    tests = (*PYTEST, f"tests/{folder}")
    if run(copy, ["-m", "coverage", "run", f"--rcfile={settings}", *tests], 900):
        raise SystemExit(f"tests/{folder} fails without any fault")
    seconds = time.monotonic() - start
    run(copy, ["-m", "coverage", "combine", f"--rcfile={settings}"], 60)
    counted = CoverageData(str(data))
    counted.read()
    return Baseline(
        seconds,
        {
            Path(file).relative_to(copy).as_posix(): counted.contexts_by_lineno(file)
            for file in counted.measured_files()
        },
    )


def judge(copy: Path, mutant: Mutant, baseline: Baseline) -> Result:
    """Put *mutant* into the copy, run the tests of its folder, and take it out again."""
    path = copy / mutant.file
    original = path.read_text("utf-8")
    code = mutant.code(original)
    assert code is not None, mutant
    difference = "\n".join(
        line
        for line in difflib.unified_diff(
            original.splitlines(), code.splitlines(), lineterm="", n=0
        )
        if not line.startswith(("---", "+++", "@@"))
    )
    lines = baseline.tests.get(mutant.file, {})
    contexts = [name for line in mutant.lines for name in lines.get(line, ())]
    if not contexts:
        return Result(mutant, "unexecuted", difference)
    first = sorted({test for name in contexts if (test := _node_id(copy, name))})[:FIRST]
    # Bytecode is known by its source's size and time: so the time must be another one.
    times = path.stat()
    try:
        path.write_text(code, "utf-8")
        os.utime(path, (times.st_atime, times.st_mtime + 3600))
        status = run(
            copy,
            [*PYTEST, *first, f"tests/{mutant.folder}"],
            3 * baseline.seconds + 10,
            PYTHONDONTWRITEBYTECODE="1",
        )
    finally:
        path.write_text(original, "utf-8")
        os.utime(path, (times.st_atime, times.st_mtime))
    return Result(mutant, "killed" if status else "survived", difference)


def _node_id(copy: Path, context: str) -> str:
    """``tests.quiz.test_x.test_y`` as pytest names it; empty if it is no such name."""
    module, _, function = context.rpartition(".")
    file = f"{module.replace('.', '/')}.py"
    return f"{file}::{function}" if module and (copy / file).is_file() else ""


# The command


def report(results: Sequence[Result]) -> str:
    """Return the survivors with their places, then the rate of each folder and of all."""
    lines = []
    totals: Counter[str] = Counter()
    killed: Counter[str] = Counter()
    for mutant, outcome, difference in results:
        for name in (mutant.folder, "all"):
            totals[name] += 1
            killed[name] += outcome == "killed"
        if outcome != "killed":
            lines += [f"{mutant.file}:{mutant.line}: {outcome}", difference, ""]
    width = max(map(len, totals), default=0)
    for name in [*(n for n in totals if n != "all"), "all"]:
        if totals[name]:
            share = 100 * killed[name] / totals[name]
            lines.append(
                f"{name:{width}}  {killed[name]} of {totals[name]} killed ({share:.0f} %)"
            )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw mutants, try each, and print which survived and how many were killed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("folders", nargs="*", metavar="FOLDER", default=[*FOLDERS])
    parser.add_argument("-n", type=int, default=300, help="how many; default: 300")
    parser.add_argument("--seed", type=int, default=1, help="draws others; default: 1")
    parser.add_argument("-j", type=int, default=1, help="how many at once; default: 1")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    parser.add_argument("--package", default="quizgen", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    mutants = draw(options.root, options.package, options.folders, options.n, options.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        first = copy(options.root, options.package, folder / "0")
        baselines = {
            name: measure(first, options.package, name)
            for name in dict.fromkeys(mutant.folder for mutant in mutants)
        }
        copies: queue.SimpleQueue[Path] = queue.SimpleQueue()
        copies.put(first)
        for number in range(1, options.j):  # with the bytecode that is there by now
            copies.put(Path(shutil.copytree(first, folder / str(number))))

        def try_mutant(mutant: Mutant) -> Result:
            place = copies.get()
            try:
                result = judge(place, mutant, baselines[mutant.folder])
            finally:
                copies.put(place)
            mark = "." if result.outcome == "killed" else "S"
            print(mark, end="", flush=True, file=sys.stderr)
            return result

        with ThreadPoolExecutor(options.j) as pool:
            results = list(pool.map(try_mutant, mutants))
    print(file=sys.stderr)
    print(report(results))


if __name__ == "__main__":
    main()
