"""Cards in a real browser, as the real Anki backend renders them."""

import html
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from quizgen.model import Answer, OptionsQuestion, TypedQuestion
from tests.browser import CardSides, page_result, render_cards, reviewer_page
from tests.samples import ALL, CHOICE, FALSE, MATCH, MULTI, about, options

TOOLS = """
function show(html) { // as Anki's reviewer does: scripts of innerHTML would not run
  var qa = document.getElementById("qa");
  qa.innerHTML = html;
  qa.querySelectorAll("script").forEach(function (dead) {
    var script = document.createElement("script");
    script.textContent = dead.textContent;
    dead.replaceWith(script);
  });
}
function rows() {
  return Array.from(document.querySelectorAll("ul.options li"), function (row) {
    return [row.firstChild.textContent, row.className];
  });
}
function tap(text) {
  Array.from(document.querySelectorAll("ul.options li")).find(function (row) {
    return row.firstChild.textContent === text;
  }).click();
}
function leave(value) {
  var script = document.createElement("script");
  script.type = "application/json";
  script.id = "result";
  script.textContent = JSON.stringify(value);
  parent.document.body.appendChild(script);
}
"""


@pytest.fixture(scope="module")
def cards() -> dict[str, CardSides]:
    return render_cards([*ALL[:2], *ALL[3:]])


def run(path: Path, script: str, body: str = "") -> Any:
    """What *script* leaves in a page that shows *body*."""
    path.write_text(
        reviewer_page(body, script=f"<script>{TOOLS}{script}</script>"), "utf-8"
    )
    return page_result(path)


def rows_of_both_sides(card: CardSides, taps: list[str], path: Path, times: int = 1) -> Any:
    """Rows of both sides of *card*, *times* reviewed, in one page as on a desktop."""
    front, back = json.dumps(card.front), json.dumps(card.back)
    tapping = "".join(f"tap({json.dumps(text)});" for text in taps)
    script = f"""
      var sides = [];
      for (var i = 0; i < {times}; i++) {{
        show({front}); {tapping}
        var before = rows();
        show({back});
        sides.push([before, rows()]);
      }}
      leave(sides);"""
    return run(path, script.replace("</script>", "<\\/script>"))


def test_a_tapped_option_is_marked_on_the_back_which_has_the_same_order(
    cards: dict[str, CardSides], tmp_path: Path
) -> None:
    reviews = rows_of_both_sides(
        cards[CHOICE.about.id], ["North"], tmp_path / "card.html", 20
    )
    for front, back in reviews:
        assert [text for text, _ in front] == [text for text, _ in back]
        assert dict(front) == {"Black": "", "Caspian": "", "North": "picked"}
        assert dict(back) == {"Black": "wrong", "Caspian": "right", "North": "wrong picked"}
    orders = Counter(tuple(text for text, _ in front) for front, _ in reviews)
    assert len(orders) > 2, "20 reviews, and hardly another order"


def test_the_back_may_be_another_page(cards: dict[str, CardSides], tmp_path: Path) -> None:
    """As on AnkiDroid: only the browser's session remembers the front."""
    card = cards[CHOICE.about.id]
    back = tmp_path / "back.html"
    script = f"""<script>{TOOLS}
      leave([JSON.parse(sessionStorage.getItem("front")), rows()]);</script>"""
    back.write_text(reviewer_page(card.back, script=script), "utf-8")
    front, back_rows = run(
        tmp_path / "front.html",
        """
        tap("North");
        sessionStorage.setItem("front", JSON.stringify(rows()));
        location = "back.html";""",
        card.front,
    )
    assert [text for text, _ in front] == [text for text, _ in back_rows]
    assert dict(back_rows)["North"] == "wrong picked"


def test_several_options_are_tapped_where_several_are_right(
    cards: dict[str, CardSides], tmp_path: Path
) -> None:
    taps = ["Po", "Don", "Danube", "Po"]
    ((front, back),) = rows_of_both_sides(
        cards[MULTI.about.id], taps, tmp_path / "card.html"
    )
    assert {text for text, mark in front if mark == "picked"} == {"Don", "Danube"}
    assert {text for text, mark in back if "picked" in mark} == {"Don", "Danube"}


def test_true_stands_before_false_and_partners_are_mixed(
    cards: dict[str, CardSides], tmp_path: Path
) -> None:
    for front, _ in rows_of_both_sides(
        cards[FALSE.about.id], [], tmp_path / "card.html", 10
    ):
        assert [text for text, _ in front] == ["True", "False"]
    fronts = [
        front
        for front, _ in rows_of_both_sides(
            cards[MATCH.about.id], [], tmp_path / "m.html", 20
        )
    ]
    assert len({tuple(text for text, _ in front[:3]) for front in fronts}) > 2
    assert len({tuple(text for text, _ in front[3:]) for front in fronts}) > 2
    assert {frozenset(text for text, _ in front[:3]) for front in fronts} == {
        frozenset(MATCH.left)
    }


