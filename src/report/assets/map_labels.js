// Names beside the circles. A name that would cover a circle or another name is left out; the chosen topic's name is
// moved away instead, with a thin line to its circle.

const labelHeight = 17;
const pencil = document.createElement('canvas').getContext('2d');

const labelOf = (id) => (nameOf(id) !== null ? shorten(nameOf(id), 24) : topWords[id].slice(0, 2).map((word) => shorten(word, 14)).join(betweenWords));

/** The places to try at some distance from the circle, nearest to reading habit first. */
function labelBoxes(place, width, distance) {
  const gap = place.r + distance;
  return [
    { x: place.x + gap, y: place.y - labelHeight / 2, w: width, h: labelHeight },
    { x: place.x - gap - width, y: place.y - labelHeight / 2, w: width, h: labelHeight },
    { x: place.x - width / 2, y: place.y + gap - 2, w: width, h: labelHeight },
    { x: place.x - width / 2, y: place.y - gap - labelHeight + 2, w: width, h: labelHeight },
  ];
}

const boxesMeet = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

function boxMeetsCircle(box, place) {
  const dx = place.x - Math.min(Math.max(place.x, box.x), box.x + box.w);
  const dy = place.y - Math.min(Math.max(place.y, box.y), box.y + box.h);
  return Math.hypot(dx, dy) < place.r + 1;
}

/** The same at the corners: far enough from the circle to need a line. */
function cornerBoxes(place, width, distance) {
  const slant = 0.75 * (place.r + distance);
  return [[1, -1], [1, 1], [-1, -1], [-1, 1]].map(([right, down]) => ({
    x: right > 0 ? place.x + slant : place.x - slant - width,
    y: down > 0 ? place.y + slant : place.y - slant - labelHeight,
    w: width,
    h: labelHeight,
  }));
}

/** Beside the circle; for the chosen topic, whose ring needs room, also ever farther away. */
function boxesFor(id, width) {
  const place = mapPlaces[id];
  if (id !== state.topic) return labelBoxes(place, width, 5);
  return [10, 24, 40, 60, 85, 115, 150, 190, 240].flatMap((distance) =>
    [...labelBoxes(place, width, distance), ...cornerBoxes(place, width, distance)]);
}

/** The line from the rim of a circle to a label that lies apart; null beside the circle. */
function leaderLine(place, box) {
  const x = Math.min(Math.max(place.x, box.x + 4), box.x + box.w - 4);
  const y = Math.min(Math.max(place.y, box.y), box.y + box.h);
  const length = Math.hypot(x - place.x, y - place.y);
  if (length < place.r + 16) return null;
  const rim = (place.r + 5) / length;
  return { x1: place.x + (x - place.x) * rim, y1: place.y + (y - place.y) * rim, x2: x, y2: y };
}

function lineMeetsCircle({ x1, y1, x2, y2 }, place) {
  const squared = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = ((place.x - x1) * (x2 - x1) + (place.y - y1) * (y2 - y1)) / squared;
  const nearest = Math.min(1, Math.max(0, along));
  return Math.hypot(x1 + nearest * (x2 - x1) - place.x, y1 + nearest * (y2 - y1) - place.y) < place.r;
}

function leaderIsClear(id, box) {
  const line = leaderLine(mapPlaces[id], box);
  return line === null || !mapPlaces.some((place, other) => other !== id && lineMeetsCircle(line, place));
}

function labelMap() {
  const svg = document.querySelector('#map svg');
  const width = Number(svg.getAttribute('width'));
  pencil.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const taken = [];
  const labels = [];
  for (const id of [state.topic, ...bySize.filter((other) => other !== state.topic)]) {
    const chosen = id === state.topic;
    const size = pencil.measureText(labelOf(id)).width * (chosen ? 1.08 : 1) + 4;
    const inside = (box) => box.x >= 0 && box.x + box.w <= width && box.y >= 0 && box.y + box.h <= mapHeight;
    const free = (box) => inside(box) && !taken.some((other) => boxesMeet(box, other))
      && !mapPlaces.some((place) => boxMeetsCircle(box, place));
    const boxes = boxesFor(id, size);
    const box = boxes.find((candidate) => free(candidate) && leaderIsClear(id, candidate))
      ?? (chosen ? boxes.find(free) ?? boxes.find(inside) : undefined);
    if (!box) continue;
    taken.push(box);
    const line = leaderLine(mapPlaces[id], box);
    if (line !== null) labels.push(shape('line', { class: 'leader', ...line }));
    labels.push(shape('text', {
      class: `label${chosen ? ' chosen' : ''}${slotOf[id] ? ' focus' : ''}`, lang: corpusLanguage, 'aria-hidden': 'true',
      x: (box.x + box.w / 2).toFixed(1), y: (box.y + 12.5).toFixed(1),
    }, labelOf(id)));
  }
  svg.querySelector('.labels').replaceChildren(...labels);
}
