// The chosen topic in its texts, with its words marked.

const evidenceBound = 0.38;  // p(topic | word) from which a word counts as strong evidence

/** What p(topic | word) must exceed for a mark: twice the topic's share, or half of what is left where that is less. */
const mentionBound = (share) => Math.min(2 * share, (1 + share) / 2);

const escapeForPattern = (word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/**
 * The words to mark and a pattern that finds them, longest first. Words of scripts with blanks must stand alone; Chinese
 * words are found inside the running text.
 */
function wordsToMark(id) {
  const least = mentionBound(data.topics[id].share);
  const rows = relevantWords(id, defaultLambda, 100)
    .filter((row) => row.name.length > 0 && row.given > least);
  const given = new Map(rows.map((row) => [row.name.toLowerCase(), row.given]));
  if (rows.length === 0) return { given, pattern: null };
  const parts = [...given.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).map((word) => {
    const bounded = /^[\p{L}\p{N}]/u.test(word) && !/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/u.test(word);
    const pattern = escapeForPattern(word);
    return bounded ? `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])` : pattern;
  });
  return { given, pattern: new RegExp(parts.join('|'), 'giu') };
}

function markedText(passage, { given, pattern }) {
  if (pattern === null) return [passage];
  const parts = [];
  let end = 0;
  for (const match of passage.matchAll(pattern)) {
    const strong = (given.get(match[0].toLowerCase()) ?? 0) >= evidenceBound;
    parts.push(passage.slice(end, match.index), element('mark', { class: strong ? 'strong' : null }, match[0]));
    end = match.index + match[0].length;
  }
  parts.push(passage.slice(end));
  return parts;
}

function passageItem(passage, marks) {
  const meta = [
    passage.time ? element('strong', {}, passage.time) : null,
    passage.label ? element('span', {}, passage.label) : null,
    element('span', { class: 'quiet' }, [passage.file, text('row', whole(passage.row))].filter(Boolean).join(' · ')),
  ];
  const weight = isNumber(passage.weight) ? [
    element('span', { class: 'weight', role: 'img', 'aria-label': text('weight', percent(passage.weight, 0)), title: text('weight', percent(passage.weight, 0)) },
      element('span', { style: { width: `${Math.min(100, 100 * passage.weight)}%` } })),
    element('span', { class: 'share' }, percent(passage.weight, 0)),
  ] : [];
  return element('li', {}, element('p', { class: 'meta' }, ...meta, ...weight),
    element('p', { class: 'text', lang: corpusLanguage }, ...markedText(passage.text, marks)));
}

function stepButton(key, step) {
  const at = shownOrder.indexOf(state.topic) + step;
  return element('button', {
    type: 'button', class: 'outlined', disabled: at < 0 || at >= topicCount, 'data-step': step, onclick: () => stepTopic(step),
  }, text(key), ' ', element('kbd', {}, step > 0 ? 'j' : 'k'));
}

/** The topic below (+1) or above (-1) in the list. */
function stepTopic(step) {
  const next = shownOrder[shownOrder.indexOf(state.topic) + step];
  if (next !== undefined) selectTopic(next);
}

function drawPassages() {
  const topic = data.topics[state.topic];
  const marks = wordsToMark(state.topic);
  const focused = document.activeElement?.dataset?.step;
  const list = topic.passages.length > 0
    ? [element('p', { class: 'sub' }, text('passagesSub')),
      element('ol', { class: `passages slot${slotOf[state.topic]}` }, ...topic.passages.map((passage) => passageItem(passage, marks)))]
    : [element('p', { class: 'empty' }, text('noPassages'))];
  byId('reading').replaceChildren(
    element('div', { class: 'reading-head' },
      element('span', { class: `disc slot${slotOf[state.topic]}` }, String(numberOf(state.topic))),
      element('div', {}, element('h2', {}, `${topicTitle(state.topic)} · ${text('passages')}`),
        element('p', { class: 'sub', lang: corpusLanguage }, topWords[state.topic].map((word) => shorten(word)).join(betweenWords))),
      element('div', { class: 'steps' }, stepButton('previous', -1), stepButton('next', 1))),
    ...list);
  if (focused) document.querySelector(`#reading [data-step="${focused}"]`)?.focus();
}
