// Topics over time: what the other parts of the section share, and who draws what.

const time = record(data.time);
const slices = Array.isArray(time.labels) ? time.labels : [];
const hasTime = slices.length > 1;
const few = Number(time.few);  // a slice of fewer documents says more about its authors than about its time
const lives = Array.isArray(time.life) ? time.life : [];
const timeState = { view: 'stream', ownScale: true, at: null };  // at: the slice under the crosshair

const filled = (t) => time.documents[t] > 0;
const shareAt = (t, id) => time.share[t][id];

/** Runs of slices that hold documents, as lists of slice numbers: nothing is drawn across a gap. */
const runs = (() => {
  const result = [];
  slices.forEach((_, t) => {
    if (!filled(t)) return;
    if (t > 0 && filled(t - 1)) result[result.length - 1].push(t);
    else result.push([t]);
  });
  return result;
})();

/** Room for a chart. The legend is there even while a table takes the chart's place. */
const timeWidth = () => Math.max(300, byId('time-legend').clientWidth);

/** The name of a topic where room is short: a person's, or its first words. */
const shortName = (id, words = 2) => nameOf(id) ?? topWords[id].slice(0, words).map((word) => shorten(word, 14)).join(betweenWords);

/** The topics that the stream and the lines show, each by itself: the eight in focus, and the chosen one if it is another. */
function shownTopics() {
  const focus = bySize.filter((id) => slotOf[id] > 0);
  return slotOf[state.topic] === 0 ? [...focus, state.topic] : focus;
}

const timeX = (box, width) => (t) => box.left + (width - box.left - box.right) * ((t + 0.5) / slices.length);

/** One closed shape per run of slices; a run of one slice becomes a bar. */
function bandPath(x, y, low, high) {
  const half = (x(1) - x(0)) * 0.4;
  return runs.map((run) => {
    const xs = run.length > 1 ? run.map((t) => [x(t), t]) : [[x(run[0]) - half, run[0]], [x(run[0]) + half, run[0]]];
    const there = xs.map(([at, t], i) => `${i ? 'L' : 'M'}${at.toFixed(1)} ${y(high(t)).toFixed(1)}`);
    const back = [...xs].reverse().map(([at, t]) => `L${at.toFixed(1)} ${y(low(t)).toFixed(1)}`);
    return `${there.join('')}${back.join('')}Z`;
  }).join('');
}

const linePath = (x, y, value) => runs.map((run) =>
  run.map((t, i) => `${i ? 'L' : 'M'}${x(t).toFixed(1)} ${y(value(t)).toFixed(1)}`).join('')).join('');

/** About how wide a text is at 12 px: a Chinese character is as wide as the font is high. */
const textWidth = (content) => [...content].reduce((sum, c) => sum + (/[\u2e80-\uffef]/u.test(c) ? 12.5 : 6.6), 0);

/** Labels of slices below a chart, as many as have room. */
function timeAxis(box, width, x, y) {
  const widest = Math.max(...slices.map(textWidth)) + 18;
  const room = Math.max(1, Math.floor((width - box.left - box.right) / widest));
  const step = Math.max(1, Math.ceil(slices.length / room));
  return slices.map((label, t) => (t % step === 0 ? shape('text', { class: 'axis middle', x: x(t).toFixed(1), y }, label) : null)).filter(Boolean);
}

/** The topics and shares of the slices, one column a topic. */
function timeTable() {
  return table(text('overTime'),
    [{ text: text('slice') }, { text: text('documentsColumn'), number: true }, ...bySize.map((id) => ({ text: text('topic', numberOf(id)), number: true }))],
    slices.map((label, t) => [label, whole(time.documents[t]), ...bySize.map((id) => (filled(t) ? percent(shareAt(t, id)) : '–'))]));
}

/** The lines of topic_times.csv as this page knows them. */
function timeCsv() {
  const lines = [['slice', 'label', 'documents', 'tokens', 'topic', 'name', 'share', 'low', 'high']];
  slices.forEach((label, t) => data.topics.forEach((_, id) => lines.push([t, label, time.documents[t], time.tokens[t], numberOf(id),
    shortName(id, 3), ...(filled(t) ? [time.share[t][id], time.low[t][id], time.high[t][id]] : ['', '', ''])])));
  return csvText(lines);
}

const timeViews = ['stream', 'lines', 'multiples'];

function setTimeView(view) {
  timeState.view = view;
  timeState.at = null;
  drawTimeView();
}

function drawTimeView() {
  for (const button of document.querySelectorAll('#time-views button')) {
    button.setAttribute('aria-pressed', String(button.dataset.view === timeState.view));
  }
  const isPanels = timeState.view === 'multiples';
  byId('time-chart').hidden = isPanels;
  byId('time-panels').hidden = !isPanels;
  byId('time-scale').hidden = !isPanels;
  byId('time-sub').textContent = text(`${timeState.view}Sub`);
  if (isPanels) drawPanels();
  else drawTimeChart();
  drawTimeLegend();
}

function drawTimeLegend() {
  const without = Number(time.without);
  const isStream = timeState.view === 'stream';
  byId('time-legend').replaceChildren(...[
    timeState.view === 'multiples' ? text('panelsLegend') : timeState.view === 'lines' ? text('linesLegend') : text('streamLegend'),
    slices.some((_, t) => !filled(t)) ? text('gapsLegend') : null,
    slices.some((_, t) => filled(t) && time.documents[t] < few) && timeState.view !== 'multiples' ? text('fewLegend', few) : null,
    data.hidden_topics > 0 && isStream ? text('hiddenLegend') : null,
    time.knows_tokens === false ? text('lengthsUnknown') : null,
    without > 0 ? text('withoutDate', whole(without)) : null,
  ].filter(Boolean).map((sentence) => element('span', {}, sentence)));
}

function drawTime() {
  byId('over-time').hidden = !hasTime;
  if (!hasTime) return;
  byId('time-views').replaceChildren(...timeViews.map((view) => element('button', {
    type: 'button', 'data-view': view, onclick: () => setTimeView(view) }, text(view))));
  byId('time-scale').replaceChildren(element('label', {}, element('input', { type: 'checkbox', checked: timeState.ownScale,
    onchange: (event) => { timeState.ownScale = event.target.checked; drawPanels(); } }), ` ${text('ownScale')}`));
  byId('time-menu').replaceChildren(...figureMenu('topics_over_time', () => timeFigure(), timeCsv));
  byId('time-twin').replaceChildren(timeTable());
  drawTimeView();
  drawLives();
  drawDrift();
}

/** A topic outside the eight joins the charts only while it is chosen. */
function drawTimeTopic() {
  if (!hasTime) return;
  if (timeState.view === 'multiples') markPanels();
  else drawTimeChart();
  markLives();
  drawDrift();
}
