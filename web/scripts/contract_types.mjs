// Writes the types of the API, src/api/contract.ts, as its contract gives them.
//
// The contract is one file per resource, merged as the server merges them when it starts: objects are joined, member
// by member.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const folder = new URL('../../src/server/assets/openapi/', import.meta.url);
const target = new URL('../src/api/contract.ts', import.meta.url);

function merge(into, from) {
  for (const [name, value] of Object.entries(from)) {
    const both = typeof value === 'object' && value !== null && !Array.isArray(value) && name in into;
    if (both) merge(into[name], value);
    else into[name] = value;
  }
  return into;
}

export function contract() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files
    .sort()
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
    .reduce(merge, {});
}

const head = '// Made by `npm run types` from the contract of the API. Do not edit.\n\n';
const text =
  head + astToString(await openapiTS(contract(), { alphabetize: true, emptyObjectsUnknown: true }));
if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
