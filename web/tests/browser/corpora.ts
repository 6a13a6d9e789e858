// Small collections with topics that anybody can tell apart, written the same way each time.

const english: Record<string, string[]> = {
  space: 'orbit moon rocket launch satellite planet shuttle astronaut mission telescope'.split(' '),
  sports: 'team goal player season coach league match score stadium referee'.split(' '),
  food: 'recipe flour butter oven sauce garlic pepper kitchen dinner bread'.split(' '),
  law: 'court judge trial lawyer verdict appeal statute evidence witness jury'.split(' '),
};

const chinese: Record<string, string[]> = {
  酒店: '酒店 房间 服务员 早餐 前台 入住 装修 卫生间 床单 大堂'.split(' '),
  图书: '作者 故事 小说 章节 读者 文笔 情节 出版社 翻译 封面'.split(' '),
  手机: '屏幕 电池 手机 信号 充电 摄像头 系统 按键 内存 耳机'.split(' '),
};

// A generator of its own, so that the files never change.
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function rows(topics: Record<string, string[]>, documents: number, join: string): [string, string][] {
  const next = random(7);
  const names = Object.keys(topics);
  return Array.from({ length: documents }, (_, index) => {
    const name = names[index % names.length] ?? '';
    const words = topics[name] ?? [];
    const text = Array.from({ length: 12 }, () => words[Math.floor(next() * words.length)] ?? '').join(join);
    return [name, text];
  });
}

/** id, date, section, text; two rows without a text. */
export function englishCsv(documents = 240): string {
  const lines = rows(english, documents, ' ').map(([name, text], index) => {
    const year = 2001 + Math.floor((12 * index) / documents);
    return `a${index},${year}-03-0${1 + (index % 9)},${name},The ${text} of the day`;
  });
  return (
    ['id,date,section,text', ...lines, 'a-empty,2003-01-01,law,', 'a-blank,2003-01-02,law, '].join('\n') +
    '\n'
  );
}

export function chineseCsv(documents = 150): string {
  const lines = rows(chinese, documents, '，').map(([name, text]) => `${name},"${text}。"`);
  return ['类别,评论', ...lines].join('\n') + '\n';
}
