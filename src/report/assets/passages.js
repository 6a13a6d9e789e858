// Texts that show the chosen topic, its words underlined.
function underlined(text, words, color) {
  const escaped = [...words].sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = [];
  let position = 0;
  // Words in Latin letters match whole words only; Chinese has no spaces to go by.
  const pattern = new RegExp(escaped.map((word) => (/^[\x00-\x7f]+$/.test(word) ? `\\b${word}\\b` : word)).join("|"), "gi");
  for (const match of escaped.length ? text.matchAll(pattern) : []) {
    if (!match[0]) continue;
    parts.push(text.slice(position, match.index), element("mark", { style: `border-color:${color}` }, match[0]));
    position = match.index + match[0].length;
  }
  return [...parts, text.slice(position)];
}

// Empty lines and rules of signs take room and say nothing.
const tidied = (text) => text.replace(/([-=_*#~]){4,}/g, "").replace(/\s*\n\s*/g, "\n").trim();

function drawPassages() {
  const topic = model.topics[state.topic];
  const words = new Set(relevantTerms(topic, 1, 30).map((term) => term.word));
  const cards = topic.passages.map((passage) => {
    const facts = [t("row", passage.row), passage.time, passage.label, t("weight", percent(passage.weight, 0))];
    return element("article", { class: "passage" }, element("p", { class: "meta" }, facts.filter(Boolean).join(" · ")),
      element("blockquote", { lang: textLanguage(passage.text) }, ...underlined(tidied(passage.text), words, barOf(state.topic))));
  });
  fill("passages", heading("passages", t("passagesTitle", state.topic)),
    element("p", { class: "subtitle" }, cards.length ? t("passagesHow") : t("noPassages")), element("div", { class: "passages" }, ...cards));
}
