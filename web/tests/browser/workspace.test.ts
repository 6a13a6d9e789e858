import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings, settle, shoot, startBrowser, visit, type Look } from './browser';
import { chineseCsv, englishCsv } from './corpora';
import { Service } from './service';

// The model workspace on real models: the ready samples where they are, else small ones trained here.

const samples = process.env.THETA_SAMPLES ?? new URL('../../../build/samples', import.meta.url).pathname;
const hasSamples = existsSync(`${samples}/state_of_the_union/model`);

let browser: Browser;
let service: Service;
let english = '';
let chinese = '';

async function opened(sample: string): Promise<string> {
  return (await service.send<{ model_id: string }>('POST', `/api/samples/${sample}`, {})).model_id;
}

beforeAll(async () => {
  const options = hasSamples ? ['--samples', samples] : [];
  [browser, service] = await Promise.all([startBrowser(), Service.start(0, undefined, options)]);
  if (hasSamples) {
    english = await opened('state_of_the_union');
    chinese = await opened('chinese_poems');
  } else {
    english = await service.train(await service.dataset('Four subjects', 'four.csv', englishCsv()), 4);
    chinese = await service.train(await service.dataset('网购评论', '评论.csv', chineseCsv()), 4);
  }
});

afterAll(async () => {
  await browser.close();
  await service.stop();
});

const tabs = [
  'overview',
  'topic',
  'words',
  'documents',
  'time',
  'groups',
  'relations',
  'quality',
  'edits',
  'export',
];

const looks: [string, Look][] = [
  ['en', { language: 'en' }],
  ['zh', { language: 'zh' }],
  ['en-dark', { language: 'en', theme: 'dark' }],
  ['zh-dark', { language: 'zh', theme: 'dark' }],
  ['en-900', { language: 'en', width: 900 }],
  ['zh-390', { language: 'zh', width: 390, height: 844 }],
];

async function firstWord(model: string): Promise<string> {
  const path = `/api/models/${model}/topics/0/words?limit=1`;
  const words = await service.send<{ items: { word: string }[] }>('GET', path);
  return words.items[0]?.word ?? '';
}

describe.each(looks)('in %s', (name, look) => {
  it.each(tabs)('%s', async (tab) => {
    const model = look.language === 'zh' ? chinese : english;
    const { page, problems } = await visit(browser, service.url, look);
    const word = tab === 'words' ? `&word=${encodeURIComponent(await firstWord(model))}` : '';
    await page.goto(`/model/?id=${model}&tab=${tab}${word}`);
    await page.locator('main nav [aria-current="page"]').waitFor();
    await page.getByRole('heading').first().waitFor();
    await settle(page);
    await page.waitForTimeout(400);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways, 'scrolls sideways').toBeLessThanOrEqual(0);
    await shoot(page, `workspace-${tab}-${name}`);
    expect(await seriousFindings(page)).toEqual([]);
    expect(problems.filter((problem) => !/Failed to load resource/.test(problem))).toEqual([]);
    await page.context().close();
  });
});

async function open(path: string): Promise<Page> {
  const { page } = await visit(browser, service.url);
  await page.goto(path);
  await settle(page);
  // Views that come later change what lists show: small lines take the place of figures.
  await page.waitForLoadState('networkidle');
  return page;
}

it('shows the same topic in list, map and words, and keeps it in the address', async () => {
  const page = await open(`/model/?id=${english}&topic=1`);
  await page.locator('svg [data-topic="1"]').first().waitFor();
  await page.locator('svg [data-topic="2"]').first().click();
  await page.waitForURL(/topic=2/);
  const chosen = page.locator('li [aria-current="true"]');
  expect(await chosen.textContent()).toMatch(/^2/);
  await page.keyboard.press('j');
  await page.waitForURL((url) => !url.search.includes('topic=2'));
  const name = await chosen.textContent();
  await page.reload();
  await settle(page);
  expect(await chosen.textContent()).toBe(name);
  await page.context().close();
});

