import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settle, startBrowser, visit } from './browser';
import { program, Service } from './service';

// How fast the app is on a model of 100 topics and 100,000 documents: what is largest on a page is painted within a second,
// and nothing keeps the page's thread busy for more than a tenth of a second while it is scrolled and read. Tasks count by
// the processor time they took, so that other work on the machine does not count.

const root = new URL('../../../', import.meta.url).pathname;
const python = '/usr/bin/python3';
const documents = 100_000;
const slowestPaint = 1000; // milliseconds
const longestTask = 100;

let browser: Browser;
let service: Service;
let folder: string;
let model = '';

beforeAll(async () => {
  if (!existsSync(python)) return;
  folder = mkdtempSync(join(tmpdir(), 'theta-speed-'));
  const bundle = join(folder, 'large.zip');
  const arguments_ = [join(root, 'bench/server/large_model.py'), bundle, '--theta', program];
  execFileSync(python, [...arguments_, '--documents', String(documents), '--topics', '100']);
  [browser, service] = await Promise.all([startBrowser(), Service.start()]);
  const response = await fetch(`${service.url}/api/models?name=Large`, {
    method: 'POST',
    body: readFileSync(bundle),
    headers: { 'Content-Type': 'application/zip' },
  });
  if (!response.ok) throw new Error(await response.text());
  model = ((await response.json()) as { model_id: string }).model_id;
  // Fetching and indexing is the server's work of the first answer, whoever asks for it.
  await service.send('GET', `/api/models/${model}/documents?limit=1`);
}, 300_000);

afterAll(async () => {
  if (folder === undefined) return;
  await browser.close();
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A page that notes when its largest part was painted. */
async function watched(): Promise<Page> {
  const { page } = await visit(browser, service.url);
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) Object.assign(window, { painted: entry.startTime });
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  return page;
}

interface Event {
  name: string;
  pid: number;
  tid: number;
  tdur?: number; // microseconds of the processor
  args: { name?: string };
}

/** Milliseconds of the processor that the longest tasks of the page's thread took while `work` was done. */
async function longTasks(page: Page, work: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, {
    categories: ['__metadata', 'disabled-by-default-devtools.timeline', 'toplevel'],
  });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Event[] };
  const threads = trace.traceEvents.filter(
    (event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain',
  );
  return trace.traceEvents
    .filter((event) => event.name === 'RunTask' || event.name === 'ThreadControllerImpl::RunTask')
    .filter((event) => threads.some((thread) => thread.pid === event.pid && thread.tid === event.tid))
    .map((event) => Math.round((event.tdur ?? 0) / 1000))
    .sort((one, other) => other - one)
    .slice(0, 5);
}

describe.skipIf(!existsSync(python))('the app', () => {
  it.each([
    ['first page', () => '/'],
    ['overview', () => `/model/?id=${model}`],
    ['documents', () => `/model/?id=${model}&tab=documents`],
    ['time', () => `/model/?id=${model}&tab=time`],
  ])('paints the largest part within a second: %s', async (name, path) => {
    const times: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const page = await watched();
      await page.goto(path());
      await settle(page);
      await page.waitForTimeout(300);
      times.push(await page.evaluate(() => (window as unknown as { painted: number }).painted));
      await page.context().close();
    }
    console.log(`${name}: largest paint after ${times.map(Math.round).join(', ')} ms`);
    // The fastest of the visits tells what the app takes; in the others something else had the processor.
    expect(Math.min(...times)).toBeLessThanOrEqual(slowestPaint);
  });

  it('scrolls through the documents without holding anything up', async () => {
    const page = await watched();
    await page.goto(`/model/?id=${model}&tab=documents`);
    await settle(page);
    await page.waitForLoadState('networkidle');
    const list = page.getByRole('region', { name: 'Passages', exact: true }).first();
    await list.hover();
    const tasks = await longTasks(page, async () => {
      for (let step = 0; step < 60; step += 1) {
        await page.mouse.wheel(0, 700);
        await page.waitForTimeout(30);
      }
    });
    console.log(`documents: longest tasks ${tasks.join(', ')} ms`);
    expect(tasks.length).toBeGreaterThan(0);
    expect(Math.max(...tasks)).toBeLessThanOrEqual(longestTask);
    await page.context().close();
  });

  it.each(['overview', 'time', 'relations', 'groups', 'quality'])('reads %s topic by topic', async (tab) => {
    const page = await watched();
    await page.goto(`/model/?id=${model}&tab=${tab}`);
    await settle(page);
    await page.waitForLoadState('networkidle');
    const tasks = await longTasks(page, async () => {
      for (let step = 0; step < 12; step += 1) {
        await page.keyboard.press('j');
        await page.waitForTimeout(60);
      }
      await page.mouse.move(700, 600);
      for (let step = 0; step < 12; step += 1) {
        await page.mouse.wheel(0, 300);
        await page.waitForTimeout(30);
      }
      await page.waitForTimeout(300);
    });
    console.log(`${tab}: longest tasks ${tasks.join(', ')} ms`);
    expect(tasks.length).toBeGreaterThan(0);
    expect(Math.max(...tasks)).toBeLessThanOrEqual(longestTask);
    await page.context().close();
  });
});
