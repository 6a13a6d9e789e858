// Gives every page of the Node server its policy: node scripts/finish_standalone.mjs FOLDER
//
// The framework keeps the header fields of a page that was rendered in advance beside it (PAGE.meta) and sends them with
// the page. The policy is the one that `theta serve` sends (src/http/static_files.h): it names the inline scripts of the
// page by their SHA-256, so that no other inline script runs. Writes csp.json as the export does.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const pages = join(process.argv[2], '.next/server/app');
const source = readFileSync(new URL('../../src/http/static_files.h', import.meta.url), 'utf8');

// The text of the C++ default, whose pieces stand between quotes.
function policyOfTheServer() {
  const declared = /content_security_policy =\s*((?:"[^"]*"\s*)+);/.exec(source);
  if (!declared) throw new Error('src/http/static_files.h: has no policy where it was');
  return [...declared[1].matchAll(/"([^"]*)"/g)].map((piece) => piece[1]).join('');
}

const policy = policyOfTheServer();
if (!policy.includes('{scripts}'))
  throw new Error('src/http/static_files.h: the policy names no place for scripts');
const hashes = {};
for (const name of readdirSync(pages, { recursive: true })) {
  if (!name.endsWith('.html')) continue;
  const html = readFileSync(join(pages, name), 'utf8');
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g)];
  hashes[name] = inline.map(([, text]) => `sha256-${createHash('sha256').update(text).digest('base64')}`);
  const beside = join(pages, name.replace(/\.html$/, '.meta'));
  if (!existsSync(beside)) throw new Error(`${name}: was rendered without a .meta beside it`);
  const meta = JSON.parse(readFileSync(beside, 'utf8'));
  const named = hashes[name].map((hash) => ` '${hash}'`).join('');
  meta.headers = { ...meta.headers, 'content-security-policy': policy.replace('{scripts}', named) };
  writeFileSync(beside, JSON.stringify(meta));
}
if (Object.keys(hashes).length === 0) throw new Error(`${pages}: has no pages`);
const all = [...new Set(Object.values(hashes).flat())].sort();
writeFileSync(join(process.argv[2], 'csp.json'), `${JSON.stringify({ all, pages: hashes }, null, 1)}\n`);
