// The model that this page shows; page_data.h says what the fields mean.
const data = JSON.parse(document.getElementById('data').textContent);
const topicCount = data.topics.length;

/** An object even where the model's files hold nothing or something else. */
const record = (value) => (value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {});
const manifest = record(data.manifest);
const corpus = record(manifest.corpus);
const parameters = record(manifest.parameters);
const timings = record(manifest.timings);
const metrics = record(data.metrics);
const edits = Array.isArray(data.edits) ? data.edits : [];
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/** The number that people know a topic by; `id` is its place in the lists here, which differs once topics were merged. */
const numberOf = (id) => data.topics[id].topic_id;
/** The name that a person gave it, or null. */
const nameOf = (id) => data.topics[id].name ?? null;

/** Topics from the largest to the smallest share; equal shares in order of their number. */
const bySize = data.topics.map((_, id) => id).sort((a, b) => data.topics[b].share - data.topics[a].share || a - b);

/** Only the eight largest topics have a colour of their own: 1 to 8, and 0 for the others. */
const slotOf = data.topics.map((_, id) => {
  const rank = bySize.indexOf(id);
  return rank < 8 ? rank + 1 : 0;
});

// Sievert & Shirley 2014, as in relevant_words.h, which chose the words from the same formula.
const countTotal = Math.max(data.tokens, 1);
const logOverall = data.counts.map((count) => Math.log(Math.max(count, 1) / countTotal));
const shownWords = 30;

/** The most relevant words of a topic, best first: {word, name, count, uses, given}. */
function relevantWords(id, lambda, limit = shownWords) {
  const topic = data.topics[id];
  const rows = topic.words.map((word, i) => ({
    word,
    name: data.words[word],
    count: data.counts[word],
    uses: topic.uses[i],
    probability: topic.probability[i],
    given: data.counts[word] > 0 ? topic.uses[i] / data.counts[word] : 0,
    relevance: Math.log(Math.max(topic.probability[i], 1e-38)) - (1 - lambda) * logOverall[word],
  }));
  return rows.sort((a, b) => b.relevance - a.relevance || a.word - b.word).slice(0, limit);
}

const defaultLambda = 0.6;
const topWords = data.topics.map((_, id) => relevantWords(id, defaultLambda, 10).map((row) => row.name));

/** p(topic | word) for every topic, from whole percents. */
function topicsOfWord(word) {
  const result = new Array(topicCount).fill(0);
  const pairs = data.where[word];
  for (let i = 0; i < pairs.length; i += 2) result[pairs[i]] = pairs[i + 1] / 100;
  return result;
}

/** The language of the texts, for fonts and line breaks. */
const corpusLanguage = (() => {
  const given = String(corpus.language ?? '').toLowerCase();
  if (given.startsWith('zh') || given === 'chinese') return 'zh-CN';
  if (given.startsWith('en')) return 'en';
  const chinese = data.words.filter((word) => /\p{Script=Han}/u.test(word)).length;
  return chinese * 2 > data.words.length ? 'zh-CN' : 'en';
})();
const betweenWords = corpusLanguage === 'zh-CN' ? ' ' : ', ';
