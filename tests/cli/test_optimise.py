"""`quizgen data optimise`: weights that fit how a learner forgets."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from quizgen.cli import main
from quizgen.review.database import FILE_NAME
from quizgen.review.memory import GradedReview, Moment
from quizgen.review.optimizer import MIN_PREDICTIONS, count_predictions, log_loss
from quizgen.review.scheduler import STANDARD_WEIGHTS, scheduler_name
from quizgen.review.store import open_store
from tests.review.test_optimizer import FORGETFUL, answers_at, needs_torch, pupil
from tests.rivers import RIVERS


def fill(folder: Path, answers: Iterable[GradedReview]) -> None:
    """Put *answers* where the command looks."""
    shown = {"deck": "d", "topic": "t", "form": "text", "stem": "", "answer": "a"}
    more = {"right": 1, "share": 1.0, "milliseconds": 1, "reply": "1"}
    with open_store(folder / FILE_NAME) as store:
        store.import_rows(
            {"kind": "review", **more, **answer._asdict(), "shown": json.dumps(shown)}
            for answer in answers
        )


def arguments(folder: Path, *options: str) -> list[str]:
    return ["data", "optimise", "--data", str(folder), "--now", "2027-01-01", *options]


def optimise(folder: Path, *options: str) -> tuple[int, str, str]:
    """Exit status, output and errors."""
    found = CliRunner().invoke(main, arguments(folder, *options))
    return found.exit_code, found.stdout, found.stderr


def rows(folder: Path) -> list[dict[str, Any]]:
    """The weights in the log, the oldest first."""
    with open_store(folder / FILE_NAME) as store:
        records = map(json.loads, store.export_lines())
        return [record for record in records if record["kind"] == "weights"]


def test_too_few_answers_are_counted(tmp_path: Path) -> None:
    """Those that were undone do not count."""
    fill(tmp_path, answers_at(0, 24, 25, 48, 72))
    with open_store(tmp_path / FILE_NAME) as store:
        store.undo_review("q", answers_at(72)[0].at, Moment(0))
    message = (
        "Error: 1,100 answers to questions of an earlier day are needed; there are 2\n"
    )
    assert optimise(tmp_path) == (1, "", message)
    assert rows(tmp_path) == []


def test_without_torch_the_command_says_what_to_install(tmp_path: Path) -> None:
    fill(tmp_path, pupil(FORGETFUL).answers)
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "from quizgen.cli import main; main(sys.argv[1:])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, *arguments(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (1, "")
    assert "Error: no torch" in found.stderr
    assert "pip install 'quizgen[optimise]'" in found.stderr
    assert "Traceback" not in found.stderr
    assert rows(tmp_path) == []


def test_the_standard_weights_can_be_had_back_without_torch(tmp_path: Path) -> None:
    fill(tmp_path, pupil(FORGETFUL, days=20).answers)
    assert optimise(tmp_path, "--reset") == (0, "Nothing was changed\n", "")
    with open_store(tmp_path / FILE_NAME) as store:
        standard = store.memories()
        store.set_weights(FORGETFUL, Moment(answers_at(0)[0].at))
        assert store.memories() != standard
    status, told, _ = optimise(tmp_path, "--reset")
    assert status == 0
    assert re.fullmatch(r"Due sooner: 0; later: [1-9]\d*; as before: \d+\n", told)
    with open_store(tmp_path / FILE_NAME) as store:
        assert (store.weights(), store.memories()) == (STANDARD_WEIGHTS, standard)
    own, reset = rows(tmp_path)
    assert own["shown"] == [*FORGETFUL]
    assert reset == {"kind": "weights", "question": "", "at": reset["at"]}
    assert reset["at"].startswith("2027-01-01T12:00:0")


def test_own_weights_are_used_named_and_carried_to_another_computer(
    tmp_path: Path,
) -> None:
    deck, log = tmp_path / "rivers.yaml", tmp_path / "log.jsonl"
    deck.write_text(RIVERS, "utf-8")
    with open_store(tmp_path / FILE_NAME) as store:
        store.set_weights(FORGETFUL, Moment(0))

    def run(*arguments: str, data: Path = tmp_path, lines: str = "") -> str:
        found = CliRunner().invoke(main, [*arguments, "--data", str(data)], input=lines)
        assert found.exit_code in {0, 130}, found.stderr
        return found.stdout

    shown = run("review", str(deck), "--now", "2026-11-24", lines="2\n\n1\n\n")
    assert "2 hard 15 min   3 good 1 day   4 easy 4 days" in shown  # else, 2 days and 8
    run("data", "export", "-o", str(log))
    first, *answers = map(json.loads, log.read_text("utf-8").splitlines())
    assert first["kind"] == "weights"
    assert {answer["scheduler"] for answer in answers} == {scheduler_name(0.9, FORGETFUL)}
    run("data", "import", str(log), data=tmp_path / "other")
    for command in ("review", str(deck), "--new", "0", "--list"), ("stats", "--json"):
        for day in range(25, 30):
            here, there = (
                run(*command, "--now", f"2026-11-{day}", data=data)
                for data in (tmp_path, tmp_path / "other")
            )
            assert here == there != ""


# With torch, which the test extra leaves out


@needs_torch
def test_a_forgetful_pupils_weights_foretell_another_like_them(tmp_path: Path) -> None:
    """And the command uses them, for what was learned before; twice it changes nothing."""
    answers = pupil(FORGETFUL).answers
    unseen = pupil(FORGETFUL, seed=100, questions=1_000, days=200).answers
    assert count_predictions(answers) > MIN_PREDICTIONS
    fill(tmp_path, answers)
    with open_store(tmp_path / FILE_NAME) as store:
        before = store.memories()
    status, told, said = optimise(tmp_path)
    assert status == 0, said
    with open_store(tmp_path / FILE_NAME) as store:
        weights, after = store.weights(), store.memories()
    (row,) = rows(tmp_path)
    assert row["shown"] == [*weights]
    standard, truth = log_loss(unseen, STANDARD_WEIGHTS), log_loss(unseen, FORGETFUL)
    assert log_loss(unseen, weights) < (standard + truth) / 2
    sooner = sum(after[question].due < before[question].due for question in before)
    later = sum(after[question].due > before[question].due for question in before)
    assert sooner > later
    assert told == (
        f"Log loss: {log_loss(answers, STANDARD_WEIGHTS):.4f} in use,"
        f" {log_loss(answers, weights):.4f} new\n"
        f"One half foretold from the other: {log_loss(answers, STANDARD_WEIGHTS):.4f} standard,"
        f" {_unseen(told):.4f} new\n"
        f"Due sooner: {sooner}; later: {later};"
        f" as before: {len(before) - sooner - later}\n"
    )
    assert (
        said
        == f"Learning from {count_predictions(answers):,} answers: 10,000 take minutes\n"
    )
    status, told, _ = optimise(tmp_path)
    assert (status, told.splitlines()[-1]) == (0, "Nothing was changed")
    assert rows(tmp_path) == [row]


def _unseen(told: str) -> float:
    return float(told.splitlines()[1].split()[-2])
