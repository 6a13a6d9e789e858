// The words of the chosen topic by relevance: estimated count in the topic over the count in all documents.
function drawTerms() {
  const topic = model.topics[state.topic];
  const terms = relevantTerms(topic, state.lambda, 25);
  const largest = Math.max(...terms.map((term) => term.all));
  const bars = terms.map((term) => element("div", { class: "term" },
    element("span", { class: "word", lang: textLanguage(term.word), title: term.word }, term.word),
    element("span", { class: "bars" },
      element("span", { class: "all", style: `width:${(76 * term.all) / largest}%` },
        element("span", { class: "own", style: `width:${(100 * term.own) / term.all}%;background:${barOf(state.topic)}` })),
      whole(term.all))));
  const output = element("output", {}, `λ ${state.lambda.toFixed(2)}`);
  const slider = element("input", {
    type: "range", min: 0, max: 1, step: 0.05, value: 1 - state.lambda, "aria-label": "λ", id: "lambda",
    oninput: (event) => update({ lambda: Math.round(100 * (1 - Number(event.target.value))) / 100 }),
  });
  const focused = document.activeElement?.id === "lambda";
  fill("terms",
    element("div", { class: "heading" }, element("h2", { id: "terms-title", lang: textLanguage(topic.name) }, pill(state.topic), ` ${topic.name}`)),
    element("p", { class: "subtitle" }, t("termsHow", percent(topic.share), whole(topic.main_documents))),
    element("label", { class: "slider" }, t("frequent"), slider, t("distinct"), output), ...bars,
    element("div", { class: "legend" },
      element("span", {}, element("i", { style: `background:${barOf(state.topic)};border-radius:3px` }), t("inTopic")),
      element("span", {}, element("i", { style: "background:var(--tnl);border-radius:3px" }), t("inAll"))));
  if (focused) document.getElementById("lambda").focus();
}
