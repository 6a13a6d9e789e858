// The line of key figures: each number with a plain sentence.

// No paper fixes where a topic model becomes good. These are rules of thumb for ten words per topic: most published
// models lie between the two bounds.
const verdictBounds = { npmi: [0.05, 0.2], topic_diversity: [0.5, 0.75] };

/** 'weak', 'fair', 'good', or null where no bounds are known. */
function verdict(name, value) {
  const bounds = verdictBounds[name];
  if (!bounds || !isNumber(value)) return null;
  if (value < bounds[0]) return 'weak';
  return value < bounds[1] ? 'fair' : 'good';
}

function judged(name, notes) {
  const found = verdict(name, metrics[name]);
  const colon = state.language === 'zh' ? '：' : ': ';
  return `${text(found)}${colon}${text(notes)[found]}`;
}

function figure(value, unit, note) {
  return element('div', { class: 'figure' },
    element('p', { class: 'value' }, element('strong', {}, value), ` ${unit}`), element('p', { class: 'sub' }, note));
}

function drawSummary() {
  const vocabulary = corpus.vocabulary_size ?? null;
  const tokens = corpus.tokens ?? data.tokens;
  const figures = [];
  if (isNumber(corpus.documents)) {
    figures.push(figure(whole(corpus.documents), text('documents'), text('documentsNote', whole(vocabulary), whole(tokens))));
  } else {
    figures.push(figure(whole(tokens), text('tokensFigure'), ''));
  }
  figures.push(figure(whole(topicCount), text('topicsFigure', topicCount), text('topicsNote', percent(data.topics[bySize[0]].share))));
  if (isNumber(metrics.npmi)) figures.push(figure(decimal(metrics.npmi, 2), text('coherence'), judged('npmi', 'npmiNote')));
  if (isNumber(metrics.topic_diversity)) {
    figures.push(figure(decimal(metrics.topic_diversity, 2), text('diversity'), judged('topic_diversity', 'diversityNote')));
  }
  if (isNumber(timings.total_seconds)) {
    figures.push(figure(duration(timings.total_seconds), text('time'), text('timeNote', manifest.seed ?? text('unknown'))));
  }
  byId('figures').replaceChildren(...figures);
  const model = typeof manifest.model === 'string' ? `${manifest.model.toUpperCase()} · ` : '';
  byId('model-tag').textContent = `${model}K = ${data.model_topics}${edits.length > 0 ? ` · ${text('editCount', edits.length)}` : ''}`;
  byId('footer').textContent = text('footer', manifest.program_version ? ` ${manifest.program_version}` : '');
}
