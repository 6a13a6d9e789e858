// npm_tokens.mjs PACKAGE TOKENIZER LINES: the tokens of each line, a JSON string, as numbers, by @huggingface/tokenizers.

import { createWriteStream, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , packageFile, tokenizerFile, linesFile] = process.argv;
const { Tokenizer } = await import(pathToFileURL(packageFile).href);
const tokenizer = new Tokenizer(JSON.parse(readFileSync(tokenizerFile, 'utf8')), {});
const out = createWriteStream(null, { fd: 1 });
const lines = readFileSync(linesFile, 'utf8').split('\n').filter((line) => line !== '');
for (const line of lines) out.write(`${tokenizer.encode(JSON.parse(line)).ids.join(' ')}\n`);
out.end();
