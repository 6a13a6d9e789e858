import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings, settle, shoot, startBrowser, visit, type Look } from './browser';
import { chineseCsv, englishCsv } from './corpora';
import { Service } from './service';

// Every page with real data: no complaint of the browser, nothing serious by axe, no sideways scrolling, and a picture of
// it in build/screens. THETA_ALL_LOOKS=1 goes through all languages, themes and widths.

let browser: Browser;
let service: Service;
const ids: Record<string, string> = {};

beforeAll(async () => {
  [browser, service] = await Promise.all([startBrowser(), Service.start()]);
  ids.dataset = await service.dataset('Four subjects', 'four.csv', englishCsv());
  ids.model = await service.train(ids.dataset, 4);
  const tasks = await service.send<{ items: { task_id: string }[] }>('GET', '/api/tasks');
  ids.task = tasks.items[0]?.task_id ?? '';
  ids.other = await service.train(ids.dataset, 6);
  ids.sweep = await service.finished({
    type: 'sweep',
    dataset_id: ids.dataset,
    model: 'lda',
    num_topics: [3, 4, 6, 8],
    seed: [1, 2],
    epochs: 30,
  });
  ids.zh = await service.dataset('网购评论', '评论.csv', chineseCsv());
  const broken = await service.dataset('Broken', 'broken.csv', 'text\n1\n');
  const failed = await service.send<{ task_id: string }>('POST', '/api/tasks', {
    type: 'train',
    dataset_id: broken,
  });
  ids.failed = failed.task_id;
});

afterAll(async () => {
  await browser.close();
  await service.stop();
});

const pages: [string, () => string][] = [
  ['home', () => '/'],
  ['data', () => '/data/'],
  ['dataset', () => `/dataset/?id=${ids.dataset}`],
  ['import-file', () => '/import/'],
  ['import-columns', () => `/import/?id=${ids.dataset}&step=columns`],
  ['import-cleaning', () => `/import/?id=${ids.dataset}&step=cleaning`],
  ['import-summary', () => `/import/?id=${ids.dataset}&step=summary`],
  ['models', () => '/models/'],
  ['new-model', () => `/models/new/?dataset=${ids.dataset}`],
  ['model', () => `/model/?id=${ids.model}`],
  ['compare-start', () => '/compare/'],
  ['compare', () => `/compare/?ids=${ids.model},${ids.other}&topic=l1`],
  ['compare-sweep', () => `/compare/?sweep=${ids.sweep}`],
  ['jobs', () => '/jobs/'],
  ['job', () => `/job/?id=${ids.task}`],
  ['job-failed', () => `/job/?id=${ids.failed}`],
  ['analyze', () => `/analyze/?model=${ids.model}`],
  ['settings', () => '/settings/'],
  ['sign-in', () => '/signin/'],
  ['missing', () => '/nothing-here'],
];

const few: [string, Look][] = [
  ['en', { language: 'en' }],
  ['zh-dark', { language: 'zh', theme: 'dark' }],
];
const others: [string, Look][] = [
  ['zh', { language: 'zh' }],
  ['en-dark', { language: 'en', theme: 'dark' }],
  ['en-900', { language: 'en', width: 900 }],
  ['en-720', { language: 'en', width: 720 }], // what 1440 is at 200 % zoom
  ['zh-390', { language: 'zh', width: 390, height: 844 }],
];
const looks = process.env.THETA_ALL_LOOKS === '1' ? [...few, ...others] : few;

// A browser reports the status of each answer it was not pleased with; pages show those in words.
function isAnswer(problem: string): boolean {
  return /Failed to load resource/.test(problem);
}

describe.each(looks)('in %s', (name, look) => {
  it.each(pages)('%s', async (page_name, path) => {
    const { page, problems } = await visit(browser, service.url, look);
    await page.goto(path());
    await settle(page);
    await page.waitForTimeout(100);
    expect(await page.locator('html').getAttribute('lang')).toBe(look.language === 'zh' ? 'zh-Hans' : 'en');
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways, 'scrolls sideways').toBeLessThanOrEqual(0);
    expect(await page.title()).toMatch(/ · THETA$/);
    await shoot(page, `${page_name}-${name}`);
    expect(await seriousFindings(page)).toEqual([]);
    expect(problems.filter((problem) => !isAnswer(problem))).toEqual([]);
    await page.context().close();
  });
});
