// A methods paragraph in English and in Chinese, with its references.

function methodBlock(title, body) {
  return element('div', { class: 'method' }, element('div', { class: 'method-head' }, element('h3', {}, title), copyButton(body)), body);
}

function drawMethods() {
  const paragraphs = {
    en: methodBlock(text('english'), element('p', { lang: 'en', class: 'prose' }, data.methods.en)),
    zh: methodBlock(text('chinese'), element('p', { lang: 'zh-CN', class: 'prose' }, data.methods.zh)),
  };
  const order = state.language === 'zh' ? ['zh', 'en'] : ['en', 'zh'];
  byId('methods').replaceChildren(...order.map((language) => paragraphs[language]),
    methodBlock(text('bibtex'), element('pre', { lang: 'en', tabindex: '0' }, data.methods.bibtex)));
}
