"""The doors of quizgen, and what they promise whoever comes to them.

Exam files are not among them: there are none yet.
"""

from tests.fuzz import anki_files, commands, decks, logs, paper
from tests.fuzz.harness import Target

TARGETS: dict[str, Target] = {
    "decks": Target(decks.draw_deck, decks.try_deck, 250),
    "rosters": Target(paper.draw_roster, paper.try_roster, 500),
    "logs": Target(logs.draw_log, logs.try_log, 200),
    "codes": Target(paper.draw_code, paper.try_code, 400),
    "locks": Target(anki_files.draw_lock, anki_files.try_lock, 400),
    "packages": Target(anki_files.draw_package, anki_files.try_package, 10),
    "options": Target(commands.draw_options, commands.try_options, 60),
    "files": Target(commands.draw_file, commands.try_file, 40),
}
"""By the name that the command takes."""
