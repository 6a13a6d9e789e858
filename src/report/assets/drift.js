// How the words of the chosen topic change: the most probable words of some slices side by side, linked where they stay.
// Only dynamic models have it; eval/word_drift.h says when a word counts as rising or falling.

const drift = record(data.drift);
const driftSlices = Array.isArray(drift.labels) ? drift.labels : [];
const hasDrift = driftSlices.length > 0;
const driftState = { view: 'whole', first: 0, word: null, at: [0, 0] };  // first: of the window; at: column and row of the focus
const driftBox = { rowHeight: 24, top: 46, left: 4 };

const driftRoom = (width) => Math.min(6, Math.max(2, Math.floor(width / 158)), driftSlices.length);
const usedSlices = driftSlices.map((_, t) => t).filter((t) => drift.documents[t] > 0);

/** The slices shown: spread evenly over the whole time, or one behind the other. Slices without documents are left out. */
function driftColumns(width) {
  const count = Math.min(driftRoom(width), usedSlices.length);
  if (driftState.view === 'steps') {
    driftState.first = Math.max(0, Math.min(driftState.first, usedSlices.length - count));
    return usedSlices.slice(driftState.first, driftState.first + count);
  }
  return Array.from({ length: count }, (_, i) => usedSlices[count === 1 ? 0 : Math.round((i * (usedSlices.length - 1)) / (count - 1))]);
}

/** rising, falling or null: over the whole time, or against the slice before. */
function wordChange(topic, word, t) {
  const [rising, falling] = driftState.view === 'steps' ? topic.step[t] : topic.whole.map((list) => list.map(([number]) => number));
  return rising.includes(word) ? 'up' : falling.includes(word) ? 'down' : null;
}

function driftCells(columns) {
  const topic = drift.topics[state.topic];
  return columns.map((t, c) => topic.top[t].map((word, rank) => ({
    t, word, rank, name: drift.words[word], change: wordChange(topic, word, t), isNew: c > 0 && !topic.top[columns[c - 1]].includes(word),
  })));
}

const changeSign = { up: '▲', down: '▼' };
const cellSentence = (cell) => [cell.name, driftSlices[cell.t], text('rankNumber', cell.rank + 1), cell.change ? text(cell.change === 'up' ? 'wordRising' : 'wordFalling') : null,
  cell.isNew ? text('newWord') : null].filter(Boolean).join(', ');

function driftLinks(cells, left, wide, y) {
  return cells.slice(1).flatMap((column, c) => column.flatMap((cell) => {
    const before = cells[c].find((other) => other.word === cell.word);
    if (!before) return [];
    const end = textWidth(shorten(before.name, 14)) * (before.isNew ? 1.1 : 1) + (before.change ? 12 : 0);
    const [from, to] = [left(c) + 24 + Math.min(end, wide - 50), left(c + 1) - 6];
    const middle = (from + to) / 2;
    return [shape('path', { class: `drift-link${cell.word === driftState.word ? ' chosen' : ''}`,
      d: `M${from.toFixed(1)} ${y(before.rank)}C${middle.toFixed(1)} ${y(before.rank)} ${middle.toFixed(1)} ${y(cell.rank)} ${to.toFixed(1)} ${y(cell.rank)}` })];
  }));
}

/** The picture: columns of words, from the top the most probable one. */
function driftChart(width) {
  const columns = driftColumns(width);
  const cells = driftCells(columns);
  const wide = (width - driftBox.left) / Math.max(columns.length, 1);
  const left = (c) => driftBox.left + c * wide;
  const y = (rank) => driftBox.top + rank * driftBox.rowHeight;
  const rows = Math.max(...cells.map((column) => column.length), 1);
  const height = driftBox.top + rows * driftBox.rowHeight;
  const svg = shape('svg', { class: `slot${slotOf[state.topic]}`, viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', tabindex: 0,
    'aria-label': `${text('wordDrift', topicTitle(state.topic))}. ${text('driftKeys')}` },
  ...columns.map((t, c) => shape('text', { class: 'drift-head', x: left(c) + 14, y: 16 }, driftSlices[t],
    shape('tspan', { class: 'axis', dx: 6 }, whole(drift.documents[t])))),
  ...driftLinks(cells, left, wide, (rank) => y(rank) - 4),
  ...cells.flatMap((column, c) => column.map((cell) => shape('g', {
    class: `drift-word${cell.change ? ` ${cell.change}` : ''}${cell.isNew ? ' new' : ''}${cell.word === driftState.word ? ' chosen' : ''}`,
    'data-column': c, 'data-rank': cell.rank, onclick: () => pinDriftWord(cell.word) },
  shape('rect', { class: 'cell', x: left(c), y: y(cell.rank) - 17, width: wide - 8, height: driftBox.rowHeight - 1, rx: 4 }),
  cell.isNew ? shape('circle', { class: 'new-dot', cx: left(c) + 6, cy: y(cell.rank) - 4.5, r: 3 }) : null,
  shape('text', { x: left(c) + 14, y: y(cell.rank), lang: corpusLanguage }, shorten(cell.name, 14),
    cell.change ? shape('tspan', { class: 'sign', dx: 4 }, changeSign[cell.change]) : null),
  shape('title', {}, cellSentence(cell))))));
  return { svg, cells };
}

function pinDriftWord(word) {
  driftState.word = driftState.word === word ? null : word;
  drawDriftChart();
}

function moveDriftFocus(cells, [column, rank]) {
  const c = Math.max(0, Math.min(column, cells.length - 1));
  driftState.at = [c, Math.max(0, Math.min(rank, cells[c].length - 1))];
  markDriftFocus();
  announce(cellSentence(cells[c][driftState.at[1]]));
}

