"""Speed and memory, as ratios against something simple: ``python -m tests.bench``.

Each pair is run in turn in one session, at least seven times, and the medians are
compared, so that a busy machine slows both sides alike. Needs the test extra.
"""

import argparse
import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.bases import deck

ROUNDS = 7
ROOT = Path(__file__).parent.parent.parent
SIZES = (1_000, 10_000, 100_000)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(BENCHES)}; all if none")
    for name in parser.parse_args().names or BENCHES:
        print(f"\n{name}")
        BENCHES[name]()


def seconds(call: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def in_turn(*calls: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The median seconds of each call, all run in turn after one round to warm up."""
    for call in calls:
        call()
    times = [[seconds(call) for call in calls] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def report(what: str, ours: float, theirs: float, goal: float) -> None:
    ratio = ours / theirs
    met = "met" if ratio <= goal else "NOT MET"
    print(
        f"  {what:<44} {ours * 1000:9.1f} ms {theirs * 1000:9.1f} ms"
        f"  ratio {ratio:5.2f}  goal {goal:g}  {met}"
    )


def process(*command: str | Path, typed: bytes = b"\n") -> Callable[[], object]:
    return lambda: subprocess.run(command, input=typed, capture_output=True, check=False)


def plain_install(folder: Path, *more: str) -> Path:
    """The bin folder of a fresh environment with quizgen installed, not editable."""
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    bin_ = folder / "venv" / "bin"
    subprocess.run([bin_ / "pip", "install", "--quiet", ROOT, *more], check=True)
    return bin_


def start() -> None:
    """Whole processes, on a plain install."""
    with tempfile.TemporaryDirectory() as folder:
        bin_ = plain_install(Path(folder))
        python, quizgen = bin_ / "python", bin_ / "quizgen"
        click, version, help_, rich, quiz = in_turn(
            process(python, "-c", "import click"),
            process(quizgen, "--version"),
            process(quizgen, "--help"),
            process(python, "-c", "import click, rich.console"),
            process(quizgen, "quiz", "csto"),
            rounds=15,
        )
    report("--version, against import click", version, click, 1.3)
    report("--help, against import click", help_, click, 1.3)
    report("quiz csto to the first question, click and rich", quiz, rich, 2)


def read() -> None:
    """Reading, with positions and checks, against a bare loop over libyaml's events."""
    import yaml

    from quizgen.deck.lint import check
    from quizgen.deck.loader import DeckLoader

    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES[1:]:
            path = Path(folder, f"{size}.yaml")
            text = deck(size)
            path.write_text(text, "utf-8")

            def ours(path: Path = path) -> None:
                gc.disable()  # as `load` does; this leaves its cache out
                base = DeckLoader(None, Path(folder)).load_file(path, path.name)
                gc.enable()
                assert base is not None
                assert not check(base)

            def loop(text: str = text) -> None:
                for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
                    pass

            times = in_turn(ours, loop)
            report(f"{size:,} facts", times[0], times[1], 3)
            print(f"  {'':<44} {memory(path) / size:9.0f} bytes a fact, at the peak")


def memory(path: Path) -> float:
    """Bytes by which the peak of a process grows when it reads *path*."""
    code = (
        "import sys; from pathlib import Path\n"
        "from quizgen.deck.loader import DeckLoader; import gc; gc.disable()\n"
        "peak = lambda: int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])\n"
        "before = peak(); path = Path(sys.argv[1])\n"
        "base = DeckLoader(None, path.parent).load_file(path, path.name)\n"
        "print(peak() - before)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, check=True
    )
    return int(run.stdout) * 1024


def generate() -> None:
    """Questions with stem, key, distractors and id; then with all that they tell."""
    from quizgen.deck.loader import DeckLoader
    from quizgen.generate.assemble import make_question
    from quizgen.generate.generator import find_items
    from quizgen.generate.proofs import prove

    with tempfile.TemporaryDirectory() as folder:
        costs = []
        for size in SIZES:
            path = Path(folder, f"{size}.yaml")
            path.write_text(deck(size), "utf-8")
            base = DeckLoader(None, Path(folder)).load_file(path, path.name)
            assert base is not None
            made = sum(1 for _ in find_items(base))
            rounds = ROUNDS if size < SIZES[-1] else 3
            gc.disable()
            proved, told = in_turn(
                lambda base=base: [*map(prove, find_items(base))],  # type: ignore[misc]
                lambda base=base: [*map(make_question, find_items(base))],  # type: ignore[misc]
                rounds=rounds,
            )
            gc.enable()
            costs.append(proved / made)
            print(
                f"  {size:7,} facts {proved / made * 1e6:6.1f} microseconds each"
                f" (goal 25), with explanations {told / made * 1e6:6.1f}"
            )
        print(f"  growth {max(costs) / min(costs):.2f} (goal 1.5)")


def quiz() -> None:
    """Selecting questions, against making as many: to match them all is in both."""
    from itertools import islice

    from quizgen import load
    from quizgen.generate.assemble import make_question
    from quizgen.generate.generator import bind_templates, find_items
    from quizgen.model import FactBase
    from quizgen.quiz.criteria import ANY, Criteria
    from quizgen.quiz.selection import select_from_templates

    def report_selection(
        what: str, base: FactBase, count: int, criteria: Criteria, goal: float
    ) -> None:
        def make() -> None:
            items = filter(criteria.admits_item, list(find_items(base)))
            for item in islice(items, count):
                make_question(item)

        ours, theirs = in_turn(
            lambda: select_from_templates(bind_templates(base), count, criteria=criteria),
            make,
            rounds=3,
        )
        report(what, ours, theirs, goal)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "big.yaml")
        path.write_text(deck(40_000), "utf-8")
        (base,), _ = load(path)
        report_selection("10 of 20,000 questions", base, 10, ANY, 1.3)
        report_selection("1,000 of 20,000 questions", base, 1_000, ANY, 1.5)
    (csto,), _ = load("csto")
    report_selection("10 of csto", csto, 10, ANY, 2)
    topic = Criteria(topics=["Membership"])
    report_selection("all that go together in a topic of it", csto, 5_000, topic, 2)


def check() -> None:
    """Checking all shipped decks against reading them."""
    from quizgen.deck.lint import check as rules
    from quizgen.deck.loader import SHIPPED, DeckLoader, shipped_decks
    from quizgen.generate.coverage import shortfalls

    def reading() -> list[object]:
        return [
            DeckLoader(None, SHIPPED).load_file(SHIPPED / f"{name}.yaml", name)
            for name in shipped_decks()
        ]

    def checking() -> None:
        for base in reading():
            rules(base)  # type: ignore[arg-type]
            shortfalls(base)  # type: ignore[arg-type]

    times = in_turn(checking, reading)
    report("all shipped decks, against reading them", times[0], times[1], 3)


def items() -> None:
    """What rules object to under twenty seeds, in all shipped decks."""
    from quizgen.deck.loader import load, shipped_decks
    from quizgen.generate.generator import find_items
    from quizgen.generate.item_lint import examine

    bases, _ = load(*shipped_decks())
    made = sum(1 for base in bases for _ in find_items(base))
    (examined,) = in_turn(lambda: [examine(base) for base in bases], rounds=3)
    print(f"  {examined / made * 5000:6.1f} seconds for 5,000 questions (goal 5)")


def anki() -> None:
    """YAML to .apkg, against yaml.load, pydantic and genanki doing the same."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "big.yaml")
        path.write_text(deck(10_000), "utf-8")
        theirs = [sys.executable, str(ROOT / "tests/bench/plain_genanki.py"), str(path)]
        ours = [
            sys.executable,
            "-m",
            "quizgen",
            "anki",
            str(path),
            "-o",
            f"{folder}/a.apkg",
        ]
        rows = []
        for command in (ours, theirs):
            subprocess.run(command, check=True, capture_output=True)
        for _ in range(ROUNDS):
            rows.append([measured(command, Path(folder)) for command in (ours, theirs)])
        (ours_s, ours_kb), (theirs_s, theirs_kb) = (
            (statistics.median(s for s, _ in side), statistics.median(kb for _, kb in side))
            for side in zip(*rows, strict=True)
        )
        report("10,000 facts as YAML to an .apkg", ours_s, theirs_s, 0.3)
        print(
            f"  {'its memory':<44} {ours_kb / 1024:9.1f} MB {theirs_kb / 1024:9.1f} MB"
            f"  ratio {ours_kb / theirs_kb:5.2f}  goal 0.33"
        )


def apkg() -> None:
    """Notes to .apkg, against plain genanki and against what any program must do."""
    from tests.bench import packages

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packages.stock(folder / "notes.json")
        files = [folder / way for way in ("ours.apkg", "plain.apkg", "floor.apkg")]
        for size in SIZES:
            notes = list(packages.notes(folder / "notes.json", size))
            rows = packages.rows(notes)
            ours, plain, floor = in_turn(
                lambda notes=notes: packages.ours(notes, files[0]),  # type: ignore[misc]
                lambda notes=notes: packages.plain(notes, files[1]),  # type: ignore[misc]
                lambda rows=rows: packages.floor(rows, files[2]),  # type: ignore[misc]
                rounds=ROUNDS if size < SIZES[-1] else 3,
            )
            report(f"{size:,} notes, against genanki", ours, plain, 0.33)
            report(f"{size:,} notes, against the floor", ours, floor, 1.3)
            sizes = [file.stat().st_size / 1e6 for file in files]
            peaks = [
                measured(process_of(way, size, folder), folder)[1] / 1024
                for way in ("ours", "plain")
            ]
            print(
                f"  {'':<44} {ours / size * 1e6:9.1f} microseconds a note; files "
                + ", ".join(f"{size:.2f}" for size in sizes)
                + f" MB: {sizes[0] / sizes[1]:.3f} of genanki's (goal 0.16); peaks "
                + ", ".join(f"{peak:.0f}" for peak in peaks)
                + " MB"
            )
            del notes, rows
        bin_ = plain_install(folder, "pydantic")
        path, target = folder / "small.yaml", folder / "small.apkg"
        path.write_text(deck(80), "utf-8")
        times = in_turn(
            process(bin_ / "quizgen", "anki", path, "-o", target),
            process(bin_ / "python", ROOT / "tests/bench/plain_genanki.py", path),
            rounds=15,
        )
        report("40 cards from YAML, as a process", times[0], times[1], 0.4)


def process_of(way: str, size: int, folder: Path) -> list[str]:
    """The command that writes *size* notes in one *way*."""
    module = [sys.executable, "-m", "tests.bench.packages"]
    return [*module, way, str(size), str(folder / f"{way}.apkg")]


def measured(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Seconds and peak kilobytes of a process that reads its deck afresh."""
    code = (
        "import resource, subprocess, sys, time\n"
        "start = time.perf_counter(); subprocess.run(sys.argv[1:], capture_output=True)\n"
        "spent = time.perf_counter() - start\n"
        "print(spent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *command],
        env={**__import__("os").environ, "XDG_CACHE_HOME": str(folder / "none" / "x")},
        capture_output=True,
        check=True,
        text=True,
    )
    spent, peak = run.stdout.split()
    return float(spent), float(peak)


def review() -> None:
    """The start with a long log, the wait for the next question, and a rebuild."""
    from quizgen.deck.loader import shipped_decks
    from quizgen.review.store import open_store
    from tests.bench import reviews

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bin_ = plain_install(folder)
        learned = reviews.shipped_questions(5_000)
        reviews.fill(folder / "long" / "quizgen.sqlite3", 100_000, learned)
        now = "--now", reviews.day_after(100_000, learned), "--data", folder / "long"
        one, all_, theirs = in_turn(
            process(bin_ / "quizgen", "review", "csto", *now, typed=b""),
            process(bin_ / "quizgen", "review", *shipped_decks(), *now, typed=b""),
            process(bin_ / "python", "-c", "import click, rich.console, sqlite3, fsrs"),
            rounds=15,
        )
        report("first question, 100,000 reviews; its imports", one, theirs, 2)
        report("the same, of all decks at once", all_, theirs, 2)

        spent = reviews.next_questions(folder / "next", 250)
        bare = reviews.inserts(folder / "bare", 1_000)
        ours, theirs = (statistics.quantiles(each, n=20)[-1] for each in (spent, bare))
        report("next question, 95th percentile; a bare insert", ours, theirs, 2)
        met = "met" if ours < 0.02 else "NOT MET"
        print(f"  {'or, where that is more, 20 ms':<44} {ours * 1000:9.1f} ms  {met}")

        million = folder / "million"
        invented = reviews.invented_questions(20_000)
        reviews.fill(million, 1_000_000, invented)
        with open_store(million) as store:
            bare_fsrs = reviews.replay_by_library(1_000_000, invented)
            ours, theirs = in_turn(store.rebuild, bare_fsrs, rounds=3)
        report("rebuild from a million rows; py-fsrs", ours, theirs, 1.2)
    learner()


def learner() -> None:
    """A year of 2,000 questions, by three policies, with a memory that is known."""
    from tests.pupil import Pupil, at_random, by_fsrs, by_sm2

    like = by_fsrs(Pupil(), 2_000, 365, 10)
    for name, policy in (
        ("FSRS", by_fsrs),
        ("SM-2", by_sm2),
        ("at random", at_random(like)),
    ):
        pupil = Pupil()
        policy(pupil, 2_000, 365, 10)
        print(
            f"  {name:<10} {pupil.reviews:6} reviews, {pupil.retention:.1%} recalled,"
            f" {pupil.knows(2_000, 365):.1%} known at the end"
        )


def handout() -> None:
    """Tests of 40 questions with their keys, against Typst alone on the same pages."""
    fonts = ROOT / "quizgen/exports/handout/fonts"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bin_ = plain_install(folder, "typst")
        roster = folder / "class.csv"
        rows = "".join(f"Student {number},{number}\n" for number in range(1, 301))
        roster.write_text(f"name,id\n{rows}", "utf-8")
        spent = []
        for what, count, rounds in (
            ("1 version", ["--versions", "1"], ROUNDS),
            ("4 versions", ["--versions", "4"], ROUNDS),
            ("4 versions, no reasons", ["--versions", "4", "--no-explain"], ROUNDS),
            ("300 students", ["--roster", str(roster)], 3),
        ):
            what_for = ("handout", "csto", "eaeu", "-n", "40", *count)
            command: list[str | Path] = [bin_ / "quizgen", *what_for]
            subprocess.run(
                [*command, "-o", folder / "page.typ"], check=True, capture_output=True
            )
            ours, theirs = in_turn(
                process(*command, "-o", folder / "ours.pdf"),
                process(
                    *(bin_ / "python", ROOT / "tests/bench/plain_typst.py"),
                    *(folder / "page.typ", fonts, folder / "theirs.pdf"),
                ),
                rounds=rounds,
            )
            report(f"{what}, against Typst alone", ours, theirs, 1.3)
            spent.append(ours)
        first, four, *_ = spent
        report("each further version, against the first", (four - first) / 3, first, 0.25)


BENCHES: dict[str, Callable[[], None]] = {
    "start": start,
    "read": read,
    "generate": generate,
    "check": check,
    "items": items,
    "quiz": quiz,
    "anki": anki,
    "review": review,
    "apkg": apkg,
    "handout": handout,
}

if __name__ == "__main__":
    print(f"{sys.version.split()[0]}, peak of this process so far", end=" ")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MB")
    main()
