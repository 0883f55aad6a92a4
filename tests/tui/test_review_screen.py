"""A review as it is seen and typed: by lines, by keys, and for thirty days on end."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from quizgen.identity import short_id
from tests.rivers import RIVERS, changed

DATE = "2026-11-24"
Run = Callable[..., subprocess.CompletedProcess[str]]
UID = "uid: r1vers4u\n"
QUIZGEN = (sys.executable, "-m", "quizgen")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "rivers.yaml").write_text(RIVERS + UID, "utf-8")
    return tmp_path


@pytest.fixture
def run(here: Path) -> Run:
    """A command, with a data directory of its own and lines to read."""

    def ran(
        *arguments: str, lines: str = "", data: str = "data"
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*QUIZGEN, *arguments],
            input=lines,
            cwd=here,
            env=environment(here, data),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return ran


def environment(here: Path, data: str = "data") -> dict[str, str]:
    return {
        **os.environ,
        "QUIZGEN_DATA": str(here / data),
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }


def review(run: Run, *options: str, lines: str = "", date: str = DATE) -> str:
    """What a review shows, which reads *lines* up to its end."""
    shown = run("review", "rivers.yaml", "--now", date, *options, lines=lines)
    assert shown.stderr == ""
    return shown.stdout


def kinds(run: Run) -> list[str]:
    lines = run("data", "export").stdout.splitlines()
    return [json.loads(line)["kind"] for line in lines]


def test_an_answer_is_marked_explained_and_graded(run: Run) -> None:
    shown = review(run, "--new", "1", lines="3\n\n")
    assert shown.startswith(
        "0 due, 1 new, about 1 min\n\n1/1  Mouths · new\nInto which sea"
    )
    assert "Source: An atlas" in shown
    assert "1 again 10 min   2 hard 15 min   3 good 2 days" in shown.replace("\xa0", " ")
    assert "\n1 of 1 right (100%)\n  1  new\n  0  left today\n  0  due tomorrow\n" in shown


def test_what_is_wrong_comes_again_in_the_same_review(run: Run) -> None:
    shown = review(run, "--new", "1", lines="0\n\n3\n\n")
    assert shown.count("Into which sea does the Danube flow?") == 3  # and to look at again
    assert "1 of 2 right (50%)" in shown
    assert kinds(run) == ["review", "review"]


def test_the_learner_may_give_another_grade(run: Run) -> None:
    review(run, "--new", "1", lines="0\n4\n")
    (line,) = run("data", "export").stdout.splitlines()
    row = json.loads(line)
    assert (row["grade"], row["right"], row["reply"]) == (4, 0, [])
    assert row["shown"]["answer"] == "Black Sea"
    assert row["at"].startswith(f"{DATE}T12:00:0")


@pytest.mark.parametrize(("grade", "right"), [("", 1), ("1\n3", 0), ("4", 1)])
def test_a_card_is_graded_by_the_learner_alone(run: Run, grade: str, right: int) -> None:
    shown = review(run, "--new", "1", "--form", "card", lines=f"\n{grade}\n\n\n")
    assert "Enter shows the answer > \n  Black Sea" in shown
    first = json.loads(run("data", "export").stdout.splitlines()[0])
    assert (first["right"], first["reply"]) == (right, bool(right))


def test_a_grade_that_contradicts_the_verdict_leaves_it_as_it_is(run: Run) -> None:
    shown = review(run, "--new", "1", lines="1\n3\n")
    assert "\n0 of 1 right (0%), 1 graded otherwise\n" in shown
    row = json.loads(run("data", "export").stdout)
    assert (row["right"], row["share"], row["grade"]) == (0, 0.0, 3)


def test_an_undone_answer_is_only_graded_again_since_it_is_known_now(run: Run) -> None:
    shown = review(run, "--new", "2", lines="0\n4\n1\nu\n3\n4\n")
    assert shown.count("Undone.\n\nInto which sea does the Danube flow?\n✗ Not known") == 1
    assert shown.count("1-3 > ") == 2  # nothing was asked twice
    rows = [json.loads(line) for line in run("data", "export").stdout.splitlines()]
    assert [row["kind"] for row in rows] == ["review", "undo", "review", "review"]
    assert [row.get("grade") for row in rows] == [4, None, 3, 4]
    assert rows[2]["reply"] == rows[0]["reply"]


def test_all_that_was_done_can_be_undone_step_by_step(run: Run) -> None:
    lines = "0\n4\ns\n1\nu\nu\n3\ns\n2\n"
    shown = review(run, "--new", "3", lines=lines)
    assert shown.count("Suspended.") == 2
    assert shown.count("Suspended no more.") == 1
    assert shown.count("Undone.") == 1
    kinds_ = "review suspend resume undo review suspend review".split()
    assert kinds(run) == kinds_


@pytest.mark.parametrize("lines", ["u\n3\n\n", "3\nu\n\n"])
def test_there_may_be_nothing_to_undo(run: Run, lines: str) -> None:
    shown = review(run, "--new", "1", lines=lines)
    assert "Nothing was done yet." in shown
    assert "1 of 1 right" in shown


def test_before_it_is_answered_a_question_can_be_suspended(run: Run) -> None:
    shown = review(run, "--new", "2", lines="?\ns\n?\n1\n4\n")
    assert "  u      undo what was done before this\n" in shown
    assert "Suspended.\n\n1/1  Mouths · new\n" in shown
    assert kinds(run) == ["suspend", "review"]
    (name,) = run("review", "--suspended").stdout.split()
    assert name == "rivers/mouth/danube#choice"


def test_a_suspended_question_is_asked_no_more_until_it_is_resumed(run: Run) -> None:
    review(run, "--new", "1", lines="1\ns\n")
    (full_id,) = (json.loads(line)["question"] for line in [run("data", "export").stdout])
    name = short_id(full_id)
    assert full_id == name.replace("rivers/", "rivers~r1vers4u/")
    shown = run("review", "rivers.yaml", "--list", "--new", "99").stdout
    assert name not in shown.split()
    options = ("--new", "99", "--resume", name)
    assert name in run("review", "rivers.yaml", "--list", *options).stdout.split()


def test_a_question_can_be_flagged_and_its_facts_found(run: Run, here: Path) -> None:
    shown = review(run, "--new", "1", lines="1\nf Which Danube?\ne\n\n")
    assert "danube/flows-into/black-sea\n    rivers.yaml:16:24\n" in shown
    assert run("flags").stdout == (
        f"{here}/rivers.yaml:16:24: {DATE} rivers/mouth/danube#choice: Which Danube?\n"
        "  Into which sea does the Danube flow?\n"
        "    Black Sea\n"
    )


def test_an_answer_counts_even_if_one_leaves_before_it_is_graded(run: Run) -> None:
    for end, status in (("", 130), ("q\n", 0)):
        shown = run("review", "rivers.yaml", "--new", "2", lines=f"1\n{end}")
        assert shown.returncode == status
    assert kinds(run) == ["review", "review"]


def test_a_fact_that_changed_says_so_and_keeps_its_history(run: Run, here: Path) -> None:
    review(run, "--new", "1", lines="1\n3\n")
    other = changed(
        "flows-into: {is: black-sea, source: [atlas, survey]}",
        "flows-into: {is: north-sea, source: atlas}",
    )
    other = other.replace("Into which", "To what") + UID
    (here / "rivers.yaml").write_text(other, "utf-8")
    shown = review(run, "--new", "0", date="2026-12-24", lines="1\n\n")
    assert "To what sea" in shown
    assert "This fact changed: on 2026-11-24 the answer was Black Sea." in shown
    again = review(run, "--new", "0", date="2027-12-24", lines="1\n\n")
    assert "This fact changed" not in again


def test_a_sibling_waits_even_if_another_form_was_wished_for(run: Run) -> None:
    review(run, "--new", "1", "--form", "choice", lines="2\n\n")
    fresh = run("review", "rivers.yaml", "--list", "--form", "text", "--now", DATE).stdout
    assert "rivers/mouth/volga#text" in fresh
    assert "rivers/mouth/danube" not in fresh


def test_cramming_leaves_the_schedule_alone(run: Run) -> None:
    review(run, "--new", "1", lines="1\n\n")
    assert "1 of 2 right" in review(run, "--cram", "2", lines="3\n0\n")
    assert kinds(run) == ["review"]


def test_without_a_deck_it_is_those_of_last_time_from_anywhere(
    run: Run, here: Path
) -> None:
    review(run, "--new", "1", lines="1\n\n")
    (here / "else").mkdir()
    arguments = [*QUIZGEN, "review", "--list", "--now", "2027-11-24"]
    env = environment(here)
    listed = subprocess.run(
        arguments, cwd=here / "else", env=env, capture_output=True, check=True, text=True
    )
    assert listed.stdout.startswith("rivers/mouth/danube#choice\n")
    assert "name a deck" in run("review", data="empty").stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("review", "rivers.yaml", "--now", "soon"), "'soon' is no time such as"),
        (("review", "rivers.yaml", "--resume", "nope"), "'nope' is not suspended"),
        (("review", "rivers.yaml", "--cram", "1", "--list"), "do not go together"),
        (("review", "rivers.yaml", "--new", "-1"), "-1 is not in the range x>=0"),
        (("data", "backup", "nowhere/copy"), "nowhere/copy: there is no such folder"),
        (("data", "import", "rivers.yaml"), "rivers.yaml:1:1: error: no JSON"),
        (("data", "backup", "rivers.yaml"), "rivers.yaml exists already"),
        (("stats", "--data", "rivers.yaml"), "cannot be opened"),
    ],
)
def test_what_cannot_be_done_says_why(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    result = run(*arguments)
    assert result.returncode in (1, 2)
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_copy_can_be_made_and_used(run: Run, here: Path) -> None:
    review(run, "--new", "1", lines="2\n\n")
    (here / "copy").mkdir()
    copied = run("data", "backup", "copy/quizgen.sqlite3")
    assert (copied.returncode, copied.stderr) == (0, "")
    assert run("data", "path", data="copy").stdout == f"{here}/copy/quizgen.sqlite3\n"
    exported = run("data", "export").stdout
    assert run("data", "export", data="copy").stdout == exported != ""


def test_a_backup_is_no_export(run: Run) -> None:
    review(run, "--new", "1", lines="2\n\n")
    run("data", "backup", "copy")
    result = run("data", "import", "copy")
    assert result.returncode == 1
    assert "no UTF-8" in result.stderr
    assert "a backup is put in place of" in result.stderr


def test_a_reader_that_stops_early_is_no_error(here: Path, run: Run) -> None:
    review(run, "--new", "1", lines="2\n\n")
    command = "python -m quizgen review rivers.yaml --list --new 99 | head -1"
    python = str(Path(sys.executable).parent)
    piped = subprocess.run(
        command,
        shell=True,
        cwd=here,
        env={**environment(here), "PATH": f"{python}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert piped.stdout.count("\n") == 1
    assert "Error" not in piped.stderr


def test_what_is_forgotten_again_and_again_is_called_a_leech(run: Run) -> None:
    for year in range(8):
        shown = review(
            run,
            "--new",
            str(int(not year)),
            date=f"{2027 + 2 * year}-01-01",
            lines="0\n1\n2\n3\n",
        )
    assert "leech" not in shown
    shown = review(run, "--new", "0", date="2047-01-01", lines="0\n1\n2\n3\n")
    assert "A leech: forgotten 8 times." in shown


def test_what_another_review_has_asked_meanwhile_is_not_asked_again(
    here: Path, run: Run
) -> None:
    first = subprocess.Popen(
        [*QUIZGEN, "review", "rivers.yaml", "--new", "2", "--now", DATE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=here,
        env=environment(here),
    )
    assert first.stdin is not None
    assert first.stdout is not None
    shown = b""
    while b"1-3 >" not in shown:  # it has planned its two questions
        character = first.stdout.read(1)
        assert character, f"it ended before it asked: {shown!r}"
        shown += character
    review(run, "--new", "2", lines="3\n\n3\n\n")
    rest = first.communicate(b"3\n\n")[0].decode()
    assert "1 of 1 right" in rest
    assert "Volga" not in rest
    assert len(kinds(run)) == 3


def test_what_was_learned_is_told_as_text_as_json_and_as_a_page(
    run: Run, here: Path
) -> None:
    review(run, "--new", "1", lines="2\n\n")
    told = ("stats", "--now", DATE)
    assert run(*told).stdout.startswith("1 review on 1 day\n")
    assert json.loads(run(*told, "--json").stdout)["days"] == {DATE: 1}
    assert run(*told, "--html", "stats.html").returncode == 0
    assert "<h1>1 review on 1 day" in (here / "stats.html").read_text("utf-8")


# With keys


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_one_key_answers_and_one_grades(here: Path, columns: int) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "quizgen", "review", "rivers.yaml", "--new", "2", "--now", DATE],
        cwd=str(here),
        env={**environment(here), "TERM": "xterm"},
        dimensions=(50, columns),
        encoding="utf-8",
        timeout=20,
    )
    for key, expected in (
        ("1", r"Danube.*0 don't know"),
        ("?", r"Enter: again"),
        ("e", r"accept the grade.*Enter: again"),
        ("\r", r"black-sea.*Enter: again"),
        ("3", r"Volga.*0 don't know"),
        ("u", r"Enter: good"),
        ("4", r"Undone.*Enter: again"),
        ("f", r"Enter: good"),
        ("Which?\r", r"what is wrong with it\? > "),
        ("s", r"Flagged"),
    ):
        child.expect(re.compile(expected, re.DOTALL))
        while len(key) == 1 and termios.tcgetattr(child.child_fd)[3] & termios.ICANON:
            time.sleep(0.002)
        child.send(key)
    child.expect("0 of 1 right.*1 graded otherwise")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


# For thirty days


def day(number: int) -> str:
    return f"2026-{12 if number > 6 else 11}-{number - 6 if number > 6 else number + 24:02}"


HABIT = ("review", "csto", "--new", "5", "--form", "choice", "--form", "card")


def replies(draw: random.Random) -> str:
    """Lines of someone who knows some, and sometimes gives another grade."""
    return "".join(f"{draw.choice('1234?')}\n{draw.choice('134')}\n" for _ in range(40))


def killed_in_the_middle(here: Path, date: str, lines: str, seconds: float) -> None:
    process = subprocess.Popen(
        [*QUIZGEN, *HABIT, "--now", date],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=here,
        env=environment(here),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(lines.encode())
    process.stdin.flush()
    process.stdout.read(200)  # it has begun
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_thirty_days_with_kills_and_a_second_data_directory(run: Run, here: Path) -> None:
    """What is exported and imported elsewhere is due there on the same days."""
    draw = random.Random(30)
    for number in range(30):
        if number % 6 == 3:
            killed_in_the_middle(here, day(number), replies(draw), draw.random() / 50)
        result = run(*HABIT, "--now", day(number), lines=replies(draw))
        assert (result.stderr, result.returncode in (0, 130)) == ("", True)
        assert "due" in result.stdout
    assert run("data", "export", "-o", "log.jsonl").returncode == 0
    lines = (here / "log.jsonl").read_text("utf-8").count("\n")
    assert lines > 600
    assert run("data", "import", "log.jsonl", data="second").stderr == (
        f"{lines} of {lines} were new\n"
    )
    for date in (day(30), "2027-01-15", "2027-06-01"):
        first, second = (
            run(*HABIT, "--list", "--now", date, data=data).stdout
            for data in ("data", "second")
        )
        assert first == second != ""
    first, second = (
        run("stats", "--json", "--now", day(30), data=data).stdout
        for data in ("data", "second")
    )
    assert first == second
    assert json.loads(first)["reviews"] == lines
