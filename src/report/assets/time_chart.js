// The stream and the lines: two pictures of the same shares, with a crosshair that pointer and arrow keys move.

const chartBox = { height: 330, left: 52, right: 16, top: 14, bottom: 74 };
const countsHeight = 26;

/** Slanted strokes over a slice that few documents fill. */
function hatching(centre, width, top, bottom) {
  const [left, right] = [centre - width / 2, centre + width / 2];
  let strokes = '';
  for (let at = top; at < bottom; at += 6) strokes += `M${left.toFixed(1)} ${Math.min(at + width, bottom).toFixed(1)}L${right.toFixed(1)} ${at.toFixed(1)}`;
  return shape('path', { class: 'few', d: strokes });
}

/** Bars of document counts below the axis; a slice of few documents is hatched. */
function countStrip(x, width) {
  const most = Math.max(...time.documents, 1);
  const bottom = chartBox.height - 4;
  const wide = Math.max(1, (x(1) - x(0)) * 0.72);
  return slices.flatMap((label, t) => {
    const height = (countsHeight * time.documents[t]) / most;
    const bar = shape('rect', { class: 'count', x: (x(t) - wide / 2).toFixed(1), y: (bottom - height).toFixed(1), width: wide.toFixed(1), height: height.toFixed(1) },
      shape('title', {}, `${label}: ${whole(time.documents[t])}`));
    return filled(t) && time.documents[t] < few ? [bar, hatching(x(t), Math.max(wide, 4), bottom - countsHeight, bottom)] : [bar];
  }).concat(shape('text', { class: 'axis end', x: chartBox.left - 8, y: bottom - 2 }, whole(most)),
    shape('line', { class: 'grid', x1: chartBox.left, x2: width - chartBox.right, y1: bottom + 0.5, y2: bottom + 0.5 }));
}

/** The place where a band can hold its name: the middle of the widest stretch, or null. */
function labelPlace(x, low, high, y, name) {
  const reach = textWidth(name) / 2 + 6;
  const step = x(1) - x(0);
  let best = null;
  for (const run of runs) {
    for (const t of run) {
      if (x(t) - reach < x(run[0]) || x(t) + reach > x(run[run.length - 1])) continue;
      let [upper, lower] = [-Infinity, Infinity];
      const beside = Math.ceil(reach / step);
      for (let s = Math.max(run[0], t - beside); s <= Math.min(run[run.length - 1], t + beside); s += 1) {
        upper = Math.max(upper, y(high(s)));
        lower = Math.min(lower, y(low(s)));
      }
      if (lower - upper >= 15 && (best === null || lower - upper > best.room)) best = { x: x(t), y: (upper + lower) / 2 + 4, room: lower - upper };
    }
  }
  return best;
}

/** A bar of some round share beside the stream, which has no axis. */
function scaleBar(y) {
  const part = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01].find((value) => y(0) - y(value) <= 90) ?? 0.01;
  const [bottom, top] = [chartBox.height - chartBox.bottom - 2, chartBox.height - chartBox.bottom - 2 - (y(0) - y(part))];
  return [shape('path', { class: 'scale', d: `M${chartBox.left - 12} ${bottom}h6M${chartBox.left - 9} ${bottom}V${top}M${chartBox.left - 12} ${top}h6` }),
    shape('text', { class: 'axis end', x: chartBox.left - 16, y: (top + bottom) / 2 + 4 }, percent(part, 0))];
}

/** The chosen and focused topics as bands around a middle line; what has no room inside is named below. */
function streamShapes(x) {
  const ids = shownTopics();
  const total = slices.map((_, t) => ids.reduce((sum, id) => sum + shareAt(t, id), 0));
  const most = Math.max(...total, 1e-9);
  const [top, bottom] = [chartBox.top, chartBox.height - chartBox.bottom];
  const y = (value) => bottom - ((bottom - top) * value) / most;
  const base = total.map((sum) => (most - sum) / 2);
  const unnamed = [];
  const names = [];
  const bands = ids.map((id) => {
    const low = [...base];
    slices.forEach((_, t) => { base[t] += shareAt(t, id); });
    const high = [...base];
    const name = shortName(id);
    const place = labelPlace(x, (t) => low[t], (t) => high[t], y, name);
    if (place === null) unnamed.push(id);
    else names.push(shape('text', { class: `band-name slot${slotOf[id]}`, lang: corpusLanguage, x: place.x.toFixed(1), y: place.y.toFixed(1) }, name));
    return shape('path', {
      class: `band slot${slotOf[id]}${id === state.topic ? ' chosen' : ''}`, 'data-topic': id,
      d: bandPath(x, y, (t) => low[t], (t) => high[t]), onclick: () => selectTopic(id),
    }, shape('title', {}, topicSentence(id)));
  });
  const chosen = bands.filter((band) => band.classList.contains('chosen'));
  return { shapes: [...scaleBar(y), ...bands.filter((band) => !chosen.includes(band)), ...chosen, ...names], unnamed };
}

