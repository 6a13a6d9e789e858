// Every topic in one sortable table: the map's twin for those who read rather than look.
const columns = [
  { key: "topic_id", title: "topic", text: (topic) => topic.topic_id },
  { key: "words", title: "words", text: (topic) => relevantTerms(topic, 1, 10).map((term) => term.word).join(" ") },
  { key: "share", title: "share", text: (topic) => percent(topic.share, 2), number: true },
  { key: "main_documents", title: "mainDocuments", text: (topic) => whole(topic.main_documents), number: true },
  { key: "npmi", title: "npmi", text: (topic) => topic.npmi.toFixed(3), number: true },
  { key: "exclusivity", title: "exclusivity", text: (topic) => topic.exclusivity.toFixed(3), number: true },
];
const sorting = { key: "topic_id", direction: 1 };

function sortBy(key) {
  sorting.direction = sorting.key === key ? -sorting.direction : key === "topic_id" ? 1 : -1;
  sorting.key = key;
  drawTopicTable();
  document.querySelector(`#topic-table button[data-key="${key}"]`).focus();
}

function columnHead(column) {
  const attributes = { scope: "col", class: column.number ? "number" : "" };
  if (column.key === "words") return element("th", attributes, t(column.title));
  if (column.key === sorting.key) attributes["aria-sort"] = sorting.direction > 0 ? "ascending" : "descending";
  return element("th", attributes, element("button", { type: "button", "data-key": column.key, onclick: () => sortBy(column.key) }, t(column.title)));
}

function drawTopicTable() {
  const topics = [...model.topics].sort((a, b) => sorting.direction * (a[sorting.key] - b[sorting.key]) || a.topic_id - b.topic_id);
  const rows = topics.map((topic) => element("tr", { class: topic.topic_id === state.topic ? "chosen" : "", "data-topic": topic.topic_id },
    element("td", {}, element("button", { type: "button", onclick: () => update({ topic: topic.topic_id }) }, pill(topic.topic_id))),
    ...columns.slice(1).map((column) => {
      const text = String(column.text(topic));
      return element("td", { class: column.number ? "number" : "", lang: column.number ? undefined : textLanguage(text) }, text);
    })));
  fill("topic-table", heading("topic-table", t("tableTitle")), element("div", { class: "scroll" },
    element("table", {}, element("thead", {}, element("tr", {}, ...columns.map(columnHead))), element("tbody", {}, ...rows))));
}
