// Small makers of elements. Text always goes in as text, never as markup.
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") node.style.cssText = value;
    else if (value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function pill(topic) {
  return element("span", { class: "pill", style: `background:${fillOf(topic)};color:${inkOn(topic)}` }, String(topic));
}

function heading(id, text, ...beside) {
  return element("div", { class: "heading" }, element("h2", { id: `${id}-title` }, text), ...beside);
}

function fill(id, ...children) {
  document.getElementById(id).replaceChildren(...children);
}

const textLanguage = (text) => (/[\u4e00-\u9fff]/.test(text) ? "zh" : "en");
