// The training curve: one small panel per value of history.epochs, never two scales in one panel.

// Where lower (-1) or higher (1) is better; the others only balance each other.
const better = { loss: -1, validation_perplexity: -1, log_likelihood: 1 };
const trainingSeries = ['loss', 'reconstruction', 'kl', 'kl_topics', 'kl_trend', 'log_likelihood', 'validation_perplexity'];
const epochs = (Array.isArray(record(data.history).epochs) ? data.history.epochs : [])
  .map((entry, i) => ({ ...record(entry), epoch: isNumber(record(entry).epoch) ? entry.epoch : i + 1 }));
const panel = { width: 300, height: 150, left: 46, right: 12, top: 12, bottom: 24 };

const pointsOf = (name) => epochs.filter((entry) => isNumber(entry[name])).map((entry) => ({ x: entry.epoch, y: entry[name] }));

/** Round numbers inside [low, high], about three. */
function ticks(low, high) {
  const span = high - low;
  const power = 10 ** Math.floor(Math.log10(span / 3));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => span / size <= 4);
  const result = [];
  for (let i = Math.ceil(low / step); i * step <= high; i += 1) result.push(i * step);
  return { values: result, digits: Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9))) };
}

function scales(points) {
  const ys = points.map((point) => point.y);
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const pad = (high - low) * 0.06 || Math.abs(high) * 0.05 || 1;
  const first = points[0].x;
  const last = points[points.length - 1].x;
  const inner = { w: panel.width - panel.left - panel.right, h: panel.height - panel.top - panel.bottom };
  return {
    low: low - pad, high: high + pad,
    x: (value) => panel.left + (last > first ? (inner.w * (value - first)) / (last - first) : inner.w / 2),
    y: (value) => panel.top + (inner.h * (high + pad - value)) / (high - low + 2 * pad),
  };
}

function axisMarks(points, scale) {
  const { values, digits } = ticks(scale.low, scale.high);
  const first = points[0].x;
  const last = points[points.length - 1].x;
  return [
    ...values.flatMap((value) => [
      shape('line', { class: 'grid', x1: panel.left, x2: panel.width - panel.right, y1: scale.y(value), y2: scale.y(value) }),
      shape('text', { class: 'axis end', x: panel.left - 6, y: scale.y(value) + 4 }, decimal(value, digits))]),
    ...(last > first ? [first, last] : [first]).map((value, i) => shape('text', {
      class: `axis ${i === 0 ? '' : 'end'}`, x: scale.x(value), y: panel.height - 6 }, whole(value))),
  ];
}

/** Values of a series as they are written. */
const digitsOf = (name, value) => (name === 'log_likelihood' ? 3 : Math.abs(value) >= 100 ? 1 : 2);

function trainingPanel(name) {
  const points = pointsOf(name);
  const scale = scales(points);
  const best = points.reduce((a, b) => ((b.y - a.y) * (better[name] ?? 1) > 0 ? b : a));
  const last = points[points.length - 1];
  const path = points.map((point, i) => `${i ? 'L' : 'M'}${scale.x(point.x).toFixed(1)} ${scale.y(point.y).toFixed(1)}`).join('');
  const digits = digitsOf(name, last.y);
  const reading = element('span', { class: 'reading-value' }, decimal(last.y, digits));
  const cursor = shape('line', { class: 'cursor', y1: panel.top, y2: panel.height - panel.bottom, visibility: 'hidden' });
  return element('figure', { class: 'panel', 'data-series': name },
    element('figcaption', {}, text(name), ' ', reading),
    shape('svg', {
      viewBox: `0 0 ${panel.width} ${panel.height}`, role: 'img', 'aria-label': `${text(name)}: ${decimal(last.y, digits)}`,
      onpointermove: (event) => pointAtEpoch(epochAt(event, points)), onpointerleave: () => pointAtEpoch(null),
    },
    ...axisMarks(points, scale), cursor, shape('path', { class: 'curve', d: path }),
    shape('circle', { class: 'end-dot', cx: scale.x(last.x), cy: scale.y(last.y), r: 2.5 }),
    ...(better[name] ? [shape('circle', { class: 'best', cx: scale.x(best.x), cy: scale.y(best.y), r: 5 })] : [])));
}

function epochAt(event, points) {
  const box = event.currentTarget.getBoundingClientRect();
  const inner = box.width * ((panel.width - panel.left - panel.right) / panel.width);
  const along = (event.clientX - box.left - (panel.left / panel.width) * box.width) / inner;
  const index = Math.round(Math.min(1, Math.max(0, along)) * (points.length - 1));
  return points[index].x;
}

/** Shows one epoch in every panel, or the last value again. */
function pointAtEpoch(epoch) {
  for (const figureNode of document.querySelectorAll('.panel')) {
    const points = pointsOf(figureNode.dataset.series);
    const scale = scales(points);
    const point = points.find((candidate) => candidate.x === epoch);
    const shown = point ?? points[points.length - 1];
    const prefix = point ? `${text('epoch')} ${whole(point.x)}: ` : '';
    figureNode.querySelector('.reading-value').textContent = `${prefix}${decimal(shown.y, digitsOf(figureNode.dataset.series, shown.y))}`;
    const cursor = figureNode.querySelector('.cursor');
    cursor.setAttribute('visibility', point ? 'visible' : 'hidden');
    cursor.setAttribute('x1', scale.x(shown.x));
    cursor.setAttribute('x2', scale.x(shown.x));
  }
}

function drawTraining() {
  const names = trainingSeries.filter((name) => pointsOf(name).length > 0);
  document.querySelector('[data-twin="training"]').hidden = names.length === 0;
  if (names.length === 0) {
    byId('training').replaceChildren(element('p', { class: 'empty' }, text('noHistory')));
    return;
  }
  byId('training').replaceChildren(element('div', { class: 'panels' }, ...names.map(trainingPanel)));
  byId('training-twin').replaceChildren(table(text('training'),
    [{ text: text('epoch'), number: true }, ...names.map((name) => ({ text: text(name), number: true }))],
    epochs.map((entry) => [whole(entry.epoch), ...names.map((name) => decimal(entry[name], name === 'log_likelihood' ? 3 : 2))])));
}
