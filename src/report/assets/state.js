// What the reader chose: a topic, lambda, a word, a language. The address keeps all but the word.

const state = { topic: bySize[0], lambda: defaultLambda, word: null, language: null };
const listeners = { topic: [], lambda: [], word: [], language: [] };  // what is drawn again after a change

const tell = (kind) => listeners[kind].forEach((draw) => draw());

function fromAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const number = Number.parseInt(wanted.get('topic'), 10);
  const topic = data.topics.findIndex((_, id) => numberOf(id) === number);
  const lambda = Number.parseFloat(wanted.get('lambda'));
  const language = wanted.get('lang');
  return {
    topic: topic >= 0 ? topic : state.topic,
    lambda: lambda >= 0 && lambda <= 1 ? Math.round(lambda * 10) / 10 : state.lambda,
    language: language === 'zh' || language === 'en' ? language : state.language,
  };
}

function toAddress() {
  const hash = `#topic=${numberOf(state.topic)}&lambda=${state.lambda}&lang=${state.language}`;
  // A history entry per slider step would bury the page before this one.
  if (location.hash !== hash) history.replaceState(null, '', hash);
}

function change(kind, value) {
  if (state[kind] === value) return;
  state[kind] = value;
  if (kind === 'topic' && state.word !== null) change('word', null);
  if (kind !== 'word') toAddress();
  tell(kind);
}

const selectTopic = (id) => {
  change('topic', id);
  announce(topicSentence(id));
};
const setLambda = (lambda) => change('lambda', Math.round(Math.min(1, Math.max(0, lambda)) * 10) / 10);
const showWord = (word) => change('word', word);
const setLanguage = (language) => change('language', language);

function startState() {
  state.language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  Object.assign(state, fromAddress());
  window.addEventListener('hashchange', () => {
    for (const [kind, value] of Object.entries(fromAddress())) change(kind, value);
  });
}
