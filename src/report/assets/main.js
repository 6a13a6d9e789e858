// Ties the parts together: who draws when.

/** A chart and its table take turns. */
function toggleTwin(name, shown) {
  byId(name).hidden = shown;
  byId(`${name}-twin`).hidden = !shown;
  labelTwins();
}

function labelTwins() {
  for (const button of document.querySelectorAll('[data-twin]')) {
    const shown = !byId(`${button.dataset.twin}-twin`).hidden;
    const label = text(shown ? 'chart' : 'table');
    button.setAttribute('aria-label', label);
    button.setAttribute('aria-pressed', String(shown));
    button.title = label;
  }
}

const tableIcon = () => shape('svg', { viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
  shape('path', { d: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 6.5v6' }));

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const action = {
    '[': () => setLambda(state.lambda - 0.1), ']': () => setLambda(state.lambda + 0.1), j: () => stepTopic(1), k: () => stepTopic(-1),
  }[event.key];
  if (action) action();
}

function start() {
  startState();
  for (const button of document.querySelectorAll('[data-twin]')) {
    button.append(tableIcon());
    button.addEventListener('click', () => toggleTwin(button.dataset.twin, byId(`${button.dataset.twin}-twin`).hidden));
  }
  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', () => setLanguage(button.dataset.language));
  }
  byId('lambda').addEventListener('input', (event) => setLambda(1 - Number(event.target.value)));
  document.addEventListener('keydown', onKey);
  const draws = {
    language: [translatePage, labelTwins, drawSummary, drawTable, drawMap, resizeCircles, drawTerms, drawPassages, drawTime, drawQuality, drawTraining, drawSettings, drawMethods],
    topic: [markTopicRow, markMapTopic, drawTerms, drawPassages, drawTimeTopic],
    lambda: [drawTerms],
    word: [resizeCircles, markWord],
  };
  Object.assign(listeners, draws);
  tell('language');
  toAddress();
  let width = byId('map').clientWidth;
  window.addEventListener('resize', () => {
    if (byId('map').clientWidth === width) return;
    width = byId('map').clientWidth;
    drawMap();
    resizeCircles();
    drawTime();
  });
  document.documentElement.dataset.ready = 'true';
}

start();
