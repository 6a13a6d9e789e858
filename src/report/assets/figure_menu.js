// Figures to take along: SVG and PNG with the colours on the screen, and the data as CSV.

const styleNames = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'paint-order', 'font-family',
  'font-size', 'font-weight', 'text-anchor', 'text-decoration', 'visibility', 'opacity'];

/** A cell that a spreadsheet may take for a formula starts with an apostrophe. */
function csvCell(value) {
  const cell = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
const csvText = (lines) => lines.map((line) => `${line.map(csvCell).join(',')}\n`).join('');

/** A picture with title, subtitle and ground of its own. */
function withTitle(svg, title, subtitle) {
  const [width, height] = [Number(svg.getAttribute('width')), Number(svg.getAttribute('height'))];
  const above = 52;
  const full = height + above + 12;
  svg.setAttribute('y', above);
  return shape('svg', { viewBox: `0 0 ${width} ${full}`, width, height: full },
    shape('rect', { class: 'ground', width, height: full }),
    shape('text', { class: 'figure-title', x: 10, y: 22 }, title), shape('text', { class: 'axis', x: 10, y: 42 }, subtitle), svg);
}

/** The picture as a file's text. Styles are written into it, because a file has no style sheet. */
function standalone(svg) {
  const stage = element('div', { class: 'stage', 'aria-hidden': 'true' }, svg);
  document.body.append(stage);
  const nodes = [svg, ...svg.querySelectorAll('*')];
  // All are read before any changes: a rule may look at the class of a node above.
  const styles = nodes.map((node) => {
    const style = getComputedStyle(node);
    const own = styleNames.map((name) => [name, style.getPropertyValue(name)]).filter(([, value]) => value !== '');
    return own.map(([name, value]) => `${name}:${value.replaceAll('"', "'")}`).join(';');
  });
  nodes.forEach((node, i) => {
    node.setAttribute('style', styles[i]);
    for (const name of ['class', 'tabindex', 'role']) node.removeAttribute(name);
  });
  stage.remove();
  return new XMLSerializer().serializeToString(svg);
}

function save(name, content) {
  const address = URL.createObjectURL(content);
  const link = element('a', { download: name });
  link.setAttribute('href', address);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

async function savePng(name, svg) {
  const scale = 2;
  const [width, height] = [svg.getAttribute('width'), svg.getAttribute('height')].map(Number);
  const image = new Image();
  image.setAttribute('src', `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg))}`);
  await image.decode();
  const canvas = element('canvas', { width: width * scale, height: height * scale });
  canvas.getContext('2d').drawImage(image, 0, 0, width * scale, height * scale);
  canvas.toBlob((blob) => save(`${name}.png`, blob), 'image/png');
}

/** Buttons that save a figure and its data. `figure` draws it anew; `csv` gives the lines. */
const figureMenu = (name, figure, csv) => [
  ['SVG', () => save(`${name}.svg`, new Blob([standalone(figure())], { type: 'image/svg+xml' }))],
  ['PNG', () => savePng(name, figure())],
  ['CSV', () => save(`${name}.csv`, new Blob(['\ufeff', csv()], { type: 'text/csv' }))],
].map(([label, action]) => element('button', { type: 'button', class: 'copy', 'data-file': label, title: text('save', label), 'aria-label': text('save', label),
  onclick: action }, label));
