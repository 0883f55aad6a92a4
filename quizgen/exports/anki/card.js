// Mixes the options at every review, the same way on both sides, and marks what is tapped.
// Where nothing can be remembered from one side to the other, nothing is mixed.
function quizgen(side) {
  var key = "quizgen", state = null;
  function save() {
    window.quizgenState = state;
    try { sessionStorage.setItem(key, JSON.stringify(state)); } catch (e) { return false; }
    return true;
  }
  function load() {
    if (window.quizgenState) return window.quizgenState;
    try { return JSON.parse(sessionStorage.getItem(key)); } catch (e) { return null; }
  }
  function order(length, mixed) {
    var found = [];
    for (var i = 0; i < length; i++) {
      var j = mixed ? Math.floor(Math.random() * (i + 1)) : i;
      found.push(found[j]);
      found[j] = i;
    }
    return found;
  }
  var stem = document.querySelector(".stem").textContent;
  var lists = Array.from(document.querySelectorAll("ul.options"));
  if (side === "front") {
    state = { stem: stem, orders: [], picks: [] };
    var mixed = save() && !document.querySelector(".truefalse");
    state.orders = lists.map(function (list) { return order(list.children.length, mixed); });
    save();
  }
  state = load();
  if (!state || state.stem !== stem) return;
  lists.forEach(function (list, n) {
    var rows = Array.from(list.children), places = state.orders[n];
    if (!places || places.length !== rows.length) return;
    var tappable = !list.closest(".columns");
    function mark() {
      rows.forEach(function (row, i) {
        var picked = tappable && state.picks.indexOf(i) >= 0;
        row.classList.toggle("picked", picked);
        if (tappable && side === "front") row.setAttribute("aria-pressed", picked);
      });
    }
    function tap(i) {
      var at = state.picks.indexOf(i);
      if (!list.classList.contains("multi")) state.picks = [i];
      else if (at >= 0) state.picks.splice(at, 1);
      else state.picks.push(i);
      save();
      mark();
    }
    places.forEach(function (i) {
      list.appendChild(rows[i]);
      if (!tappable || side !== "front") return;
      rows[i].setAttribute("role", "button");
      rows[i].addEventListener("click", function () { tap(i); });
    });
    mark();
  });
}
