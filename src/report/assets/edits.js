// What people changed after training, in both languages. Kinds and fields are those of edits.jsonl.

const quoted = (words, language) => words.map((word) => (language === 'zh' ? `“${word}”` : `"${word}"`));
const topicsOf = (edit) => edit.topics ?? [edit.topic_id];

/** "3, 7 and 12", "3、7 和 12". */
function series(values, language) {
  const parts = values.map(String);
  if (parts.length < 2) return parts.join('');
  const [comma, and] = language === 'zh' ? ['、', ' 和 '] : [', ', ' and '];
  return `${parts.slice(0, -1).join(comma)}${and}${parts[parts.length - 1]}`;
}

/** One edit as a sentence of the list. */
function editSentence(edit, language) {
  const chinese = language === 'zh';
  const topics = series(topicsOf(edit), language);
  const plural = topicsOf(edit).length === 1 ? 'Topic' : 'Topics';
  switch (edit.kind) {
    case 'rename':
      if (edit.name === '') return chinese ? `主题 ${topics} 的名称已取消` : `The name of topic ${topics} was taken back`;
      return chinese ? `主题 ${topics} 命名为“${edit.name}”` : `Topic ${topics} was named "${edit.name}"`;
    case 'merge': return chinese ? `主题 ${topics} 合并为主题 ${edit.topics[0]}` : `Topics ${topics} were merged into topic ${edit.topics[0]}`;
    case 'hide': return chinese ? `主题 ${topics} 已隐藏` : `${plural} ${topics} ${plural === 'Topic' ? 'was' : 'were'} hidden`;
    case 'show': return chinese ? `主题 ${topics} 重新显示` : `${plural} ${topics} ${plural === 'Topic' ? 'was' : 'were'} shown again`;
    case 'stop_words': return chinese ? `去掉停用词 ${quoted(edit.words, language).join('、')}` : `Taken out as stop words: ${quoted(edit.words, language).join(', ')}`;
    case 'allow_words': return chinese ? `恢复的词 ${quoted(edit.words, language).join('、')}` : `Taken back in: ${quoted(edit.words, language).join(', ')}`;
    default: return edit.kind;
  }
}