function markDriftFocus() {
  const [column, rank] = driftState.at;
  for (const node of document.querySelectorAll('.drift-word')) {
    node.classList.toggle('at', Number(node.dataset.column) === column && Number(node.dataset.rank) === rank);
  }
}

/** Arrows walk the words, Enter follows one through time, Escape lets go. */
function walkDrift(event, cells) {
  const [column, rank] = driftState.at;
  const next = { ArrowRight: [column + 1, rank], ArrowLeft: [column - 1, rank], ArrowDown: [column, rank + 1], ArrowUp: [column, rank - 1],
    Home: [0, rank], End: [cells.length - 1, rank] }[event.key];
  if (event.key === 'Escape') pinDriftWord(driftState.word);
  if (event.key === 'Enter' || event.key === ' ') pinDriftWord(cells[column][rank].word);
  if (next) moveDriftFocus(cells, next);
  if (!next && !['Enter', ' ', 'Escape'].includes(event.key)) return;
  event.preventDefault();
  byId('drift').querySelector('svg').focus();
}

function drawDriftChart() {
  const { svg, cells } = driftChart(timeWidth());
  driftState.at = [Math.min(driftState.at[0], cells.length - 1), driftState.at[1]];
  svg.addEventListener('keydown', (event) => walkDrift(event, cells));
  byId('drift').replaceChildren(svg);
  markDriftFocus();
}

/** The words of all slices, in the order of their probability. */
function driftTable() {
  const topic = drift.topics[state.topic];
  const [rising, falling] = topic.whole.map((list) => list.map(([word]) => word));
  const cell = (word) => `${drift.words[word]}${rising.includes(word) ? ' ▲' : falling.includes(word) ? ' ▼' : ''}`;
  return table(text('wordDrift', topicTitle(state.topic)),
    [{ text: text('slice') }, { text: text('documentsColumn'), number: true }, { text: text('words'), lang: corpusLanguage },
      { text: text('stepRising'), lang: corpusLanguage }, { text: text('stepFalling'), lang: corpusLanguage }],
    driftSlices.map((label, t) => [label, whole(drift.documents[t]), topic.top[t].map(cell).join(betweenWords),
      ...topic.step[t].map((list) => list.map((word) => drift.words[word]).join(betweenWords) || '–')]));
}

function driftCsv() {
  const topic = drift.topics[state.topic];
  const lines = [['topic', 'slice', 'label', 'change', 'rank', 'word']];
  driftSlices.forEach((label, t) => {
    const [rising, falling] = topic.step[t];
    for (const [change, words] of [['top', topic.top[t]], ['rising', rising], ['falling', falling]]) {
      words.forEach((word, rank) => lines.push([numberOf(state.topic), t, label, change, rank + 1, drift.words[word]]));
    }
  });
  return csvText(lines);
}

function wholeChanges() {
  const topic = drift.topics[state.topic];
  const list = (key, words) => element('p', { class: 'changes' }, element('span', {}, text(key)),
    words.length === 0 ? text('noneSure') : null,
    ...words.slice(0, 8).map(([word, before, after]) => element('button', { type: 'button', class: `change ${key === 'wordsRising' ? 'up' : 'down'}`,
      title: `${percent(before, 2)} → ${percent(after, 2)}`, onclick: () => pinDriftWord(word) },
    element('span', { lang: corpusLanguage }, drift.words[word]), key === 'wordsRising' ? ' ▲' : ' ▼')));
  return [list('wordsRising', topic.whole[0]), list('wordsFalling', topic.whole[1])];
}

function setDriftView(view) {
  driftState.view = view;
  drawDrift();
}
function moveDrift(by) {
  driftState.first += by;
  drawDriftChart();
}

function drawDrift() {
  byId('word-drift').hidden = !hasDrift;
  if (!hasDrift) return;
  byId('drift-title').replaceChildren(text('wordDriftOf'), ' ', pill(state.topic), ' ', element('span', { lang: corpusLanguage }, shortName(state.topic)));
  byId('drift-sub').textContent = text(driftState.view === 'steps' ? 'driftStepsSub' : 'driftWholeSub');
  byId('drift-views').replaceChildren(...['whole', 'steps'].map((view) => element('button', { type: 'button', 'data-view': view,
    'aria-pressed': String(driftState.view === view), onclick: () => setDriftView(view) }, text(`drift_${view}`))));
  const steps = driftState.view === 'steps' && usedSlices.length > driftRoom(timeWidth());
  byId('drift-moves').replaceChildren(...(steps ? [['earlier', -1], ['later', 1]].map(([key, by]) => element('button', { type: 'button', class: 'copy',
    onclick: () => moveDrift(by * (driftRoom(timeWidth()) - 1)) }, text(key))) : []));
  driftState.word = null;
  drawDriftChart();
  byId('drift-changes').replaceChildren(...wholeChanges());
  byId('drift-twin').replaceChildren(driftTable());
  byId('drift-menu').replaceChildren(...figureMenu(`word_drift_${numberOf(state.topic)}`,
    () => withTitle(driftChart(960).svg, text('wordDrift', `${numberOf(state.topic)} ${shortName(state.topic)}`), byId('drift-sub').textContent), driftCsv));
  byId('drift-legend').replaceChildren(
    element('span', {}, element('span', { class: `key slot${slotOf[state.topic]}` }), text('newLegend')),
    element('span', { class: 'up' }, `▲ ${text('wordRising')}`), element('span', { class: 'down' }, `▼ ${text('wordFalling')}`),
    element('span', {}, text('driftLegend')), driftSlices.length > usedSlices.length ? element('span', {}, text('driftGaps')) : '');
}
