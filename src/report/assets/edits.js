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

/** The stop words that are left when all edits are made. */
function stopWordsLeft() {
  const left = new Set();
  for (const edit of edits) {
    for (const word of edit.words ?? []) {
      if (edit.kind === 'stop_words') left.add(word);
      else left.delete(word);
    }
  }
  return [...left];
}

/** A sentence for the methods paragraph: what the topics are now, not the way there. */
function editsInMethods(language) {
  const chinese = language === 'zh';
  const merged = data.topics.filter((topic) => topic.members.length > 1);
  const named = data.topics.filter((topic) => topic.name !== null).length;
  const words = stopWordsLeft();
  const parts = [];
  if (merged.length > 0) {
    const groups = merged.map((topic) => series(topic.members, language));
    parts.push(chinese ? `合并了主题 ${groups.join('；')}` : `topics ${groups.join('; topics ')} were merged`);
  }
  if (data.hidden_topics > 0) {
    parts.push(chinese ? `隐藏了 ${data.hidden_topics} 个主题` : `${data.hidden_topics} topic${data.hidden_topics === 1 ? ' was' : 's were'} left out of this presentation`);
  }
  if (words.length > 0) {
    parts.push(chinese ? `从主题词中去掉了 ${quoted(words, language).join('、')}`
      : `${series(quoted(words, language), language)} ${words.length === 1 ? 'was' : 'were'} taken out of the topics as stop words`);
  }
  if (named > 0) parts.push(chinese ? `为 ${named} 个主题命名` : `${named} topic${named === 1 ? ' was' : 's were'} named`);
  if (parts.length === 0) return null;
  const shown = topicCount;
  return chinese ? `训练之后，人工${parts.join('，')}；本报告列出 ${shown} 个主题。`
    : `After training, ${parts.join('; ')}, by hand; ${shown} topic${shown === 1 ? ' is' : 's are'} shown here.`;
}
