// Added to a copy of a report by open_in_browser.py: uses the page as a reader would and writes down what it finds.
const found = { problems: [] };
const expect = (condition, problem) => { if (!condition) found.problems.push(problem); };
const all = (selector) => [...document.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);
const press = (node, key) => node.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
const numberIn = (node) => node.querySelector('.pill, .inside').textContent;
const chosenRow = () => one('#topic-table tr.chosen').dataset.topic;
const chosenCircle = () => one('#map .circle.chosen').dataset.topic;

found.circles = all('#map .circle').length;
found.rows = all('#topic-table tbody tr').length;
found.terms = all('.term').length;
found.marks = all('.passages mark').length;
found.images = all('img').length;
found.methods = one('#methods').textContent;
found.series = all('.panel').map((panel) => panel.dataset.series);
found.ready = document.documentElement.dataset.ready;
found.edits = all('#settings tr.edit').length;
found.start = { topic: numberIn(one('#topic-table tr.chosen')), lambda: one('#lambda-value').textContent };
expect(chosenCircle() === chosenRow(), 'list and map differ at the start');

const other = all('#topic-table tbody tr').pop();
other.click();
expect(chosenCircle() === other.dataset.topic, 'a row does not choose its circle');
expect(location.hash.includes(`topic=${numberIn(other)}&`), 'the address does not follow the topic');
const circle = one('#map .circle');
circle.dispatchEvent(new MouseEvent('click', { bubbles: true }));
expect(chosenRow() === circle.dataset.topic, 'a circle does not choose its row');
expect(one('#terms-title .pill').textContent === numberIn(circle), 'the words do not follow the topic');
press(one('#map svg'), 'End');
expect(chosenRow() === all('#map .circle').pop().dataset.topic, 'the End key does not choose the smallest topic');

const before = location.hash;
press(document.body, '[');
expect(location.hash !== before, 'the key [ does not change lambda');
one('#lambda').value = '1';
one('#lambda').dispatchEvent(new Event('input'));
expect(location.hash.includes('lambda=0&'), 'the slider does not reach lambda 0');

one('[data-column="number"]').click();
const order = all('#topic-table tbody tr').map((row) => Number(row.dataset.topic));
expect(order.every((id, i) => id === i), 'sorting by number does not order the topics');
one('[data-column="number"]').click();
expect(Number(all('#topic-table tbody tr')[0].dataset.topic) === order.length - 1, 'a second click does not turn the order');

const term = one('.term');
term.dispatchEvent(new MouseEvent('mouseenter'));
expect(all('#map .circle .disc').some((disc) => Number(disc.getAttribute('r')) > 0), 'a word empties the map');
expect(one('#map-sub').textContent.length > 0 && term.classList.contains('pointed'), 'a word is not shown on the map');
term.dispatchEvent(new MouseEvent('mouseleave'));

found.timePanels = all('.time-panel').length;
if (found.timePanels > 0) {
  expect(!one('#over-time').hidden, 'the part on time is hidden');
  const panelNode = all('.time-panel').pop();
  panelNode.click();
  expect(chosenRow() === panelNode.dataset.topic, 'a panel of time does not choose its topic');
  expect(all('.band.chosen').length === 1, 'the chosen topic is not marked in the stream');
  expect(all('.band').every((band) => !/NaN/.test(band.getAttribute('d'))), 'a band of the stream has no shape');
}
const shown = all('[data-twin]:not([hidden])').filter((node) => node.offsetParent !== null);
for (const button of shown) {
  button.click();
  expect(all(`#${button.dataset.twin}-twin tbody tr`).length > 0, `the table of ${button.dataset.twin} is empty`);
  expect(one(`#${button.dataset.twin}`).hidden, `the chart of ${button.dataset.twin} stays beside its table`);
  button.click();
}

const heading = () => one('#topics-column h2').textContent;
one('[data-language="zh"]').click();
expect(heading() === '主题' && document.documentElement.lang === 'zh-CN', 'the page does not turn Chinese');
one('[data-language="en"]').click();
expect(heading() === 'Topics', 'the page does not turn English');
location.hash = '#topic=0&lambda=1&lang=en';
window.dispatchEvent(new HashChangeEvent('hashchange'));
expect(chosenRow() === '0' && one('#lambda-value').textContent.includes('1.0'), 'the page does not follow its address');

if (found.edits > 0) {
  expect(all('#settings tr.edit')[0].textContent.includes('were merged into topic 1'), 'a merge is not told');
  expect(one('#methods p[lang="en"]').textContent.includes('"et" and "al" were taken out'), 'the methods do not tell the edits');
  expect(one('#methods p[lang="zh-CN"]').textContent.includes('合并了主题'), 'the Chinese methods do not tell the edits');
  expect(one('#topic-table tbody tr[data-topic="1"] strong').textContent.includes('/script>&'), 'a name is not shown');
  expect(one('#quality .sub') !== null, 'nothing says that figures are left out');
  expect(one('#model-tag').textContent.includes('4 edits'), 'the heading does not count the edits');
}
const empty = all('[data-text], h2, h3, th button').filter((node) => /^(undefined|null|)$/.test(node.textContent));
expect(empty.length === 0, 'a part of the page has no text');
expect(!/undefined|NaN|\[object/.test(one('main').innerText), 'the page shows a value that is none');
document.documentElement.dataset.found = JSON.stringify(found);