def test_nothing_is_mixed_where_nothing_can_be_remembered(
    cards: dict[str, CardSides], tmp_path: Path
) -> None:
    body = f"""<script>Object.defineProperty(window, "sessionStorage", {{
      get() {{ throw new DOMException("refused", "SecurityError"); }} }});</script>
      {cards[CHOICE.about.id].front}"""
    script = (
        "var all = []; for (var i = 0; i < 10; i++) { quizgen('front'); all.push(rows()); }"
    )
    orders = run(tmp_path / "card.html", f"{script} leave(all);", body)
    assert len(orders) == 10
    for rows in orders:
        assert [text for text, _ in rows] == ["Black", "Caspian", "North"]


LOOK = """
function luminance(colour) {
  var parts = colour.match(/[\\d.]+/g).map(Number).slice(0, 3).map(function (part) {
    part /= 255;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  });
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}
function behind(node) {
  for (; node; node = node.parentElement) {
    var colour = getComputedStyle(node).backgroundColor;
    if (!/, 0\\)$/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
}
function contrasts() { // https://www.w3.org/TR/WCAG22/#contrast-minimum
  var worst = {};
  document.querySelectorAll("#qa *").forEach(function (node) {
    var own = Array.from(node.childNodes).some(function (child) {
      return child.nodeType === 3 && child.textContent.trim();
    });
    if (!own || /SCRIPT|STYLE/.test(node.tagName)) return;
    var a = luminance(getComputedStyle(node).color), b = luminance(behind(node));
    worst[node.tagName + "." + node.className] =
      (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
  return worst;
}
var looks = [];
sides.forEach(function (side) {
  [100, 200].forEach(function (size) {
    document.documentElement.style.fontSize = size + "%";
    show(side);
    var root = document.documentElement;
    looks.push({ wide: root.scrollWidth - root.clientWidth, contrasts: contrasts() });
  });
});
leave({ width: innerWidth, looks: looks });
"""


@pytest.mark.parametrize("night", [False, True], ids=["light", "night"])
def test_every_card_fits_a_phone_in_large_text_and_is_legible(
    night: bool, tmp_path: Path
) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"
    wide = OptionsQuestion(
        about("choice", subject="long"), long, options(f"{long}!", long[::-1], "a")
    )
    questions = [*ALL[:2], *ALL[3:], wide]
    sides = [side for card in render_cards(questions).values() for side in card]
    script = f"var sides = {json.dumps(sides)};{LOOK}".replace("</script>", "<\\/script>")
    path = tmp_path / "card.html"
    more = f"<script>{TOOLS}{script}</script>"
    phone = html.escape(reviewer_page("", night=night, script=more))
    # A frame, since no window of the browser is as narrow.
    path.write_text(
        f'<body><iframe width=360 height=740 srcdoc="{phone}"></iframe>', "utf-8"
    )
    phone_looks = page_result(path)
    assert phone_looks["width"] == 360
    assert [look["wide"] for look in phone_looks["looks"]] == [0] * 2 * len(sides)
    for look in phone_looks["looks"]:
        assert look["contrasts"]
        assert min(look["contrasts"].values()) >= 4.5, look["contrasts"]


def test_languages_from_right_to_left_are_shown_so(tmp_path: Path) -> None:
    question = OptionsQuestion(
        about("choice", topic="נהרות"),
        "לאיזה ים נשפך הוולגה?",
        options("הכספי!", "השחור", "הצפוני"),
    )
    card = render_cards([question])[question.about.id]
    script = """leave(Array.from(document.querySelectorAll("[dir]"), function (node) {
      return getComputedStyle(node).direction; }));"""
    directions = run(tmp_path / "card.html", script, card.front)
    assert directions == ["rtl"] * 3


def test_without_scripts_there_is_a_plain_list(cards: dict[str, CardSides]) -> None:
    front = re.sub("<script>.*?</script>", "", cards[CHOICE.about.id].front, flags=re.S)
    assert re.findall("<li>(.*?)</li>", front) == ["Black", "Caspian", "North"]


def test_a_card_asks_nothing_of_the_network(cards: dict[str, CardSides]) -> None:
    """The only addresses are those of sources, to be opened by hand."""
    for side in (side for card in cards.values() for side in card):
        assert not re.search(r"src=|@import|url\(|fetch\(|XMLHttp|<link|<img", side)
        assert set(re.findall(r'(\w+)="https?:', side)) <= {"href"}


def test_a_typed_answer_is_shown_when_the_card_is_turned(tmp_path: Path) -> None:
    question = TypedQuestion(about("text"), "Which river?", Answer("Volga <3"))
    card = render_cards([question])[question.about.id]
    assert "Volga" not in card.front
    script = "leave(document.querySelector('.answer').textContent);"
    assert run(tmp_path / "card.html", script, card.back) == "Volga <3"
