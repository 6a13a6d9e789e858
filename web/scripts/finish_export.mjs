// Looks over the exported pages: node scripts/finish_export.mjs FOLDER
//
// Writes csp.json with the SHA-256 of every inline script, by page and together, for servers that send a policy without
// 'unsafe-inline'. Fails when a page names something of another site, or when the scripts of the first page weigh too
// much.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const mostBytes = 200_000; // of compressed scripts that the first page loads
const folder = process.argv[2];

const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.html'));
const hashes = {};
let problems = 0;

function complain(text) {
  console.error(text);
  problems += 1;
}

for (const page of pages) {
  const html = readFileSync(join(folder, page), 'utf8');
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g)].map(
    (match) => match[1],
  );
  hashes[page] = inline.map((text) => `sha256-${createHash('sha256').update(text).digest('base64')}`);
  for (const [, url] of html.matchAll(/\s(?:src|href)="([^"]+)"/g)) {
    if (/^(https?:)?\/\//.test(url)) complain(`${page}: loads ${url}`);
  }
}

const first = readFileSync(join(folder, 'index.html'), 'utf8');
// Browsers that know modules leave out the scripts marked nomodule.
const scripts = [...first.matchAll(/<script([^>]*)\ssrc="([^"]+)"([^>]*)>/g)].filter(
  ([, before, , after]) => !/nomodule/i.test(before + after),
);
const weight = scripts
  .map(([, , url]) => gzipSync(readFileSync(join(folder, new URL(url, 'http://page').pathname))).length)
  .reduce((sum, bytes) => sum + bytes, 0);
console.log(`first page: ${scripts.length} scripts, ${Math.round(weight / 1000)} kB compressed`);
if (weight > mostBytes) complain(`the first page loads more than ${mostBytes / 1000} kB of scripts`);

const all = [...new Set(Object.values(hashes).flat())].sort();
writeFileSync(join(folder, 'csp.json'), `${JSON.stringify({ all, pages: hashes }, null, 1)}\n`);
process.exit(problems === 0 ? 0 : 1);