/** Ends of lines, moved apart so that their names do not lie on each other. */
function endLabels(ids, x, y) {
  const last = runs[runs.length - 1][runs[runs.length - 1].length - 1];
  const places = ids.map((id) => ({ id, y: y(shareAt(last, id)) })).sort((a, b) => a.y - b.y);
  const [top, bottom] = [chartBox.top + 6, chartBox.height - chartBox.bottom];
  places.forEach((place, i) => { place.y = Math.max(place.y, i === 0 ? top : places[i - 1].y + 15); });
  for (let i = places.length - 1; i >= 0; i -= 1) {
    places[i].y = Math.min(places[i].y, i === places.length - 1 ? bottom : places[i + 1].y - 15);
  }
  return places.flatMap((place) => [
    shape('circle', { class: `line-end slot${slotOf[place.id]}`, cx: (x(last) + 10).toFixed(1), cy: place.y.toFixed(1), r: 3.5 }),
    shape('text', { class: 'line-name', lang: corpusLanguage, x: (x(last) + 18).toFixed(1), y: (place.y + 4).toFixed(1) },
      `${numberOf(place.id)} ${shorten(shortName(place.id, 1), 15)}`)]);
}

function lineShapes(x, width, named) {
  const ids = shownTopics();
  const most = Math.max(...slices.flatMap((_, t) => ids.map((id) => (id === state.topic ? time.high[t][id] : shareAt(t, id)))), 1e-6);
  const [top, bottom] = [chartBox.top, chartBox.height - chartBox.bottom];
  const y = (value) => bottom - ((bottom - top) * value) / most;
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5].find((value) => most / value <= 5) ?? 0.5;
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
  const chosen = state.topic;
  const curve = (id) => [
    shape('path', { class: `curve topic-curve slot${slotOf[id]}${id === chosen ? ' chosen' : ''}`, d: linePath(x, y, (t) => shareAt(t, id)) }),
    ...runs.filter((run) => run.length === 1).map(([t]) => shape('circle', { class: `end-dot slot${slotOf[id]}`, cx: x(t), cy: y(shareAt(t, id)), r: 2.4 })),
    shape('path', { class: 'touch', 'data-topic': id, d: linePath(x, y, (t) => shareAt(t, id)), onclick: () => selectTopic(id) }, shape('title', {}, topicSentence(id)))];
  const order = [...ids.filter((id) => id !== chosen), ...ids.filter((id) => id === chosen)];
  return {
    shapes: [...ticks.flatMap((value) => [
      shape('line', { class: 'grid', x1: chartBox.left, x2: width - chartBox.right, y1: y(value), y2: y(value) }),
      shape('text', { class: 'axis end', x: chartBox.left - 8, y: y(value) + 4 }, percent(value, 0))]),
    ids.includes(chosen) ? shape('path', { class: 'interval', d: bandPath(x, y, (t) => time.low[t][chosen], (t) => time.high[t][chosen]) }) : null,
    ...order.flatMap(curve), ...(named ? endLabels(ids, x, y) : [])],
    unnamed: named ? [] : ids,
  };
}

/** Draws the stream or the lines into an SVG of this width. */
function timeChart(width) {
  const named = timeState.view === 'lines' && width >= 640;
  const box = { ...chartBox, right: named ? 132 : chartBox.right };
  const x = timeX(box, width);
  const { shapes, unnamed } = timeState.view === 'lines' ? lineShapes(x, width - box.right + chartBox.right, named) : streamShapes(x);
  const bottom = chartBox.height - chartBox.bottom;
  const svg = shape('svg', {
    viewBox: `0 0 ${width} ${chartBox.height}`, width, height: chartBox.height, role: 'img', tabindex: 0, 'aria-label': `${text('overTime')}. ${text('timeKeys')}`,
  }, ...shapes.filter(Boolean), shape('line', { class: 'crosshair', y1: chartBox.top, y2: bottom + 4, visibility: 'hidden' }),
  ...timeAxis(box, width, x, bottom + 22), ...countStrip(x, width - box.right + chartBox.right));
  return { svg, x, unnamed };
}

