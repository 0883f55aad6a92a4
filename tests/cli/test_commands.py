"""The commands: whole outputs for small decks, exit statuses, files whole or not at all."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from textwrap import dedent
from typing import BinaryIO, Literal

import click
import pytest
from click.testing import CliRunner, Result

from quizgen import __version__
from quizgen.cli import bases, decks, main
from quizgen.deck.loader import shipped_decks, starter_deck
from quizgen.exports import plain_text
from quizgen.model import Place, Problem
from tests.samples import CHOICE

CAPITALS = """\
deck: capitals
title: Capitals
language: en
checked: 2026-11-23
sources: {atlas: {title: An atlas, publisher: A publisher, url: "https://example.org"}}
relations:
  capital: {of: state, is: city, single: true, says: "{is} is the capital of {of}"}
entities:
  armenia:
    kind: state
    name: Armenia
    facts: {capital: {is: yerevan, source: atlas, note: It lies on the Hrazdan.}}
  belarus: {kind: state, name: Belarus, facts: {capital: {is: minsk, source: atlas}}}
  yerevan: {kind: city, name: Yerevan, aliases: [Erevan]}
  minsk: {kind: city, name: Minsk}
templates:
  capital-of:
    topic: Capitals
    given: "?state capital ?city"
    ask: "What is the capital of {state}?"
    answer: city
    forms: [text, card]
