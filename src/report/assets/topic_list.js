// The list of topics: the same place to choose from as the map.
const orders = {
  share: (topic) => topic.share,
  npmi: (topic) => topic.npmi,
  id: (topic) => -topic.topic_id,
};

function drawTopicList() {
  const names = { share: t("byShare"), npmi: t("byNpmi"), id: t("byId") };
  const choice = element("select", { "aria-label": t("order"), onchange: (event) => update({ order: event.target.value }) },
    ...Object.keys(orders).map((order) => new Option(names[order], order, false, order === state.order)));
  const largest = Math.max(...model.topics.map((topic) => topic.share));
  const rows = sortedTopics(orders[state.order]).map((id) => {
    const topic = model.topics[id];
    const bar = element("span", { class: "bar", "aria-hidden": "true" },
      element("i", { style: `width:${(100 * topic.share) / largest}%;background:${barOf(id)}` }));
    return element("li", {}, element("button",
      { class: "row", type: "button", "data-topic": id, "aria-pressed": String(id === state.topic), onclick: () => update({ topic: id }) },
      pill(id), element("span", { class: "name", lang: textLanguage(topic.name) }, topic.name), bar,
      element("span", { class: "number" }, percent(topic.share))));
  });
  const list = element("ul", { class: "list" }, ...rows);
  const scrolled = document.querySelector("#topic-list .list")?.scrollTop ?? 0;
  fill("topic-list", heading("topic-list", t("topicsTitle"), choice), list);
  list.scrollTop = scrolled;
}
