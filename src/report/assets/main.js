// Draws everything, and again what a choice changes.
function drawChoice() {
  drawTopicList();
  drawTopicMap();
  drawTerms();
  drawPassages();
  drawTopicTable();
}

function drawAll() {
  document.documentElement.lang = language;
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  drawFacts();
  drawChoice();
  drawQuality();
  drawCite();
}

function update(change) {
  const mark = document.activeElement?.closest?.("[data-topic]");
  const place = mark?.closest("section")?.id;
  Object.assign(state, change);
  writeAddress();
  if (Object.keys(change).join() === "lambda") drawTerms();
  else drawChoice();
  if (place) document.querySelector(`#${place} [data-topic="${mark.dataset.topic}"]`)?.focus();
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    language = button.dataset.language;
    writeAddress();
    drawAll();
  });
}
// j and k turn to the next and the previous topic of the list, [ and ] move lambda.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
  const list = sortedTopics(orders[state.order]);
  const step = { j: 1, k: -1 }[event.key];
  const shift = { "[": 0.05, "]": -0.05 }[event.key];
  if (step) update({ topic: list[(list.indexOf(state.topic) + step + list.length) % list.length] });
  if (shift) update({ lambda: Math.min(1, Math.max(0, Math.round(100 * (state.lambda + shift)) / 100)) });
});
window.addEventListener("hashchange", () => {
  readAddress();
  drawAll();
});
readAddress();
drawAll();
