// The manifest as a table. Names that the page does not know are shown as they are written in the manifest.

const settingNames = {
  model: ['Model', '模型'], program_version: ['Program version', '程序版本'], created_at: ['Made at', '生成时间'],
  seed: ['Seed', '随机种子'], documents: ['Documents', '文档数'], vocabulary_size: ['Vocabulary', '词表大小'],
  tokens: ['Uses of words', '用词总数'], hash: ['Fingerprint', '指纹'], source: ['Source', '来源'],
  language: ['Language', '语言'], time_bin: ['Slice of time', '时间片'], time_slices: ['Slices of time', '时间片数'], total_seconds: ['Total', '总用时'], train_seconds: ['Training', '训练'],
  import_seconds: ['Import', '导入'], topics: ['Topics', '主题数'], num_topics: ['Topics', '主题数'],
  epochs: ['Epochs', '训练轮数'], batch_size: ['Batch size', '批大小'], learning_rate: ['Learning rate', '学习率'],
  hidden_size: ['Hidden units', '隐藏层大小'], embedding_size: ['Embedding size', '词向量维数'],
  model_reason: ['Why this model', '选择该模型的原因'], alpha_sum: ['Document prior, sum', '文档先验之和'],
  beta: ['Topic prior of a word', '主题先验（每词）'], burn_in: ['Epochs before priors are fitted', '开始估计先验前的轮数'],
  optimize_interval: ['Epochs between fits of the priors', '估计先验的间隔轮数'], samples: ['Samples averaged', '平均的样本数'],
  sample_interval: ['Epochs between samples', '样本间隔轮数'], evaluate_seconds: ['Measuring', '评估'], threads: ['Threads', '线程数'],
};

function settingName(key) {
  const known = Object.prototype.hasOwnProperty.call(settingNames, key) ? settingNames[key] : null;
  if (known) return known[state.language === 'zh' ? 1 : 0];
  return key.endsWith('_seconds') ? key.slice(0, -8).replace(/_/g, ' ') : element('code', {}, key);
}

function settingValue(key, value) {
  if (typeof value === 'boolean') return text(value ? 'yes' : 'no');
  if (isNumber(value)) {
    if (key.endsWith('_seconds')) return duration(value);
    return Number.isInteger(value) && key !== 'seed' ? whole(value) : String(value);
  }
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  if (key === 'model') return shown.toUpperCase();
  if (key === 'created_at') return shown.replace(/^(\d+-\d+-\d+)T(\d+:\d+).*Z$/, '$1 $2 UTC');
  return key === 'hash' ? element('code', {}, shown) : shown;
}

function settingGroup(title, entries) {
  const order = Object.keys(settingNames);
  const place = ([key]) => (order.includes(key) ? order.indexOf(key) : order.length);
  const rows = Object.entries(entries).filter(([, value]) => value !== null && value !== '').sort((a, b) => place(a) - place(b));
  if (rows.length === 0) return [];
  return [element('tr', {}, element('th', { colspan: 2, scope: 'colgroup' }, title)),
    ...rows.map(([key, value]) => element('tr', {}, element('th', { scope: 'row' }, settingName(key)), element('td', {}, settingValue(key, value))))];
}

/** The edits in force, one line each: what this page shows that the model does not say by itself. */
function editRows() {
  if (edits.length === 0) return [];
  return [element('tr', {}, element('th', { colspan: 2, scope: 'colgroup' }, text('groupEdits'))),
    ...edits.map((edit) => element('tr', { class: 'edit' },
      element('th', { scope: 'row' }, settingValue('created_at', edit.created_at)),
      element('td', {}, editSentence(edit, state.language))))];
}

function drawSettings() {
  const nested = ['parameters', 'corpus', 'timings'];
  const own = Object.fromEntries(Object.entries(manifest).filter(([key]) => !nested.includes(key)));
  const rows = [
    ...settingGroup(text('groupModel'), own), ...settingGroup(text('groupCorpus'), corpus),
    ...settingGroup(text('groupParameters'), parameters), ...settingGroup(text('groupTimings'), timings), ...editRows(),
  ];
  byId('settings').replaceChildren(rows.length === 0
    ? element('p', { class: 'empty' }, text('noSettings'))
    : element('table', { class: 'settings' }, element('tbody', {}, ...rows)));
}
