// Key figures, each with a sentence that says what it means.
function verdict(value, good, fair, name) {
  return t(`${name}${value >= good ? "Good" : value >= fair ? "Fair" : "Weak"}`);
}

function fact(figure, unit, meaning) {
  return element("div", { class: "fact" }, element("b", {}, figure), element("span", {}, unit), element("p", {}, meaning));
}

function seconds(value) {
  if (value === undefined) return "–";
  return value < 60 ? `${value.toFixed(1)} s` : `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
}

function drawFacts() {
  const { manifest, metrics, topics } = model;
  const corpus = manifest.corpus ?? {};
  const left = corpus.rows_rejected ? ` · ${t("rowsLeftOut", whole(corpus.rows_rejected))}` : "";
  const largest = Math.max(...topics.map((topic) => topic.share));
  const facts = [
    fact(whole(corpus.documents ?? 0), t("documents"), t("wordsInAll", whole(corpus.vocabulary_size ?? 0), whole(corpus.tokens ?? 0)) + left),
    fact(String(topics.length), t("topics"), t("largestShare", percent(largest))),
    fact(metrics.npmi.toFixed(2), t("coherence"), verdict(metrics.npmi, 0.2, 0.08, "coherence")),
    fact(metrics.topic_diversity.toFixed(2), t("diversity"), verdict(metrics.topic_diversity, 0.7, 0.5, "diversity")),
  ];
  if (metrics.perplexity != null) {
    facts.push(fact(whole(metrics.perplexity), t("perplexity"), t("perplexityMeaning", whole(metrics.perplexity_documents))));
  }
  facts.push(fact(seconds(manifest.timings?.total_seconds), t("trainedIn"), t("trainedHow", manifest.epochs_done, manifest.seed)));
  fill("facts", ...facts);
  document.getElementById("model-tag").textContent = `${String(manifest.model).toUpperCase()} · K = ${topics.length}`;
}