uid: c4pitals
"""
BROKEN = CAPITALS.replace("is: minsk", "is: minks")
ERROR = "broken.yaml:13:63: error: unknown entity 'minks' (did you mean 'minsk'?)\n"
NONE_SUCH = "no question is of that form, topic, worth and difficulty"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two decks, one of them broken, in which commands run."""
    (tmp_path / "capitals.yaml").write_text(CAPITALS, "utf-8")
    (tmp_path / "broken.yaml").write_text(BROKEN, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


SPOKES = range(34)
MULTIPLYING = f"""\
deck: hub
title: Hub
language: en
checked: 2026-11-23
sources: {{s: {{title: S}}}}
relations: {{spoke: {{of: hub, is: thing}}}}
templates:
  t:
    given: ["hub spoke ?a", "hub spoke ?b", "hub spoke ?c", "hub spoke ?d"]
    ask: "{{a}}, {{b}}, {{c}}, and?"
    answer: d
    forms: [card]
entities:
  hub: {{kind: hub, name: Hub, facts: {{spoke: [
    {", ".join(f"{{is: s{n}, source: s}}" for n in SPOKES)}
  ]}}}}
  {"  ".join(f"s{n}: {{kind: thing, name: S{n}}}" + chr(10) for n in SPOKES)}
"""


@pytest.mark.parametrize(
    "command", ["check", "questions", "quiz", "decks", "anki -o hub.apkg"]
)
def test_a_template_that_multiplies_ends_each_command_with_a_message(command: str) -> None:
    Path("hub.yaml").write_text(MULTIPLYING, "utf-8")
    result = run(f"{command} hub.yaml")
    assert (result.exit_code, result.stdout + result.stderr) == (
        1,
        (
            "hub.yaml:8:3: error: template 't' takes more than 1,000,000 steps to match the"
            " patterns, whose matches 'hub spoke ?d' multiplies: expected it to share more with"
            " the others\n"
        )
        + ("1 error, 0 warnings\n" if command == "check" else ""),
    )


def test_a_query_that_multiplies_is_refused() -> None:
    Path("hub.yaml").write_text(MULTIPLYING, "utf-8")
    query = "?h spoke ?a, ?h spoke ?b, ?h spoke ?c, ?h spoke ?d"
    result = CliRunner().invoke(main, ["facts", query, "hub.yaml"])
    assert (result.exit_code, result.stderr) == (
        1,
        (
            "Error: this takes more than 1,000,000 steps to match the patterns, whose matches"
            " '?h spoke ?d' multiplies: expected it to share more with the others\n"
        ),
    )


def run(command: str, lines: str = "") -> Result:
    return CliRunner().invoke(main, command.split(), input=lines, prog_name="quizgen")


def process(command: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """The same in a shell of its own, in which it may be one of several."""
    shell = re.sub(r"\bquizgen (?=\w)", f"{sys.executable} -m quizgen ", command)
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {shell}"],
        env={**os.environ, **variables},
        capture_output=True,
        check=False,
    )


# Whole outputs


def test_what_is_told_of_the_one_right_option_stands_beside_it() -> None:
    assert [*plain_text.render([CHOICE])] == [
        "[d/t/x#choice]\nWhich sea?\n  - Black  (Not Black.)\n"
        "  * Caspian  (Why choice is so.)\n  - North  (Not North.)"
    ]


def test_questions_are_listed_to_read() -> None:
    result = run("questions capitals.yaml --form text")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == dedent("""\
        [capitals/capital-of/armenia#text]
        What is the capital of Armenia?
          = Yerevan
          Yerevan is the capital of Armenia. It lies on the Hrazdan.

        [capitals/capital-of/belarus#text]
        What is the capital of Belarus?
          = Minsk
          Minsk is the capital of Belarus.
        """)


def test_questions_are_listed_as_data() -> None:
    result = run("questions capitals.yaml --json --form card")
    assert (result.exit_code, result.stderr) == (0, "")
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == {
        "id": "capitals/capital-of/armenia#card",
        "deck": "capitals",
        "template": "capital-of",
        "topic": "Capitals",
        "form": "card",
        "stem": "What is the capital of Armenia?",
        "options": [],
        "key": [],
        "answers": ["Yerevan", "Erevan"],
        "typed": "",
        "unit": "",
        "within": "",
        "items": [],
        "pairs": [],
        "explanation": "Yerevan is the capital of Armenia. It lies on the Hrazdan.",
        "why_not": [],
        "facts": ["armenia/capital/yerevan"],
        "sources": [
            {
                "title": "An atlas",
                "publisher": "A publisher",
                "url": "https://example.org",
                "published": "",
            }
        ],
        "difficulty": first["difficulty"],
        "worth": "further",
        "overlaps": [],
        "as_of": None,
    }
    assert 0 <= first["difficulty"] <= 1
    assert second["id"] == "capitals/capital-of/belarus#card"


def test_a_quiz_is_played() -> None:
    result = run("quiz capitals.yaml -n 2 --form text", "yerevan\nminsk\n")
    assert result.exit_code == 0
    assert result.stdout.startswith("Capitals: 2 questions\n\n1/2  Capitals\nWhat is the")
    assert re.search(r"\n\d of 2 right \(\d+%\)\n  \d of 2  Capitals\n", result.stdout)
    assert result.stderr == ""


def test_facts_are_looked_up_by_words_and_by_patterns() -> None:
    result = run("facts minsk capitals.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Minsk is the capital of Belarus. [atlas] capitals.yaml:13:63\n"
    result = CliRunner().invoke(main, ["facts", "?s capital ?c", "capitals.yaml"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "s: Armenia  c: Yerevan\ns: Belarus  c: Minsk\n"


def test_decks_are_listed() -> None:
    result = run("decks capitals.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == dedent("""\
        capitals: Capitals
          2 facts from 1 sources, checked 2026-11-23
          4 questions: 2 text, 2 card
          Capitals
        """)
    record = json.loads(run("decks capitals.yaml --json").stdout)
    assert record == record | {  # there may be more to say
        "deck": "capitals",
        "title": "Capitals",
        "facts": 2,
        "questions": 4,
        "forms": {"text": 2, "card": 2},
        "topics": ["Capitals"],
        "sources": 1,
        "checked": "2026-11-23",
    }


def test_the_decks_that_ship_are_listed_if_none_is_named() -> None:
    listed = map(json.loads, run("decks --json").stdout.splitlines())
    assert [record["deck"] for record in listed] == shipped_decks()


def test_a_deck_is_checked() -> None:
    result = run("check capitals.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 errors, 0 warnings\n"
    result = run("check broken.yaml")
    assert (result.exit_code, result.stdout) == (1, ERROR)
    assert result.stderr == "1 error, 0 warnings\n"
    record = json.loads(run("check broken.yaml --json").stdout)
    assert "{path}:{line}:{column}: {level}: {message}\n".format(**record) == ERROR


def test_an_author_is_told_that_the_program_does_not_speak_a_language(
    here: Path,
) -> None:
    """Whoever takes a quiz is not: it can be taken."""
    for language, warnings, count in (
        ("kk-KZ", "", "0 errors, 0 warnings\n"),
        (
            "hy",
            "a.yaml:1:1: warning: quizgen does not speak 'hy': what it says itself is in"
            " English\n",
            "0 errors, 1 warning\n",
        ),
    ):
        deck = CAPITALS.replace("language: en", f"language: {language}")
        (here / "a.yaml").write_text(deck, "utf-8")
        result = run("check a.yaml")
        assert (result.exit_code, result.stdout) == (0, warnings)
        assert result.stderr == count
        assert run("quiz a.yaml -n 1 --form text", lines="x\n").stderr == ""


def test_a_folder_stands_for_the_decks_in_it() -> None:
    result = run("check .")
    assert (result.exit_code, result.stdout) == (1, ERROR)


def test_an_anki_deck_is_written(here: Path) -> None:
    result = run("anki capitals.yaml -o capitals.apkg")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "4 notes in capitals.apkg\ncapitals.lock.json: 4 new, 0 changed, 0 withdrawn\n"
    )
    assert (here / "capitals.apkg").read_bytes().startswith(b"PK")
    lock = (here / "capitals.lock.json").read_bytes()
    result = run("anki capitals.yaml -o again.apkg")
    assert (result.exit_code, result.stderr) == (0, "4 notes in again.apkg\n")
    assert (here / "capitals.lock.json").read_bytes() == lock


def test_the_schema_is_json() -> None:
    assert json.loads(run("schema").stdout)["title"] == "quizgen deck"


def test_a_new_deck_is_clean_and_asks_in_several_forms(here: Path) -> None:
    made = process("quizgen new x && quizgen check x.yaml")
    assert made.returncode == 0, made.stderr
    assert made.stdout == b""
    assert made.stderr == (
        b"Wrote x.yaml. Next: quizgen check x.yaml; quizgen quiz x.yaml\n"
        b"0 errors, 0 warnings\n"
    )
    text = (here / "x.yaml").read_text("utf-8")
    (uid,) = re.findall("^uid: ([a-z][a-z0-9]{7}) ", text, re.M)
    assert text == starter_deck("x", uid)
    assert text.splitlines()[5:7] == [
        "deck: x",
        f"uid: {uid} # tells it from decks of this name by others: never change it",
    ]
    records = map(json.loads, run("questions x.yaml --json").stdout.splitlines())
    forms = {record["form"] for record in records}
    assert {"choice", "multi", "truefalse", "text", "cloze", "order"} <= forms


@pytest.mark.parametrize("name", ["", *main.list_commands(click.Context(main))])
def test_help_is_a_sentence_and_then_the_options(name: str) -> None:
    result = run(f"{name} --help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.match(r"Usage: quizgen .*\n\n  [A-Z][^\n]*[.:\w]\n", result.stdout)
    assert "--help" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 96


def test_help_lists_each_command_by_the_first_sentence_of_its_own_help() -> None:
    context = click.Context(main)
    listing = run("--help").stdout.partition("Commands:\n")[2].splitlines()
    commands = [
        (name, main.get_command(context, name)) for name in main.list_commands(context)
    ]
    assert [line.split(None, 1) for line in listing] == [
        [name, command.get_short_help_str(80 - 6 - len("questions"))]
        for name, command in commands
        if command is not None
    ]
    assert len(listing) == len(commands) == 13


def test_a_shell_completes_commands_by_their_names() -> None:
    context = click.Context(main)
    items = main.shell_complete(context, "f")
    assert [(item.value, item.help) for item in items] == [
        ("flags", "List questions that were flagged in a review, with their notes."),
        ("facts", "Look up facts, or answer a pattern."),
    ]


def test_the_version() -> None:
    assert run("--version").stdout == f"quizgen {__version__}\n"


# Options that say which questions


@pytest.mark.parametrize("command", ["questions --json", "quiz", "anki -o x.apkg"])
@pytest.mark.parametrize("option", ["--form choice", "--difficulty easy"])
def test_where_no_question_meets_the_criteria_nothing_is_written(
    here: Path, command: str, option: str
) -> None:
    result = run(f"{command} capitals.yaml {option}")
    assert result.stdout == ""
    assert not (here / "x.apkg").exists()
    if command != "questions --json":  # an empty list is a list
        assert result.exit_code == 1
        assert NONE_SUCH in result.stderr


def test_a_topic_that_no_deck_has_is_named_with_the_nearest() -> None:
    result = run("quiz csto --topic leadershp")
    assert result.exit_code == 1
    assert result.stderr == "Error: no topic 'leadershp' (did you mean 'Leadership'?)\n"


WORTHS = CAPITALS.replace("name: Belarus,", "name: Belarus, worth: detail,").replace(
    "    topic: Capitals\n", "    topic: Capitals\n    worth: core\n"
)


@pytest.mark.parametrize(
    ("option", "states"),
    [
        ("--worth core", ["Armenia"]),
        ("--worth detail", ["Belarus"]),
        ("--worth further,detail", ["Belarus"]),
        ("--worth core --worth DETAIL", ["Armenia", "Belarus"]),
        ("", ["Armenia", "Belarus"]),
    ],
)
def test_questions_of_some_worths_are_asked(option: str, states: list[str]) -> None:
    Path("worths.yaml").write_text(WORTHS, "utf-8")
    listed = run(f"questions worths.yaml --form text --json {option}").stdout
    stems = [json.loads(line)["stem"] for line in listed.splitlines()]
    assert stems == [f"What is the capital of {state}?" for state in states]
    played = run(f"quiz worths.yaml {option}", "\n\n\n\n").stdout
    assert [state for state in ("Armenia", "Belarus") if f"of {state}?" in played] == states
    reviewed = run(f"review worths.yaml --data d --now 2026-11-24 --list {option}").stdout
    assert [s for s in ("armenia", "belarus") if f"/{s}#" in reviewed] == [
        state.lower() for state in states
    ]


def test_a_worth_that_there_is_not_is_named() -> None:
    result = run("quiz capitals.yaml --worth core,cor")
    assert result.exit_code == 2
    assert "'cor' is none: expected some of core, further, detail." in result.stderr
    result = run("questions capitals.yaml --worth core")
    assert result.stderr == f"Error: {NONE_SUCH}\n"


TWINS = CAPITALS.replace(
    "    forms: [text, card]",
    """    forms: [text]
  capital-from:
    topic: Capitals
    given: "?state capital ?city"
    ask: "Of which state is {city} the capital?"
    answer: state
    forms: [text]""",
).replace("single: true", "single: true, unique: true, complete: true")


def test_questions_that_help_with_each_other_are_told() -> None:
    Path("twins.yaml").write_text(TWINS, "utf-8")
    assert run("quiz twins.yaml -n 2", "q").stderr == ""
    result = run("questions twins.yaml -n 4 --json")
    told = "some help with others, as nothing else is left: "
    assert result.stderr.startswith(told)
    assert result.stderr.endswith(" (same event)\n")
    overlaps = [json.loads(line)["overlaps"] for line in result.stdout.splitlines()]
    assert [[other["by"] for other in others] for others in overlaps] == [["event"]] * 4
    assert run("quiz twins.yaml -n 4", "q").stderr == result.stderr
    handout = run("handout twins.yaml -n 4 -o x.md").stderr
    assert handout.startswith(f"version A: {told}")


def test_too_few_questions_are_said_to_be_so() -> None:
    result = run("questions capitals.yaml -n 9 --form text")
    assert result.exit_code == 0
    assert result.stdout.count("What is") == 2
    assert result.stderr == (
        "2 questions: there are no more of that form, topic, worth and difficulty\n"
    )
    result = run("quiz capitals.yaml -n 9", "\n\n\n\n")
    assert result.stdout.startswith("Capitals: 2 questions\n")
    assert result.stderr == (
        "2 questions: there are 4, but the others would ask the same again or say"
        " an answer\n"
    )


@pytest.mark.parametrize("option", ["--seed 7", "--form choice", "--topic membership"])
def test_quiz_asks_what_questions_lists(option: str) -> None:
    """The quiz makes only the questions that it needs, and chooses the same ones."""
    listed = run(f"questions eaeu -n 5 --json {option}").stdout.splitlines()
    stems = [json.loads(line)["stem"] for line in listed]
    shown = run(f"quiz eaeu -n 5 {option}", "\n" * 20).stdout
    places = [shown.find(f"\n{stem}\n") for stem in stems]
    assert places
    assert -1 not in places
    assert places == sorted(places)


# Exit status


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("quiz broken.yaml", ERROR),
        ("questions broken.yaml", ERROR),
        ("anki broken.yaml -o x.apkg", ERROR),
        ("facts x broken.yaml", ERROR),
        ("decks broken.yaml", ERROR),
        ("quiz capitals.yaml broken.yaml", ERROR),
        (
            "quiz nowhere.yaml",
            "nowhere.yaml:1:1: error: no such file: expected a deck\n",
        ),
        ("quiz ./nowhere", "./nowhere:1:1: error: no such file: expected a deck\n"),
        ("facts xyz capitals.yaml", "Error: nothing found\n"),
        (
            "new Capitals",
            "Error: found 'Capitals': expected lower-case letters, digits and hyphens\n",
        ),
        ("new capitals", "Error: capitals.yaml exists already\n"),
        ("new ../x", "Error: found '../x': expected lower-case letters, digits and"),
    ],
)
def test_status_1_is_something_wrong_with_the_input(
    here: Path, command: str, message: str
) -> None:
    before = {path: path.read_bytes() for path in here.glob("*.*")}
    result = run(command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert {path: path.read_bytes() for path in here.glob("*.*")} == before


def test_an_unknown_deck_is_told_what_there_is() -> None:
    result = run("quiz state")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == ("state:1:1: error: no deck 'state' (did you mean 'states'?)\n")


@pytest.mark.parametrize(
    "command",
    [
        *("nonsense", "quiz", "questions", "anki -o x.apkg", "anki capitals.yaml", "new"),
        *("quiz capitals.yaml --seed x", "quiz capitals.yaml --form essay", "facts"),
        *("quiz capitals.yaml --difficulty x", "quiz capitals.yaml -n x", "check --nope"),
    ],
)
def test_status_2_is_misuse(command: str) -> None:
    result = run(command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: quizgen")
    assert "\nError: " in result.stderr


@pytest.mark.parametrize("command", ["quiz", "questions"])
@pytest.mark.parametrize("count", [0, -2])
def test_a_quiz_has_one_question_or_more(command: str, count: int) -> None:
    assert run(f"{command} capitals.yaml -n {count}").exit_code == 2


def test_status_130_is_an_interrupt(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for module in (bases, decks):
        monkeypatch.setattr(module, "load", interrupted)
    for command in ("questions capitals.yaml", "anki capitals.yaml -o x.apkg", "check"):
        result = run(command)
        assert (result.exit_code, result.stdout) == (130, "")
        assert result.stderr == "Interrupted.\n"


def test_an_interrupted_quiz_has_its_summary() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "quizgen", "quiz", "capitals.yaml", "-n", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(b"\n\n")
        child.stdin.flush()
        # Whatever it prints or fails to print, it ends: then there is no line any more.
        watchdog = threading.Timer(60, child.kill)
        watchdog.start()
        second = next((line for line in child.stdout if b"2/2" in line), b"")
        child.send_signal(signal.SIGINT)
        out, err = child.communicate()
        watchdog.cancel()
    assert second
    assert (child.returncode, err) == (130, b"")
    assert b"\n0 of 1 right (0%)\n" in out


# Files


@pytest.mark.parametrize(
    "output",
    [
        "nowhere/x.apkg",
        "folder.apkg",
        "capitals.yaml/x.apkg",
    ],
)
def test_a_file_that_cannot_be_written_leaves_nothing_behind(
    here: Path, output: str
) -> None:
    (here / "folder.apkg").mkdir()
    before = sorted(here.rglob("*"))
    result = run(f"anki capitals.yaml -o {output}")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: cannot write {output}: ")
    assert sorted(here.rglob("*")) == before


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "Full"), None])
def test_a_file_that_is_half_written_leaves_the_old_one(
    here: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException | None
) -> None:
    def render(_: object, __: object, file: BinaryIO, **___: object) -> int:
        file.write(b"half")
        if error is None:
            return 0
        raise error

    old = here / "old.apkg"
    old.write_bytes(b"old")
    monkeypatch.setattr("quizgen.cli.anki.render", render)
    result = run("anki capitals.yaml -o old.apkg")
    assert result.exit_code == (130 if isinstance(error, KeyboardInterrupt) else 1)
    assert old.read_bytes() == b"old"
    assert not list(here.glob(".*"))
    assert not list(here.glob("*.lock.*"))


def test_an_anki_deck_can_go_down_a_pipe() -> None:
    made = process("quizgen anki capitals.yaml -o - | head -c 2")
    assert made.stdout == b"PK"


@pytest.mark.parametrize(
    "command",
    [
        "quizgen questions eaeu | head -1",
        "quizgen questions eaeu --json | head -1",
        "quizgen schema | head -1",
        "quizgen quiz eaeu -n 50 < lines | head -1",
    ],
)
def test_a_pipe_that_closes_early_is_no_error(here: Path, command: str) -> None:
    (here / "lines").write_text("\n" * 200)
    result = process(command)
    assert result.stderr == b""
    assert result.stdout.count(b"\n") == 1


# The same bytes


def test_outputs_do_not_depend_on_the_hash_seed(here: Path) -> None:
    (here / "rivers.yaml").write_text(starter_deck("rivers", "r1vers4u"), "utf-8")
    (here / "lines").write_text("1\n\nn\n" * 40)
    commands = (
        "quizgen questions states rivers.yaml --json",
        "quizgen quiz states rivers.yaml -n 20 < lines",
        "quizgen check rivers.yaml broken.yaml",
        "rm -f *.lock.json; quizgen anki rivers.yaml -o -; cat *.lock.json",
        "quizgen facts rhine rivers.yaml",
    )
    for command in commands:
        first, second = (
            process(
                command,
                PYTHONHASHSEED=seed,
                SOURCE_DATE_EPOCH="1700000000",
                XDG_CACHE_HOME=str(here / seed),
            )
            for seed in "01"
        )
        assert len(first.stdout) > 50
        assert first.stdout == second.stdout, command
        assert first.stderr == second.stderr


def test_another_seed_draws_others_and_the_same_the_same() -> None:
    first, same, other = (
        run(f"questions states --form choice --json --seed {seed}").stdout
        for seed in (1, 1, 2)
    )
    assert first == same
    assert first != other
    ids = [[json.loads(line)["id"] for line in out.splitlines()] for out in (first, other)]
    assert ids[0] == ids[1]


def test_a_language_brings_its_questions_and_falls_back_for_names(here: Path) -> None:
    """A question in one language about names in another is read; a mixed sentence is not."""
    (here / "two.yaml").write_text(
        dedent(
            """\
            deck: two
            title: {en: Rivers, ru: Реки}
            language: en
            checked: 2026-11-23
            sources: {s: {title: S}}
            relations: {mouth: {of: river, is: sea, single: true}}
            entities:
              don: {kind: river, name: {en: Don, ru: Дон}, facts: {mouth: {is: azov, source: s}}}
              po: {kind: river, name: Po, facts: {mouth: {is: adria, source: s}}}
              azov: {kind: sea, name: {en: Azov, ru: Азовское море}}
              adria: {kind: sea, name: Adria}
            templates:
              where:
                given: "?river mouth ?sea"
                ask: {en: "Where does the {river} end?", ru: "Куда впадает {river}?"}
                answer: sea
                forms: [text]
              who: {given: "?river mouth ?sea", ask: "Which ends in {sea}?", answer: river, forms: [text]}
            """
        ),
        "utf-8",
    )
    lines = run("questions two.yaml --lang ru --json").stdout.splitlines()
    found = {json.loads(line)["stem"]: json.loads(line)["answers"] for line in lines}
    assert found == {
        "Куда впадает Дон?": ["Азовское море"],
        "Куда впадает Po?": ["Adria"],
    }
    refused = run("quiz two.yaml --lang kk")
    assert refused.exit_code == 1
    assert "no question is written in 'kk', only in en" in refused.stderr


# Many problems

UNKNOWN_KEYS = "".join(f"key{n}: x\n" for n in range(1234))
MANY = CAPITALS.replace("relations:", f"{UNKNOWN_KEYS}relations:")
FIRST_KEYS = [
    f"many.yaml:{n + 6}:1: error: unknown key 'key{n}' in a deck" for n in range(20)
]


@pytest.mark.parametrize("command", ["check", "questions", "facts capital"])
def test_of_many_problems_in_a_file_the_first_are_named_and_all_counted(
    command: str,
) -> None:
    """Those of another file are not hidden by them."""
    Path("many.yaml").write_text(MANY, "utf-8")
    result = run(f"{command} many.yaml broken.yaml")
    lines = (result.stdout + result.stderr).splitlines()
    counts = ["1,235 errors, 0 warnings"] if command == "check" else []
    assert result.exit_code == 1
    assert lines == [
        ERROR.rstrip(),
        *FIRST_KEYS,
        "many.yaml:26:1: error: ... and 1,214 more errors in this file",
        *counts,
    ]


def test_a_count_of_more_problems_has_the_shape_of_a_problem_for_other_tools() -> None:
    Path("many.yaml").write_text(MANY, "utf-8")
    lines = run("check --json many.yaml").stdout.splitlines()
    assert len(lines) == 21
    assert json.loads(lines[-1]) == {
        "path": "many.yaml",
        "line": 26,
        "column": 1,
        "level": "error",
        "message": "... and 1,214 more errors in this file",
    }


def test_errors_come_before_warnings_and_both_are_counted() -> None:
    def problem(line: int, level: Literal["error", "warning"]) -> Problem:
        return Problem(Place("a.yaml", line, 1), level, str(line))

    warnings = [problem(n, "warning") for n in range(1, 16)]
    errors = [problem(n, "error") for n in range(100, 111)]
    lines = [str(worst) for worst in bases.worst_problems([*warnings, *errors])]
    assert lines[:12] == [*map(str, errors), "a.yaml:1:1: warning: 1"]
    assert lines[20:] == ["a.yaml:10:1: warning: ... and 6 more warnings in this file"]
    errors = [problem(n, "error") for n in range(100, 121)]
    lines = [str(worst) for worst in bases.worst_problems([*warnings, *errors])]
    assert lines[20:] == [
        "a.yaml:120:1: error: ... and 1 more error and 15 more warnings in this file"
    ]
    assert [*bases.worst_problems(errors[:20])] == errors[:20]
