"""Bring seeded inputs to the doors of quizgen, and print what breaks.

``python -m tests.fuzz [TARGET...] -n 1000000 --seed 1`` tries so many inputs of each
target; ``--only K`` tries input K alone. A fault is printed once, and the smallest input
with it is written to a file. ``python -m tests.fuzz kills -n 100`` ends commands at as
many moments, and looks at what they leave.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.fuzz import kills
from tests.fuzz.harness import Target, find_faults, minimize
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Return the exit status: 1 if there is a fault."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("-n", "--count", type=int, default=1000, help="inputs of each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="K", help="only input K")
    parser.add_argument("--folder", type=Path, help="for the inputs at fault")
    options = parser.parse_args()
    names = options.targets or [*TARGETS]
    unknown = {*names} - {*TARGETS, "kills"}
    if unknown:
        parser.error(f"no target {', '.join(sorted(unknown))}")
    kept = options.folder or Path(tempfile.gettempdir(), "quizgen-fuzz")
    numbers = range(options.count) if options.only is None else [options.only]
    faults = 0
    shared_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="quizgen-fuzz-", dir=shared_memory) as work:
        os.environ["XDG_CACHE_HOME"] = os.environ["XDG_DATA_HOME"] = work
        for name in names:
            start = time.perf_counter()
            folder = Path(work, name)
            folder.mkdir()
            if name == "kills":
                kinds = kills.report_faults(options.seed, numbers, folder)
            else:
                kinds = _report_faults(
                    TARGETS[name], name, options.seed, numbers, folder, kept
                )
            faults += kinds
            seconds = time.perf_counter() - start
            print(
                f"{name}: seed {options.seed}, {len(numbers):,} inputs in {seconds:.0f} s,"
                f" {kinds} kinds of faults",
                flush=True,
            )
    return 1 if faults else 0


def _report_faults(
    target: Target,
    name: str,
    seed: int,
    numbers: Sequence[int],
    folder: Path,
    kept: Path,
) -> int:
    """Print each kind of fault once, with its smallest input; return how many there are."""
    counts: Counter[str] = Counter()
    for fault in find_faults(target, name, seed, _counted(numbers, name), folder):
        counts[fault.signature] += 1
        if counts[fault.signature] > 1:
            continue
        content = minimize(target, fault, folder)
        kept.mkdir(parents=True, exist_ok=True)
        path = kept / f"{name}-{seed}-{fault.number}"
        path.write_bytes(content)
        print(f"{name} --seed {seed} --only {fault.number}: {fault.signature}")
        print(f"{fault.story}{path}: {content[:300]!r}\n", flush=True)
    for signature, count in counts.most_common():
        print(f"{count:7,} x {signature}")
    return len(counts)


def _counted(numbers: Sequence[int], name: str) -> Iterator[int]:
    """Yield *numbers*, and say now and then how many there were."""
    for done, number in enumerate(numbers):
        if done and done % 10_000 == 0:
            print(f"{name}: {done:,} of {len(numbers):,}", file=sys.stderr, flush=True)
        yield number


if __name__ == "__main__":
    sys.exit(main())
