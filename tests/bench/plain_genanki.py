"""What one would write without quizgen: yaml.load, pydantic, genanki."""

import sys
import tempfile
from pathlib import Path

import genanki
import yaml
from pydantic import BaseModel


class Fact(BaseModel):
    value: str
    since: str | None = None
    until: str | None = None
    source: list[str]
    note: str = ""


class Person(BaseModel):
    name: str


def main(path: str) -> None:
    raw = yaml.load(Path(path).read_text("utf-8"), Loader=yaml.CSafeLoader)
    people = {
        key: Person(name=entity["name"])
        for key, entity in raw["entities"].items()
        if entity["kind"] == "person"
    }
    model = genanki.Model(
        1091735104,
        "Simple",
        fields=[
            {"name": "Question"},
            {"name": "Options"},
            {"name": "Answer"},
            {"name": "Source"},
        ],
        templates=[
            {
                "name": "Card",
                "qfmt": "{{Question}}{{Options}}",
                "afmt": "{{Answer}}{{Source}}",
            }
        ],
    )
    deck = genanki.Deck(2059400110, "Big")
    sources = raw["sources"]
    for office in raw["entities"].values():
        facts = [
            Fact(
                value=fact["is"],
                since=str(fact["since"]),
                until=str(fact["until"]),
                source=fact["source"],
                note=fact["note"],
            )
            for fact in office.get("facts", {}).get("held-by", ())
        ]
        for fact in facts:
            others = [other.value for other in facts if other.value != fact.value][:3]
            names = sorted(people[name].name for name in (*others, fact.value))
            deck.add_note(
                genanki.Note(
                    model,
                    [
                        f"Who became {office['name']} on {fact.since}?",
                        "<br>".join(names),
                        f"{people[fact.value].name}<br>{fact.note}",
                        ", ".join(sources[name]["title"] for name in fact.source),
                    ],
                    guid=genanki.guid_for(f"{office['name']}/{fact.value}"),
                )
            )
    with tempfile.TemporaryDirectory() as folder:
        genanki.Package(deck).write_to_file(Path(folder, "out.apkg"))


if __name__ == "__main__":
    main(sys.argv[1])
