// Figures of merit with their meaning, the training curve, and every setting.
const meanings = {
  npmi: "npmiMeaning", topic_diversity: "topic_diversityMeaning", exclusivity: "exclusivityMeaning", perplexity: "perplexityMeaningLong",
  perplexity_per_word: "perplexity_per_wordMeaning", purity: "purityMeaning", nmi: "nmiMeaning",
};

function metricsTable() {
  const rows = Object.keys(meanings).filter((name) => model.metrics[name] != null).map((name) => {
    const value = model.metrics[name];
    return element("tr", {}, element("td", {}, name.replaceAll("_", " ")),
      element("td", { class: "number" }, value < 10 ? value.toFixed(3) : value.toFixed(1)), element("td", {}, t(meanings[name])));
  });
  return table([t("figure"), t("value"), t("meaning")], rows, [1]);
}

function table(titles, rows, numbers = []) {
  const cells = titles.map((title, i) => element("th", { scope: "col", class: numbers.includes(i) ? "number" : "" }, title));
  return element("table", {}, element("thead", {}, element("tr", {}, ...cells)), element("tbody", {}, ...rows));
}

function lossCurve() {
  const [width, height, left, bottom] = [560, 190, 64, 26];
  const losses = model.history.map((epoch) => epoch.loss);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const x = (i) => left + (losses.length > 1 ? i / (losses.length - 1) : 0.5) * (width - left - 12);
  const y = (loss) => 10 + (high > low ? (high - loss) / (high - low) : 0.5) * (height - bottom - 16);
  const line = losses.map((loss, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(loss).toFixed(1)}`).join("");
  const tick = (px, py, anchor, text) => svg("text", { x: px, y: py, "text-anchor": anchor, "font-size": 12, style: "fill:var(--ink3)" }, text);
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": t("curveTitle"), style: "max-width:560px" },
    svg("path", { d: `M${left} ${height - bottom}H${width - 12}`, stroke: "var(--line2)" }),
    svg("path", { d: line, fill: "none", stroke: "var(--ink)", "stroke-width": 1.75 }),
    tick(left - 8, y(high) + 4, "end", high.toFixed(1)), tick(left - 8, y(low) + 4, "end", low.toFixed(1)),
    tick(left, height - 8, "middle", "1"), tick(width - 12, height - 8, "end", String(losses.length)));
}

function settingsTable() {
  const rows = Object.entries(model.manifest.parameters ?? {}).map(([name, value]) =>
    element("tr", {}, element("td", {}, name.replaceAll("_", " ")), element("td", { class: "number" }, String(value))));
  return element("div", { class: "settings", tabindex: 0 }, table([t("setting"), t("value")], rows, [1]));
}

function drawQuality() {
  const similar = (model.metrics.similar_topics ?? []).map((pair) => t("similar", pair.topics[0], pair.topics[1], pair.shared_words));
  fill("quality", heading("quality", t("qualityTitle")), element("div", { class: "pair" },
    element("div", {}, element("div", { class: "scroll" }, metricsTable()), element("h3", {}, t("similarTitle")),
      ...(similar.length ? similar : [t("noSimilar")]).map((line) => element("p", {}, line)),
      element("h3", {}, t("curveTitle")), element("p", { class: "subtitle" }, t("curveHow")), lossCurve()),
    element("div", {}, element("h3", { style: "margin-top:10px" }, t("settingsTitle")), settingsTable())));
}
