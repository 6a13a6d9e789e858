// Elements are always built from text, never from markup: words and passages come from the user's files.

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'style') for (const [key, style] of Object.entries(value)) node.style.setProperty(key, style);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}
const element = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const shape = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
const byId = (id) => document.getElementById(id);

const shorten = (word, limit = 22) => {
  const characters = [...word];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : word;
};

/** The smallest sign of a topic: its number on its colour. */
const pill = (id) => element('span', { class: `pill slot${slotOf[id]}` }, String(numberOf(id)));

const legendEntry = (kind, key) => element('span', {}, element('span', { class: `key ${kind}` }), text(key));

/** A table from heads {text, number} and rows of cells (text or nodes). */
function table(caption, heads, rows) {
  const cell = (tag, head, content) =>
    element(tag, { class: head.number ? 'number' : null, scope: tag === 'th' ? 'col' : null, lang: head.lang },
      ...(Array.isArray(content) ? content : [content]));
  return element('table', {},
    element('caption', { class: 'unseen' }, caption),
    element('thead', {}, element('tr', {}, ...heads.map((head) => cell('th', { number: head.number }, head.text)))),
    element('tbody', {}, ...rows.map((row) => element('tr', {}, ...row.map((content, i) => cell('td', heads[i], content))))));
}

/** Copies text; where the browser forbids that for local files, selects it in `source` instead. */
async function copyText(content, source, button) {
  try {
    await navigator.clipboard.writeText(content);
    button.textContent = text('copied');
  } catch {
    getSelection().selectAllChildren(source);
    button.textContent = text('selected');
  }
  announce(button.textContent);
  setTimeout(() => { button.textContent = text('copy'); }, 2500);
}

const copyButton = (source) => element('button', {
  type: 'button', class: 'copy', onclick: (event) => copyText(source.textContent, source, event.currentTarget),
}, text('copy'));

const announce = (sentence) => { byId('announce').textContent = sentence; };
