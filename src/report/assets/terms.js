// The words of the chosen topic: grey = uses in all texts, colour = estimated uses in the topic.

function termBar(row, widest) {
  const share = (uses) => `${((100 * uses) / widest).toFixed(2)}%`;
  const button = element('button', {
    type: 'button', class: 'term', 'data-word': row.word, 'aria-pressed': 'false', tabindex: '-1',
    'aria-label': text('termLabel', row.name, whole(row.uses), whole(row.count)),
    onclick: () => pinWord(row.word), onmouseenter: () => showWord(row.word), onmouseleave: () => showWord(pinnedWord),
    onfocus: () => showWord(row.word), onblur: () => showWord(pinnedWord),
  },
  element('span', { class: 'word', lang: corpusLanguage }, shorten(row.name)),
  element('span', { class: 'bars' },
    element('span', { class: 'all', style: { width: share(row.count) } }),
    element('span', { class: 'own', style: { width: share(row.uses) } }),
    element('span', { class: 'amount', style: { left: share(row.count) } }, whole(row.uses))));
  return element('li', {}, button);
}

let pinnedWord = null;
function pinWord(word) {
  pinnedWord = pinnedWord === word ? null : word;
  showWord(pinnedWord);
  markWord();
}

function drawTerms() {
  pinnedWord = null;
  const topic = data.topics[state.topic];
  const rows = relevantWords(state.topic, state.lambda);
  const widest = 1.24 * Math.max(...rows.map((row) => row.count), 1);
  byId('terms').replaceChildren(element('ol', {
    class: `terms slot${slotOf[state.topic]}`, onkeydown: walkTerms, 'aria-label': text('words'),
  }, ...rows.map((row) => termBar(row, widest))));
  byId('terms').querySelector('button')?.setAttribute('tabindex', '0');
  byId('terms-title').replaceChildren(pill(state.topic), ` ${topicTitle(state.topic)}`);
  byId('terms-sub').textContent = text('termsSub', percent(topic.share), text('rank', bySize.indexOf(state.topic) + 1, topicCount));
  byId('terms-legend').replaceChildren(
    legendEntry(`bar slot${slotOf[state.topic]}`, 'inTopic'), legendEntry('bar all', 'inAll'));
  byId('terms-twin').replaceChildren(termTable(rows));
  drawLambda();
}

const termTable = (rows) => table(text('words'),
  [{ text: text('words'), lang: corpusLanguage }, { text: text('uses'), number: true }, { text: text('count'), number: true },
    { text: text('probability'), number: true }],
  rows.map((row) => [row.name, whole(row.uses), whole(row.count), row.probability.toPrecision(3)]));

// The slider runs from frequent (lambda 1) to distinct (lambda 0), as people read it.
function drawLambda() {
  const slider = byId('lambda');
  slider.value = String(1 - state.lambda);
  slider.setAttribute('aria-valuetext', text('lambdaValue', decimal(state.lambda, 1)));
  byId('lambda-value').textContent = text('lambdaValue', decimal(state.lambda, 1));
}

function markWord() {
  for (const button of document.querySelectorAll('.term')) {
    const word = Number(button.dataset.word);
    button.setAttribute('aria-pressed', String(word === pinnedWord));
    button.classList.toggle('pointed', word === state.word);
  }
}

/** Arrow keys walk the words, Escape lets go of a pinned one. */
function walkTerms(event) {
  const buttons = [...document.querySelectorAll('.term')];
  const at = buttons.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (event.key === 'Escape') {
    pinnedWord = null;
    showWord(null);
    markWord();
  }
  if (next === undefined || !buttons[next]) return;
  event.preventDefault();
  buttons[at]?.setAttribute('tabindex', '-1');
  buttons[next].setAttribute('tabindex', '0');
  buttons[next].focus();
}