/** What the crosshair stands on: the slice, its documents, its three largest topics and the chosen one. */
function sliceRows(t) {
  const largest = [...bySize].sort((a, b) => shareAt(t, b) - shareAt(t, a) || a - b).slice(0, 3);
  return largest.includes(state.topic) ? largest : [...largest, state.topic];
}

function pointAt(chart, t) {
  const line = chart.svg.querySelector('.crosshair');
  const card = byId('time-card');
  timeState.at = t;
  line.setAttribute('visibility', t === null ? 'hidden' : 'visible');
  card.hidden = t === null;
  if (t === null) return;
  line.setAttribute('x1', chart.x(t));
  line.setAttribute('x2', chart.x(t));
  card.replaceChildren(element('strong', {}, slices[t]), ` ${text('documentCount', whole(time.documents[t]))}`,
    ...(filled(t) ? sliceRows(t).map((id) => element('span', { class: 'card-row' }, pill(id), ' ',
      element('span', { lang: corpusLanguage }, shortName(id)), element('span', { class: 'amount' }, percent(shareAt(t, id))))) : []));
  const room = timeWidth();
  const left = chart.x(t) > room / 2 ? chart.x(t) - card.offsetWidth - 12 : chart.x(t) + 12;
  card.style.left = `${Math.max(0, left)}px`;
}

function announceSlice(t) {
  const parts = filled(t) ? sliceRows(t).map((id) => `${numberOf(id)} ${shortName(id)} ${percent(shareAt(t, id))}`) : [];
  announce([slices[t], text('documentCount', whole(time.documents[t])), ...parts].join('; '));
}

/** Arrows walk slices and topics, Home and End jump, Escape lets go. */
function walkTime(event, chart) {
  const last = slices.length - 1;
  const at = timeState.at;
  const next = {
    ArrowRight: at === null ? 0 : Math.min(last, at + 1), ArrowLeft: at === null ? last : Math.max(0, at - 1), Home: 0, End: last,
  }[event.key];
  const ids = shownTopics();
  const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (event.key === 'Escape') pointAt(chart, null);
  if (next === undefined && step === undefined) return;
  event.preventDefault();
  if (step !== undefined) {
    selectTopic(ids[(ids.indexOf(state.topic) + step + ids.length) % ids.length]);
    byId('time-chart').querySelector('svg').focus();
    return;
  }
  pointAt(chart, next);
  announceSlice(next);
}

function drawTimeChart() {
  const width = timeWidth();
  const chart = timeChart(width);
  const { svg } = chart;
  const sliceUnder = (event) => {
    const box = svg.getBoundingClientRect();
    const at = Math.round((event.clientX - box.left - chart.x(0)) / (chart.x(1) - chart.x(0)));
    return Math.min(slices.length - 1, Math.max(0, at));
  };
  svg.addEventListener('pointermove', (event) => pointAt(chart, sliceUnder(event)));
  svg.addEventListener('pointerleave', () => pointAt(chart, null));
  svg.addEventListener('keydown', (event) => walkTime(event, chart));
  svg.addEventListener('blur', () => pointAt(chart, null));
  const others = bySize.filter((id) => !shownTopics().includes(id));
  const rest = data.topics.reduce((sum, topic, id) => (others.includes(id) ? sum + topic.share : sum), 0);
  byId('time-chart').replaceChildren(svg, element('div', { id: 'time-card', hidden: true }),
    element('p', { class: 'unnamed' }, ...chart.unnamed.map((id) => element('button', { type: 'button', class: 'chip', onclick: () => selectTopic(id) },
      pill(id), ' ', element('span', { lang: corpusLanguage }, shortName(id)))),
    others.length > 0 ? element('span', { class: 'tag' }, text('restTag', whole(others.length), percent(rest, 0))) : null));
  pointAt(chart, timeState.at);
}
