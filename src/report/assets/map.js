// The intertopic map: position from word distance, area = share, or p(topic | word) while a word is pointed at.

const mapMargin = 26;
let mapHeight = 500;  // less on narrow screens
let mapPlaces = [];

/** Radius of the largest circle, so that all circles together cover about a fifth of the map. */
function largestRadius(width) {
  const largest = Math.max(...data.topics.map((topic) => topic.share), 1e-9);
  const total = data.topics.reduce((sum, topic) => sum + topic.share, 0) / largest;
  return Math.min(width / 9, Math.sqrt((width * mapHeight * 0.2) / (Math.PI * Math.max(total, 1))));
}

/** Fits the points into the map with one scale for both axes; a single point lies in the middle. */
function scaledPoints(width) {
  const xs = data.topics.map((topic) => topic.x);
  const ys = data.topics.map((topic) => topic.y);
  const middle = (values) => (Math.max(...values) + Math.min(...values)) / 2;
  const span = (values) => Math.max(Math.max(...values) - Math.min(...values), 1e-9);
  const largest = largestRadius(width);
  const inner = (size) => size - 2 * (mapMargin + largest * 0.6);
  const scale = Math.min(inner(width) / span(xs), inner(mapHeight) / span(ys));
  return data.topics.map((topic) => ({
    x: width / 2 + scale * (topic.x - middle(xs)),
    y: mapHeight / 2 - scale * (topic.y - middle(ys)),
    r: largest * Math.sqrt(topic.share / Math.max(...data.topics.map((other) => other.share), 1e-9)),
  }));
}

/** Moves circles apart until no two overlap by more than 8 % of the smaller radius. */
function pushApart(circles, width) {
  for (let round = 0; round < 200; round += 1) {
    let moved = false;
    for (let i = 0; i < circles.length; i += 1) {
      for (let j = 0; j < i; j += 1) moved = separate(circles[i], circles[j], i) || moved;
    }
    for (const circle of circles) {
      circle.x = Math.min(width - circle.r - 4, Math.max(circle.r + 4, circle.x));
      circle.y = Math.min(mapHeight - circle.r - 4, Math.max(circle.r + 4, circle.y));
    }
    if (!moved) return;
  }
}

function separate(a, b, turn) {
  const wanted = a.r + b.r - 0.08 * Math.min(a.r, b.r);
  let dx = a.x - b.x;
  let dy = a.y - b.y;
  let distance = Math.hypot(dx, dy);
  if (distance >= wanted - 0.01) return false;
  // Circles in one place part in a direction that differs from pair to pair.
  if (distance < 1e-6) [dx, dy, distance] = [Math.cos(turn), Math.sin(turn), 1];
  const step = (wanted - Math.min(distance, wanted)) / 2 / distance || 0.5;
  a.x += dx * step;
  a.y += dy * step;
  b.x -= dx * step;
  b.y -= dy * step;
  return true;
}

function circleMark(id, place) {
  const size = Math.max(place.r, 12);
  return shape('g', {
    class: `circle slot${slotOf[id]}`, role: 'radio', 'data-topic': id, 'aria-label': topicSentence(id),
    transform: `translate(${place.x.toFixed(1)} ${place.y.toFixed(1)})`, onclick: () => selectTopic(id),
  },
  shape('title', {}, topicSentence(id)),
  shape('circle', { class: 'target', r: size.toFixed(1) }),
  shape('circle', { class: 'ring', r: (place.r + 4).toFixed(1) }),
  shape('circle', { class: 'disc', r: place.r.toFixed(1) }),
  shape('text', { class: 'inside', dy: '0.36em' }, String(numberOf(id))));
}

function drawMap() {
  const width = Math.max(byId('map').clientWidth, 280);
  mapHeight = Math.min(500, Math.round(1.12 * width));
  mapPlaces = scaledPoints(width);
  pushApart(mapPlaces, width);
  const circles = bySize.map((id) => circleMark(id, mapPlaces[id]));
  const axes = [
    shape('line', { class: 'grid', x1: width / 2, x2: width / 2, y1: 0, y2: mapHeight }),
    shape('line', { class: 'grid', x1: 0, x2: width, y1: mapHeight / 2, y2: mapHeight / 2 }),
  ];
  byId('map').replaceChildren(shape('svg', {
    viewBox: `0 0 ${width} ${mapHeight}`, width, height: mapHeight, role: 'radiogroup', 'aria-label': text('map'), onkeydown: walkMap,
  }, ...axes, ...circles, shape('g', { class: 'labels' })));
  byId('map-legend').replaceChildren(...mapLegend());
  byId('map-twin').replaceChildren(mapTable());
  markMapTopic();
}

const mapLegend = () => [
  ...(topicCount > 8 ? [legendEntry('slot1', 'inFocus'), legendEntry('slot0', 'otherTopics')] : []),
  legendEntry('hollow', 'area'),
];

const mapTable = () => table(text('map'),
  [{ text: text('number') }, { text: text('words'), lang: corpusLanguage }, { text: text('share'), number: true },
    { text: text('horizontal'), number: true }, { text: text('vertical'), number: true }],
  data.topics.map((topic, id) => [pill(id), [nameOf(id), topWords[id].slice(0, 4).map((word) => shorten(word)).join(betweenWords)].filter(Boolean).join(': '), percent(topic.share),
    decimal(topic.x, 3), decimal(topic.y, 3)]));

function markMapTopic() {
  for (const mark of document.querySelectorAll('#map .circle')) {
    const chosen = Number(mark.dataset.topic) === state.topic;
    mark.classList.toggle('chosen', chosen);
    mark.setAttribute('aria-checked', String(chosen));
    mark.setAttribute('tabindex', chosen ? '0' : '-1');
  }
  labelMap();
}

/** While a word is pointed at, areas show where its uses lie. */
function resizeCircles() {
  const spread = state.word === null ? null : topicsOfWord(state.word);
  const largest = largestRadius(byId('map').clientWidth);
  for (const mark of document.querySelectorAll('#map .circle')) {
    const id = Number(mark.dataset.topic);
    const radius = spread === null ? mapPlaces[id].r : largest * Math.sqrt(spread[id]);
    mark.querySelector('.disc').setAttribute('r', radius.toFixed(1));
    mark.querySelector('.ring').setAttribute('r', (radius + 4).toFixed(1));
    mark.classList.toggle('without', spread !== null && spread[id] === 0);
  }
  byId('map-sub').textContent = state.word === null ? text('mapSub') : text('mapWord', shorten(data.words[state.word]));
}

/** Arrow keys choose the nearest circle on that side; Home and End the largest and the smallest. */
function walkMap(event) {
  const direction = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
  let next = { Home: bySize[0], End: bySize[topicCount - 1] }[event.key];
  if (direction) next = nearestTowards(state.topic, direction);
  if (next === undefined) return;
  event.preventDefault();
  selectTopic(next);
  document.querySelector(`#map [data-topic="${next}"]`).focus();
}

function nearestTowards(from, [dx, dy]) {
  let best;
  let least = Infinity;
  mapPlaces.forEach((place, id) => {
    const along = (place.x - mapPlaces[from].x) * dx + (place.y - mapPlaces[from].y) * dy;
    const across = Math.abs((place.x - mapPlaces[from].x) * dy) + Math.abs((place.y - mapPlaces[from].y) * dx);
    if (id !== from && along > 0 && along + 2 * across < least) [best, least] = [id, along + 2 * across];
  });
  return best;
}
