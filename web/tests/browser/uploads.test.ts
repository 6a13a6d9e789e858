import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seriousFindings, shoot, startBrowser, visit } from './browser';
import { englishCsv } from './corpora';
import { Service } from './service';

// A file that is too large for one go: paused, cut off by a lost page and by a server that is killed, and whole in the end.

const megabyte = 1_000_000;

let browser: Browser;
let service: Service;
let folder: string;
let path: string;
let hash: string;
let size: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'theta-uploads-'));
  path = join(folder, 'large.csv');
  const [head = '', ...lines] = englishCsv(2000).trimEnd().split('\n');
  const block = `${lines.join('\n')}\n`;
  const text = `${head}\n${block.repeat(Math.ceil((30 * megabyte) / block.length))}`;
  writeFileSync(path, text);
  size = Buffer.byteLength(text);
  hash = createHash('sha256').update(text).digest('hex');
  [browser, service] = await Promise.all([startBrowser(), Service.start()]);
});

afterAll(async () => {
  await browser.close();
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface FileState {
  status: string;
  received_bytes: number;
  sha256: string | null;
}

async function stateOf(dataset: string): Promise<FileState | undefined> {
  const files = await service.send<{ items: FileState[] }>('GET', `/api/datasets/${dataset}/files`);
  return files.items[0];
}

/** Each piece takes so long that somebody can do something meanwhile. */
async function slowDown(page: Page) {
  await page.route('**/files/*', async (route) => {
    if (route.request().method() === 'PUT') await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue().catch(() => undefined); // the page may have stopped it meanwhile
  });
}

async function begin(page: Page): Promise<string> {
  await page.goto('/import/');
  await slowDown(page);
  await page.locator('input[type=file]').setInputFiles(path);
  await page.waitForURL(/\/import\/\?id=/);
  return new URL(page.url()).searchParams.get('id') ?? '';
}

const received = async (dataset: string) => (await stateOf(dataset))?.received_bytes ?? 0;

it('is paused, goes on behind what has come, and after the page was lost goes on again', async () => {
  const { page } = await visit(browser, service.url);
  const dataset = await begin(page);
  await expect.poll(() => received(dataset), { timeout: 30_000 }).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Go on' }).waitFor();
  await shoot(page, 'upload-paused-en');
  expect(await seriousFindings(page)).toEqual([]);
  const before = await received(dataset);
  expect(before).toBeLessThan(size);
  await page.waitForTimeout(500);
  expect(await received(dataset), 'nothing is sent meanwhile').toBe(before);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => received(dataset), { timeout: 30_000 }).toBeGreaterThan(before);

  await page.goto(`/import/?id=${dataset}&step=file`);
  const kept = await received(dataset);
  await page.getByText('Choose the same file again').waitFor();
  const begins: string[] = [];
  page.on('request', (request) => {
    const range = request.headers()['content-range'];
    if (range !== undefined) begins.push(range);
  });
  await page.locator('input[type=file]').setInputFiles(path);
  await page.waitForURL(/step=columns/, { timeout: 30_000 });
  expect(begins[0]).toBe(`bytes */${size}`);
  expect(begins[1]).toMatch(new RegExp(`^bytes ${kept}-`));
  expect(await stateOf(dataset)).toMatchObject({ status: 'complete', sha256: hash });
  await page.context().close();
});

it('waits for a server that was killed in the middle, and goes on by itself', async () => {
  const { page } = await visit(browser, service.url);
  const dataset = await begin(page);
  await expect.poll(() => received(dataset), { timeout: 30_000 }).toBeGreaterThan(0);
  service = await service.restart(async () => {
    await page.getByText('The line is broken').waitFor({ timeout: 20_000 });
  });
  await page.waitForURL(/step=columns/, { timeout: 50_000 });
  expect(await stateOf(dataset)).toMatchObject({ status: 'complete', sha256: hash });
  await page.context().close();
});

it('is cancelled without a trace, and another file of the name begins anew', async () => {
  const { page } = await visit(browser, service.url);
  const dataset = await begin(page);
  await expect.poll(() => received(dataset), { timeout: 30_000 }).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => stateOf(dataset)).toBeUndefined();

  await page.locator('input[type=file]').setInputFiles(path);
  await expect.poll(() => received(dataset), { timeout: 30_000 }).toBeGreaterThan(0);
  await page.goto(`/import/?id=${dataset}&step=file`);
  await page.getByText('Choose the same file again').waitFor();
  const other = englishCsv(40);
  await page.locator('input[type=file]').setInputFiles({
    name: 'large.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(other.padEnd(9 * megabyte, 'x')),
  });
  await page.waitForURL(/step=columns/, { timeout: 30_000 });
  const whole = createHash('sha256')
    .update(other.padEnd(9 * megabyte, 'x'))
    .digest('hex');
  expect(await stateOf(dataset)).toMatchObject({ status: 'complete', sha256: whole });
  await page.context().close();
});