it('turns a chart into its table and back, and walks its marks by keyboard', async () => {
  const page = await open(`/model/?id=${english}`);
  await page.keyboard.press('t');
  await page.getByRole('region', { name: 'Topic map' }).getByRole('table').waitFor();
  await page.keyboard.press('t');
  const map = page.getByRole('img', { name: /Map of/ });
  await map.focus();
  await page.keyboard.press('Home');
  const before = page.url();
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(50);
  }
  expect(page.url()).not.toBe(before);
  expect(await map.getAttribute('tabindex')).toBe('0');
  await page.context().close();
});

it('renames, hides and merges, with every view following and a way back', async () => {
  const page = await open(`/model/?id=${english}&topic=1`);
  const name = 'All about <b>it</b>';
  const chosen = page.locator('li [aria-current="true"]');
  const before = await chosen.textContent();
  await page.keyboard.press('F2');
  await page.getByLabel('Name of the topic').fill(name);
  await page.keyboard.press('Enter');
  await expect.poll(() => chosen.textContent()).toContain(name);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => chosen.textContent()).toBe(before);
  await page.goto(`/model/?id=${english}&tab=topic&topic=1`);
  await page.getByRole('button', { name: 'Hide' }).click();
  await page.getByText('Topic 1 is hidden.').waitFor();
  await page.goto(`/model/?id=${english}&tab=edits`);
  await page.getByRole('button', { name: 'Show again' }).click();
  await page.getByRole('button', { name: 'Show again' }).waitFor({ state: 'detached' });
  await page.goto(`/model/?id=${english}&tab=topic&topic=0`);
  await page.getByRole('button', { name: 'Merge' }).click();
  const dialog = page.getByRole('dialog', { name: /Merge 1 topics/ });
  await dialog.getByLabel('Merge with').selectOption('1');
  await page.getByRole('dialog', { name: 'Merge 2 topics?' }).getByRole('button', { name: 'Merge' }).click();
  await page.getByText('Topics 1 merged into 0.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone.').waitFor();
  const topics = await service.send<{ items: unknown[] }>('GET', `/api/models/${english}/topics`);
  const now = await service.send<{ figures: { model_topics: number } }>(
    'GET',
    `/api/models/${english}/topic-overview?top_k=1`,
  );
  expect(topics.items).toHaveLength(now.figures.model_topics);
  await page.context().close();
});

it('finds passages, reads them with marked words, and turns them by keyboard', async () => {
  const page = await open(`/model/?id=${english}&tab=documents&main=0&sort=weight`);
  await page.locator('[data-slot]').first().waitFor();
  const title = page.locator('article h1');
  const first = await title.textContent();
  await page.keyboard.press('n');
  await page.waitForURL(/doc=\d+/);
  await page.locator('li:nth-child(2) button[aria-current="true"]').waitFor();
  await page.keyboard.press('p');
  await expect.poll(() => title.textContent()).toBe(first);
  const rows = await page.locator('li button[aria-current], li button').count();
  expect(rows, 'rows exist while they are in sight').toBeLessThan(60);
  await page.getByLabel('Search in the passages').fill('no such word anywhere');
  await page.getByRole('heading', { name: 'No passage matches' }).waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.waitForURL((url) => !url.search.includes('search='));
  await page.context().close();
});

it.skipIf(!hasSamples)('says why a view has no data, and offers what helps', async () => {
  const page = await open(`/model/?id=${chinese}&tab=time`);
  await page.getByRole('heading', { name: 'No view over time for this model' }).waitFor();
  await page.getByRole('link', { name: 'Open the data set' }).waitFor();
  await page.context().close();
});

it('orders words by relevance and shows where one lives, all in the address', async () => {
  const page = await open(`/model/?id=${english}&topic=1&lambda=0.20`);
  await page.getByText('λ 0.20').waitFor();
  await page.keyboard.press('[');
  await page.waitForURL(/lambda=0\.25/);
  await page.locator('svg [data-word]').first().click();
  await page.waitForURL(/tab=words.*word=/);
  await page.getByRole('heading', { name: /Topics of “/ }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Topic map' }).waitFor();
  await page.context().close();
});
