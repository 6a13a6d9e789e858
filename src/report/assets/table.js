// The list of topics, which sorts by any column. Topics keep their number whatever the order.

const sorting = { column: 'share', descending: true };
let shownOrder = [];
const tableColumns = [
  { key: 'number', help: null, value: (id) => numberOf(id) },
  { key: 'words', help: 'wordsHelp', value: (id) => nameOf(id) ?? topWords[id][0] ?? '' },
  { key: 'share', help: 'shareHelp', value: (id) => data.topics[id].share },
  { key: 'npmi', help: 'npmiHelp', value: (id) => data.topics[id].npmi },
  { key: 'exclusivity', help: 'exclusivityHelp', value: (id) => data.topics[id].exclusivity },
];

/** Measures that nobody computed would be a column of dashes. */
const usedColumns = tableColumns.filter((column) =>
  ['number', 'words'].includes(column.key) || data.topics.some((topic) => isNumber(topic[column.key])));

function compareTopics(a, b) {
  const { value } = tableColumns.find((column) => column.key === sorting.column);
  const [left, right] = [value(a), value(b)];
  if (left === null || right === null) return (left === null) - (right === null) || a - b;
  const order = typeof left === 'string' ? left.localeCompare(right) : left - right;
  return (sorting.descending ? -order : order) || a - b;
}

function sortBy(key) {
  const first = key !== 'number' && key !== 'words';
  sorting.descending = sorting.column === key ? !sorting.descending : first;
  sorting.column = key;
  drawTable();
  drawPassages();
  document.querySelector(`#topic-table [data-column="${key}"]`).focus();
}

function columnHead(column) {
  const sorted = sorting.column === column.key;
  const direction = sorting.descending ? 'descending' : 'ascending';
  const sign = sorted ? (sorting.descending ? ' ↓' : ' ↑') : '';
  return element('th', { scope: 'col', class: column.key, 'aria-sort': sorted ? direction : 'none' },
    element('button', {
      type: 'button', 'data-column': column.key, title: column.help ? text(column.help) : null, onclick: () => sortBy(column.key),
    }, `${text(column.key)}${sign}`));
}

function topicRow(id) {
  const topic = data.topics[id];
  const shown = topWords[id].slice(0, 8).map((word) => shorten(word));
  const cells = {
    number: () => [pill(id)],
    words: () => [element('button', { type: 'button', class: 'name', lang: corpusLanguage, 'aria-label': topicSentence(id) },
      nameOf(id) !== null ? element('strong', {}, nameOf(id)) : null, nameOf(id) !== null ? ' · ' : null, shown.join(betweenWords))],
    share: () => [percent(topic.share)],
    npmi: () => [decimal(topic.npmi, 2)],
    exclusivity: () => [decimal(topic.exclusivity, 2)],
  };
  return element('tr', { 'data-topic': id, onclick: () => selectTopic(id) },
    ...usedColumns.map(({ key }) => element('td', { class: key }, ...cells[key]())));
}

function drawTable() {
  shownOrder = data.topics.map((_, id) => id).sort(compareTopics);
  byId('topic-table').replaceChildren(element('table', { class: 'topics' },
    element('caption', { class: 'unseen' }, text('topics')),
    element('thead', {}, element('tr', {}, ...usedColumns.map(columnHead))),
    element('tbody', {}, ...shownOrder.map(topicRow))));
  markTopicRow();
}

function markTopicRow() {
  for (const row of document.querySelectorAll('#topic-table tbody tr')) {
    const chosen = Number(row.dataset.topic) === state.topic;
    row.classList.toggle('chosen', chosen);
    row.querySelector('button').setAttribute('aria-pressed', String(chosen));
    if (chosen) keepInView(row, byId('topic-table'));
  }
}

/** Scrolls `box` alone: scrollIntoView would move the page too. */
function keepInView(row, box) {
  const head = 34;
  if (row.offsetTop - head < box.scrollTop) box.scrollTop = row.offsetTop - head;
  const below = row.offsetTop + row.offsetHeight - box.clientHeight;
  if (below > box.scrollTop) box.scrollTop = below;
}
