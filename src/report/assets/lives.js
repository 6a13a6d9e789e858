// Rising and falling topics, with birth, peak and fading; eval/topic_life.h defines them.

const shownLives = 8;
const points = (gain) => `${gain > 0 ? '+' : '−'}${decimal(Math.abs(100 * gain), 1)}`;

/** "strong since 1933 · most in 1950: 12 % · until 1970", as far as it is known. */
function lifeLine(id) {
  const life = lives[id];
  return [life.birth === null ? null : text('birth', slices[life.birth]), text('most', slices[life.peak], percent(shareAt(life.peak, id))),
    life.fading === null ? null : text('fading', slices[life.fading])].filter(Boolean).join(' · ');
}

function sparkline(id) {
  const box = { left: 1, right: 1 };
  const most = tallest(id);
  const y = (value) => 17 - (15 * value) / most;
  return shape('svg', { class: 'spark', viewBox: '0 0 64 18', width: 64, height: 18, 'aria-hidden': 'true' },
    shape('path', { class: `curve slot${slotOf[id]}`, d: linePath(timeX(box, 64), y, (t) => shareAt(t, id)) }));
}

const lifeRow = (id) => element('button', { type: 'button', class: 'life', 'data-topic': id, onclick: () => selectTopic(id),
  'aria-label': `${topicSentence(id)}. ${text(lives[id].trend)} ${points(lives[id].gain)}. ${lifeLine(id)}` },
element('span', { class: 'life-name' }, pill(id), ' ', element('span', { lang: corpusLanguage }, shortName(id, 3))), sparkline(id),
element('span', { class: 'life-gain' }, points(lives[id].gain)), element('span', { class: 'life-line' }, lifeLine(id)));

function lifeList(trend) {
  const sign = trend === 'rising' ? 1 : -1;
  const ids = data.topics.map((_, id) => id).filter((id) => lives[id].trend === trend).sort((a, b) => sign * (lives[b].gain - lives[a].gain) || a - b);
  return element('div', { class: 'life-list' },
    element('h3', {}, text(trend === 'rising' ? 'risingTopics' : 'fallingTopics'), element('span', { class: 'sub' }, ` ${whole(ids.length)}`)),
    ...ids.slice(0, shownLives).map(lifeRow),
    ids.length === 0 ? element('p', { class: 'sub' }, text('noneSure')) : null,
    ids.length > shownLives ? element('p', { class: 'sub' }, text('moreInTable', whole(ids.length - shownLives))) : null);
}

function lifeTable() {
  const slice = (t) => (t === null ? '–' : slices[t]);
  return table(text('lives'),
    [{ text: text('number') }, { text: text('words'), lang: corpusLanguage }, { text: text('meanShare'), number: true }, { text: text('birthColumn') },
      { text: text('peakColumn') }, { text: text('peakShare'), number: true }, { text: text('fadingColumn') }, { text: text('trend') },
      { text: text('gain'), number: true }, { text: text('interval') }],
    bySize.map((id) => [numberOf(id), shortName(id, 3), percent(lives[id].mean), slice(lives[id].birth), slices[lives[id].peak],
      percent(shareAt(lives[id].peak, id)), slice(lives[id].fading), text(lives[id].trend), points(lives[id].gain),
      `${points(lives[id].low)} – ${points(lives[id].high)}`].map(String)));
}

function livesCsv() {
  const slice = (t) => (t === null ? '' : slices[t]);
  return csvText([['topic', 'name', 'mean_share', 'birth', 'peak', 'peak_share', 'fading', 'trend', 'gain', 'gain_low', 'gain_high'],
    ...data.topics.map((_, id) => [numberOf(id), shortName(id, 3), lives[id].mean, slice(lives[id].birth), slices[lives[id].peak],
      shareAt(lives[id].peak, id), slice(lives[id].fading), lives[id].trend, lives[id].gain, lives[id].low, lives[id].high])]);
}

function drawLives() {
  const steady = lives.filter((life) => life.trend === 'steady').length;
  byId('lives').replaceChildren(lifeList('rising'), lifeList('falling'));
  byId('lives-twin').replaceChildren(lifeTable());
  byId('lives-menu').replaceChildren(figureMenu('topic_life', null, livesCsv)[2]);
  byId('lives-legend').replaceChildren(element('span', {}, text('steadyTopics', whole(steady))), element('span', {}, text('lifeLegend')));
  markLives();
}

function markLives() {
  for (const row of document.querySelectorAll('.life')) row.setAttribute('aria-pressed', String(Number(row.dataset.topic) === state.topic));
}
