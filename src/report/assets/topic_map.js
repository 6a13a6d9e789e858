// The intertopic map: circles of an area that follows their share, pushed apart until none hides another.
const mapSize = { width: 620, height: 600, margin: 46 };

function layOut() {
  const { width, height, margin } = mapSize;
  const spread = (values) => [Math.min(...values), Math.max(...values)];
  const [left, right] = spread(model.topics.map((topic) => topic.x));
  const [low, high] = spread(model.topics.map((topic) => topic.y));
  const scale = (value, from, to, size) => (to > from ? margin + ((value - from) / (to - from)) * (size - 2 * margin) : size / 2);
  const room = Math.min(34, 190 / Math.sqrt(model.topics.length));
  const largest = Math.max(...model.topics.map((topic) => topic.share));
  const marks = model.topics.map((topic) => ({
    id: topic.topic_id,
    x: scale(topic.x, left, right, width),
    y: scale(-topic.y, -high, -low, height),
    radius: Math.max(10, room * Math.sqrt(topic.share / largest)),
  }));
  for (let round = 0; round < 200; ++round) {
    for (const a of marks) for (const b of marks) if (a.id < b.id) pushApart(a, b);
    for (const mark of marks) {
      mark.x = Math.min(width - margin, Math.max(margin, mark.x));
      mark.y = Math.min(height - margin, Math.max(margin, mark.y));
    }
  }
  return marks;
}

function pushApart(a, b) {
  const dx = b.x - a.x || 0.01 * (b.id - a.id);
  const dy = b.y - a.y || 0.01;
  const distance = Math.hypot(dx, dy);
  const gap = a.radius + b.radius + 3 - distance;
  if (gap <= 0) return;
  const [x, y] = [(dx / distance) * gap * 0.25, (dy / distance) * gap * 0.25];
  a.x -= x; a.y -= y;
  b.x += x; b.y += y;
}

let marks = null;

// Labels go below their circles, the chosen and the largest first; one that would cover another mark is left out.
function placeLabels() {
  const taken = marks.map((mark) => ({ x: mark.x, y: mark.y, w: mark.radius, h: mark.radius }));
  const order = [state.topic, ...bySize().filter((id) => id !== state.topic)];
  const labels = new Map();
  for (const id of order) {
    const mark = marks[id];
    const text = shortName(model.topics[id].name);
    const half = 3.4 * [...text].reduce((sum, c) => sum + (c > "\u2e80" ? 1.75 : 1), 0);
    const x = Math.min(mapSize.width - half, Math.max(half, mark.x));
    for (const y of [mark.y + mark.radius + 10, mark.y - mark.radius - 8]) {
      const free = taken.every((box) => Math.abs(box.x - x) > box.w + half - 2 || Math.abs(box.y - y) > box.h + 7);
      if (!free && id !== state.topic) continue;
      taken.push({ x, y, w: half, h: 7 });
      labels.set(id, { text, x, y: y + 4 });
      break;
    }
  }
  return labels;
}

const shortName = (name) => name.split(", ").slice(0, 2).join(", ");

function drawTopicMap() {
  marks ??= layOut();
  const labels = placeLabels();
  const { width, height } = mapSize;
  const plot = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-labelledby": "topic-map-title" },
    svg("path", { d: `M0 ${height / 2}H${width}M${width / 2} 0V${height}`, stroke: "var(--line)" }));
  for (const mark of [...marks].sort((a, b) => (a.id === state.topic) - (b.id === state.topic))) {
    const topic = model.topics[mark.id];
    const choose = () => update({ topic: mark.id });
    const group = svg("g", {
      class: `topic-mark${mark.id === state.topic ? " chosen" : ""}`, tabindex: 0, role: "button", "data-topic": mark.id,
      "aria-label": `${t("topic")} ${mark.id}: ${topic.name}, ${percent(topic.share)}`, onclick: choose,
      onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); } },
    },
      svg("circle", { cx: mark.x, cy: mark.y, r: mark.radius, fill: fillOf(mark.id), stroke: lineOf(mark.id) }),
      svg("circle", { class: "ring", cx: mark.x, cy: mark.y, r: mark.radius + 3 }),
      svg("text", { x: mark.x, y: mark.y + 4, "text-anchor": "middle", "font-size": 11, "font-weight": 600, style: `fill:${inkOn(mark.id)}` }, String(mark.id)));
    const label = labels.get(mark.id);
    if (label) group.append(svg("text", { class: "label", x: label.x, y: label.y, "text-anchor": "middle", lang: textLanguage(label.text) }, label.text));
    plot.append(group);
  }
  const dot = (color) => element("i", { style: `background:${color}` });
  fill("topic-map", heading("topic-map", t("mapTitle")), element("p", { class: "subtitle" }, t("mapHow")), plot,
    element("div", { class: "legend" }, element("span", {}, dot("var(--t0)"), t("inFocus")), element("span", {}, dot("var(--tn)"), t("others")), element("span", {}, t("area"))));
}
