// The model's data, and what the reader has chosen of it. The choice lives in the address, so that it can be shared.
const model = JSON.parse(document.getElementById("data").textContent);
const state = { topic: 0, lambda: 0.6, order: "share" };

function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const topic = Number(wanted.get("topic"));
  const lambda = Number(wanted.get("lambda") ?? 0.6);
  state.topic = wanted.has("topic") && model.topics[topic] ? topic : bySize()[0];
  state.lambda = lambda >= 0 && lambda <= 1 ? lambda : 0.6;
  if (["en", "zh"].includes(wanted.get("lang"))) language = wanted.get("lang");
}

function writeAddress() {
  const hash = `#topic=${state.topic}&lambda=${state.lambda}&lang=${language}`;
  if (location.hash !== hash) history.replaceState(null, "", hash);
}

function sortedTopics(value) {
  return model.topics.map((topic) => topic.topic_id).sort((a, b) => value(model.topics[b]) - value(model.topics[a]) || a - b);
}
const bySize = () => sortedTopics((topic) => topic.share);

// Words of a topic by relevance (Sievert & Shirley 2014), with estimated and overall counts.
function relevantTerms(topic, lambda, count) {
  return topic.words
    .map(([word, probability]) => {
      const all = model.counts[word];
      const lift = Math.log(probability) - Math.log(all / model.tokens);
      const relevance = lambda * Math.log(probability) + (1 - lambda) * lift;
      return { word: model.words[word], all, own: Math.min(all, probability * topic.share * model.tokens), relevance };
    })
    .sort((a, b) => b.relevance - a.relevance)
    .slice(0, count);
}
