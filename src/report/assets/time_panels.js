// Small multiples: one small chart a topic, early topics first.

const mini = { width: 210, height: 84, left: 6, right: 6, top: 8, bottom: 18 };

const peakOf = (id) => (lives[id] ? lives[id].peak : 0);

/** Where a topic's mass lies on the time axis: the order of the small panels. */
const centreOf = (id) => {
  const total = slices.reduce((sum, _, t) => sum + shareAt(t, id), 0);
  return slices.reduce((sum, _, t) => sum + t * shareAt(t, id), 0) / Math.max(total, 1e-12);
};

const tallest = (id) => Math.max(...slices.map((_, t) => Math.max(time.high[t][id], shareAt(t, id))), 1e-6);

/** The mean over all topics is the same everywhere: the grey line that each is held against. */
function panelShapes(id, most) {
  const x = timeX(mini, mini.width);
  const bottom = mini.height - mini.bottom;
  const y = (value) => bottom - ((bottom - mini.top) * Math.min(value, most)) / most;
  const peak = peakOf(id);
  return [
    shape('line', { class: 'grid', x1: mini.left, x2: mini.width - mini.right, y1: bottom, y2: bottom }),
    shape('path', { class: 'interval', d: bandPath(x, y, (t) => time.low[t][id], (t) => time.high[t][id]) }),
    shape('line', { class: 'mean', x1: mini.left, x2: mini.width - mini.right, y1: y(1 / topicCount), y2: y(1 / topicCount) }),
    shape('path', { class: `curve slot${slotOf[id]}`, d: linePath(x, y, (t) => shareAt(t, id)) }),
    ...runs.filter((run) => run.length === 1).map(([t]) => shape('circle', { class: `end-dot slot${slotOf[id]}`, cx: x(t), cy: y(shareAt(t, id)), r: 1.8 })),
    shape('circle', { class: `best slot${slotOf[id]}`, cx: x(peak), cy: y(shareAt(peak, id)), r: 3.5 }),
    shape('text', { class: 'axis', x: mini.left, y: mini.height - 5 }, slices[0]),
    shape('text', { class: 'axis end', x: mini.width - mini.right, y: mini.height - 5 }, slices[slices.length - 1])];
}

const panelHeight = (id) => (timeState.ownScale ? tallest(id) : Math.max(...data.topics.map((_, other) => tallest(other))));
const panelOrder = () => data.topics.map((_, id) => id).sort((a, b) => centreOf(a) - centreOf(b) || a - b);

function timePanel(id, most) {
  const sentence = text('peak', slices[peakOf(id)], percent(shareAt(peakOf(id), id)));
  return element('button', {
    type: 'button', class: `time-panel slot${slotOf[id]}`, 'data-topic': id, 'aria-label': `${topicSentence(id)}. ${sentence}`,
    onclick: () => selectTopic(id),
  },
  element('span', { class: 'time-name' }, pill(id), ' ', element('span', { lang: corpusLanguage }, shortName(id, 3))),
  shape('svg', { viewBox: `0 0 ${mini.width} ${mini.height}`, 'aria-hidden': 'true' }, ...panelShapes(id, most)),
  element('span', { class: 'time-peak' }, sentence));
}

function drawPanels() {
  byId('time-panels').replaceChildren(...panelOrder().map((id) => timePanel(id, panelHeight(id))));
  markPanels();
}

function markPanels() {
  for (const panelNode of document.querySelectorAll('.time-panel')) {
    panelNode.setAttribute('aria-pressed', String(Number(panelNode.dataset.topic) === state.topic));
  }
}

/** All panels as one picture, for downloads. */
function panelsFigure(columns = 5) {
  const [wide, high] = [mini.width + 16, mini.height + 40];
  const order = panelOrder();
  const across = Math.min(columns, order.length);
  const [width, height] = [across * wide, Math.ceil(order.length / across) * high];
  return shape('svg', { viewBox: `0 0 ${width} ${height}`, width, height }, ...order.map((id, i) =>
    shape('g', { transform: `translate(${(i % across) * wide + 8} ${Math.floor(i / across) * high + 18})` },
      shape('text', { class: `panel-name slot${slotOf[id]}`, x: mini.left, y: 0, lang: corpusLanguage }, `${numberOf(id)} ${shortName(id, 2)}`),
      ...panelShapes(id, panelHeight(id)),
      shape('text', { class: 'axis', x: mini.left, y: mini.height + 10 }, text('peak', slices[peakOf(id)], percent(shareAt(peakOf(id), id)))))));
}

/** The picture that the view shows, by itself, with its title. */
function timeFigure() {
  const figure = timeState.view === 'multiples' ? panelsFigure() : timeChart(960).svg;
  return withTitle(figure, text('overTime'), text(`${timeState.view}Sub`));
}
