// Topics over time: how much of each slice each topic holds, as a stream of shares and as one small panel a topic.

const time = record(data.time);
const slices = Array.isArray(time.labels) ? time.labels : [];
const hasTime = slices.length > 1;
const fewDocuments = 5;  // below, a slice says more about its authors than about its time
const stream = { height: 250, left: 46, right: 12, top: 10, bottom: 26 };
const mini = { width: 210, height: 84, left: 6, right: 6, top: 8, bottom: 18 };

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

/** Mean share over some slices, each weighing as much as its tokens. */
function meanShare(id, from, to) {
  let [sum, tokens] = [0, 0];
  for (let t = from; t < to; t += 1) {
    sum += time.tokens[t] * shareAt(t, id);
    tokens += time.tokens[t];
  }
  return tokens > 0 ? sum / tokens : 0;
}

const peakOf = (id) => slices.reduce((best, _, t) => (filled(t) && (best < 0 || shareAt(t, id) > shareAt(best, id)) ? t : best), -1);

/** Where a topic's mass lies on the time axis: the order of the small panels, early topics first. */
const centreOf = (id) => {
  const total = slices.reduce((sum, _, t) => sum + shareAt(t, id), 0);
  return slices.reduce((sum, _, t) => sum + t * shareAt(t, id), 0) / Math.max(total, 1e-12);
};

/** [the three topics that gained most, the three that lost most] from the first to the last third. */
function movers() {
  const third = Math.max(1, Math.floor(slices.length / 3));
  const moved = data.topics.map((_, id) => ({ id, gain: meanShare(id, slices.length - third, slices.length) - meanShare(id, 0, third) }))
    .sort((a, b) => b.gain - a.gain || a.id - b.id);
  return [moved.slice(0, 3).filter(({ gain }) => gain > 0), moved.slice(-3).reverse().filter(({ gain }) => gain < 0)];
}

function moversLine() {
  const part = (key, list) => (list.length === 0 ? [] : [element('span', {}, text(key)), ...list.map(({ id, gain }) =>
    element('button', { type: 'button', class: 'mover', onclick: () => selectTopic(id) }, pill(id), ' ',
      element('span', { lang: corpusLanguage }, topWords[id].slice(0, 2).join(betweenWords)),
      ` ${gain > 0 ? '+' : '−'}${percent(Math.abs(gain))}`))]);
  const [up, down] = movers();
  return element('p', { class: 'movers' }, ...part('rising', up), ...part('falling', down));
}

