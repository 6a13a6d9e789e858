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

// What the buttons of a figure would save.
const saved = [];
URL.createObjectURL = (blob) => { saved.push(blob); return 'blob:none'; };
HTMLAnchorElement.prototype.click = () => {};
async function saves(menu, kind) {
  const before = saved.length;
  one(`#${menu} [data-file="${kind}"]`).click();
  for (let i = 0; i < 500 && saved.length === before; i += 1) await new Promise((done) => { setTimeout(done, 20); });
  expect(saved.length === before + 1, `${menu} does not save ${kind}`);
  return saved.length > before ? saved.pop() : new Blob();
}
async function expectFigure(menu) {
  const picture = await (await saves(menu, 'SVG')).text();
  expect(new DOMParser().parseFromString(picture, 'image/svg+xml').querySelector('parsererror') === null, `${menu} saves a broken SVG`);
  expect(!/<rect[^>]*fill: ?rgb\(0, 0, 0\)/.test(picture), `${menu} saves an SVG with shapes that have lost their look`);
  expect(picture.includes('fill:rgb') && !picture.includes('var('), `${menu} saves an SVG without its colours`);
  const png = new Uint8Array(await (await saves(menu, 'PNG')).arrayBuffer());
  expect(png.length > 5000 && png[1] === 80 && png[2] === 78, `${menu} saves no PNG`);
}
const csvLines = async (menu) => (await (await saves(menu, 'CSV')).text()).trim().split('\n').length - 1;

found.timePanels = 0;
found.lives = all('#lives-twin tbody tr').length;
if (!one('#over-time').hidden) {
  await expectFigure('time-menu');
  one('[data-view="multiples"]').click();
  found.timePanels = all('.time-panel').length;
  expect(one('#time-chart').hidden && all('.time-panel .curve').every((curve) => !/NaN/.test(curve.getAttribute('d'))), 'the small multiples are not shown');
  const panelNode = all('.time-panel').pop();
  panelNode.click();
  expect(chosenRow() === panelNode.dataset.topic, 'a panel of time does not choose its topic');
  await expectFigure('time-menu');
  one('#time-views [data-view="lines"]').click();
  expect(all('.topic-curve.chosen').length === 1, 'the chosen topic is not marked among the lines');
  one('#time-views [data-view="stream"]').click();
  expect(all('.band.chosen').length === 1, 'the chosen topic is not marked in the stream');
  expect(all('.band').every((band) => !/NaN/.test(band.getAttribute('d'))), 'a band of the stream has no shape');
  press(one('#time-chart svg'), 'End');
  const slices = one('#time-twin tbody').rows;
  expect(one('#announce').textContent.startsWith(slices[slices.length - 1].cells[0].textContent), 'the End key does not reach the last slice');
  expect(!one('#time-card').hidden && one('#time-card .pill') !== null, 'the crosshair has no card');
  press(one('#time-chart svg'), 'Escape');
  expect(one('#time-card').hidden, 'Escape does not close the card');
  const chosen = chosenRow();
  press(one('#time-chart svg'), 'ArrowUp');
  expect(chosenRow() !== chosen || all('#topic-table tbody tr').length === 1, 'the arrow keys do not change the topic');
  expect(await csvLines('time-menu') === slices.length * all('#topic-table tbody tr').length, 'the data of the stream are not whole');
  expect(await csvLines('lives-menu') === found.lives, 'the data of the lives are not whole');
}
found.drift = !one('#word-drift').hidden;
if (found.drift) {
  const words = all('.drift-word');
  expect(words.length > 8 && all('.drift-word.up').length > 0 && all('.drift-word.down').length > 0, 'no word rises or falls');
  expect(all('.drift-word.up .sign').every((sign) => sign.textContent === '▲'), 'a rising word has no sign beside its colour');
  press(one('#drift svg'), 'ArrowDown');
  expect(all('.drift-word.at').length === 1 && one('#announce').textContent.length > 0, 'the arrow keys do not walk the words');
  press(one('#drift svg'), 'Enter');
  expect(all('.drift-word.chosen').length > 0, 'Enter does not follow a word');
  press(one('#drift svg'), 'Escape');
  expect(all('.drift-word.chosen').length === 0, 'Escape does not let go of a word');
  one('#drift-views [data-view="steps"]').click();
  expect(all('.drift-word').length > 8, 'slice by slice there are no words');
  await expectFigure('drift-menu');
  expect(await csvLines('drift-menu') >= 8, 'the data of the word drift are not whole');
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
const empty = all('[data-text], h2, h3, th button').filter((node) => !node.closest('[hidden]') && /^(undefined|null|)$/.test(node.textContent));
expect(empty.length === 0, 'a part of the page has no text');
expect(!/undefined|NaN|\[object/.test(one('main').innerText), 'the page shows a value that is none');
await fetch('/found', { method: 'POST', body: JSON.stringify(found) });