/** The stack from below: the eight topics in focus, the chosen one if it is another, and all others together. */
function bands() {
  const chosen = slotOf[state.topic] === 0 ? [[state.topic]] : [];
  const own = [...bySize.filter((id) => slotOf[id] > 0).map((id) => [id]), ...chosen];
  const rest = bySize.filter((id) => !own.some(([other]) => other === id));
  return rest.length > 0 ? [...own, rest] : own;
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

function timeAxis(box, width, x) {
  const room = Math.max(1, Math.floor((width - box.left - box.right) / 74));
  const step = Math.max(1, Math.ceil(slices.length / room));
  return slices.map((label, t) => (t % step === 0 ? shape('text', {
    class: 'axis middle', x: x(t), y: box.top + box.height - 6 }, label) : null)).filter(Boolean);
}

/** Slanted strokes over a slice that few documents fill. */
function hatching(centre, width, top, bottom) {
  const [left, right] = [centre - width / 2, centre + width / 2];
  let strokes = '';
  for (let at = top; at + width <= bottom; at += 6) strokes += `M${left.toFixed(1)} ${at + width}L${right.toFixed(1)} ${at}`;
  return shape('path', { class: 'few', d: strokes });
}

function drawStream() {
  const width = Math.max(320, byId('time-stream').clientWidth);
  const x = timeX(stream, width);
  const bottom = stream.height - stream.bottom;
  const y = (value) => bottom - (bottom - stream.top) * value;
  const base = slices.map(() => 0);
  const shapes = bands().map((ids) => {
    const low = [...base];
    slices.forEach((_, t) => { base[t] += ids.reduce((sum, id) => sum + shareAt(t, id), 0); });
    const high = [...base];
    const single = ids.length === 1;
    const name = single ? topicSentence(ids[0]) : text('otherTopics');
    return shape('path', {
      class: `band slot${single ? slotOf[ids[0]] : 0}${single && ids[0] === state.topic ? ' chosen' : ''}`,
      d: bandPath(x, y, (t) => low[t], (t) => high[t]), onclick: single ? () => selectTopic(ids[0]) : null,
    }, shape('title', {}, name));
  });
  const few = slices.flatMap((_, t) => (filled(t) && time.documents[t] < fewDocuments ? [hatching(x(t), x(1) - x(0), stream.top, bottom)] : []));
  byId('time-stream').replaceChildren(shape('svg', {
    viewBox: `0 0 ${width} ${stream.height}`, width, height: stream.height, role: 'img', 'aria-label': text('overTimeSub') },
  ...[0, 0.25, 0.5, 0.75, 1].flatMap((value) => [
    shape('line', { class: 'grid', x1: stream.left, x2: width - stream.right, y1: y(value), y2: y(value) }),
    shape('text', { class: 'axis end', x: stream.left - 6, y: y(value) + 4 }, percent(value, 0))]),
  ...shapes, ...few, ...timeAxis({ ...stream, height: stream.height - stream.top }, width, x)));
}

function timePanel(id) {
  const x = timeX(mini, mini.width);
  const peak = peakOf(id);
  const most = Math.max(...slices.map((_, t) => Math.max(time.high[t][id], shareAt(t, id))), 1e-6);
  const bottom = mini.height - mini.bottom;
  const y = (value) => bottom - ((bottom - mini.top) * value) / most;
  const line = runs.map((run) => run.map((t, i) => `${i ? 'L' : 'M'}${x(t).toFixed(1)} ${y(shareAt(t, id)).toFixed(1)}`).join('')).join('');
  const sentence = text('peak', slices[peak], percent(shareAt(peak, id)));
  return element('button', {
    type: 'button', class: `time-panel slot${slotOf[id]}`, 'data-topic': id, 'aria-label': `${topicSentence(id)}. ${sentence}`,
    onclick: () => selectTopic(id),
  },
  element('span', { class: 'time-name' }, pill(id), ' ', element('span', { lang: corpusLanguage }, topWords[id].slice(0, 3).map((word) => shorten(word, 14)).join(betweenWords))),
  shape('svg', { viewBox: `0 0 ${mini.width} ${mini.height}`, 'aria-hidden': 'true' },
    shape('line', { class: 'grid', x1: mini.left, x2: mini.width - mini.right, y1: bottom, y2: bottom }),
    shape('path', { class: 'interval', d: bandPath(x, y, (t) => time.low[t][id], (t) => time.high[t][id]) }),
    shape('path', { class: 'curve', d: line }),
    ...runs.filter((run) => run.length === 1).map(([t]) => shape('circle', { class: 'end-dot', cx: x(t), cy: y(shareAt(t, id)), r: 1.8 })),
    shape('circle', { class: 'best', cx: x(peak), cy: y(shareAt(peak, id)), r: 3.5 }),
    shape('text', { class: 'axis', x: mini.left, y: mini.height - 5 }, slices[0]),
    shape('text', { class: 'axis end', x: mini.width - mini.right, y: mini.height - 5 }, slices[slices.length - 1])),
  element('span', { class: 'time-peak' }, sentence));
}

function timeTable() {
  const shown = bySize;
  return table(text('overTime'),
    [{ text: text('slice') }, { text: text('documentsColumn'), number: true }, ...shown.map((id) => ({ text: text('topic', numberOf(id)), number: true }))],
    slices.map((label, t) => [label, whole(time.documents[t]), ...shown.map((id) => (filled(t) ? percent(shareAt(t, id)) : '–'))]));
}

function drawTime() {
  byId('over-time').hidden = !hasTime;
  if (!hasTime) return;
  drawStream();
  byId('time-movers').replaceChildren(moversLine());
  byId('time-panels').replaceChildren(...data.topics.map((_, id) => id).sort((a, b) => centreOf(a) - centreOf(b) || a - b).map(timePanel));
  byId('time-twin').replaceChildren(timeTable());
  const without = Number(time.without);
  byId('time-legend').replaceChildren(...[
    text('timeLegend'),
    slices.some((_, t) => filled(t) && time.documents[t] < fewDocuments) ? text('fewLegend', fewDocuments) : null,
    data.hidden_topics > 0 ? text('hiddenLegend') : null,
    without > 0 ? text('withoutDate', whole(without)) : null,
  ].filter(Boolean).map((sentence) => element('span', {}, sentence)));
  markTimeTopic();
}

/** A topic outside the eight joins the stream only while it is chosen. */
function drawTimeTopic() {
  if (!hasTime) return;
  drawStream();
  markTimeTopic();
}

function markTimeTopic() {
  for (const panelNode of document.querySelectorAll('.time-panel')) {
    panelNode.setAttribute('aria-pressed', String(Number(panelNode.dataset.topic) === state.topic));
  }
}
