import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settle, startBrowser, visit } from './browser';
import { chineseCsv, englishCsv } from './corpora';
import { Service } from './service';

// What people do, through the real server.

let browser: Browser;
let service: Service;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'theta-journey-'));
  writeFileSync(join(folder, 'four.csv'), englishCsv());
  writeFileSync(join(folder, '评论.csv'), chineseCsv());
  [browser, service] = await Promise.all([startBrowser(), Service.start()]);
});

afterAll(async () => {
  await browser.close();
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('goes from a file to its topics in three clicks, and says so in the address', async () => {
  const { page } = await visit(browser, service.url);
  await page.goto('/');
  await page.locator('input[type=file]').setInputFiles(join(folder, 'four.csv')); // click 1: Choose a file
  await page.waitForURL(/step=columns/);
  await page.getByRole('button', { name: 'Just go' }).click();
  await page.waitForURL(/\/job\/\?id=/);
  await page.getByRole('link', { name: 'Open the topics' }).click({ timeout: 45_000 });
  await page.waitForURL(/\/model\/\?id=/);
  await settle(page);
  const topics = page.locator('button', { has: page.locator('svg, span') }).filter({ hasText: /\d+\.\d.%/ });
  expect(await topics.count()).toBeGreaterThanOrEqual(4);
  await page.keyboard.press('j');
  await page.waitForURL(/topic=\d+/);
  const chosen = await page.locator('[aria-current="true"]').textContent();
  await page.reload();
  await settle(page);
  expect(await page.locator('[aria-current="true"]').textContent()).toBe(chosen);
  await page.context().close();
});

it('leads through columns, words and a summary before training', async () => {
  const dataset = await service.dataset('To import', 'four.csv', englishCsv());
  const { page } = await visit(browser, service.url);
  await page.goto(`/import/?id=${dataset}&step=columns`);
  const section = page.getByLabel('What section is');
  await section.waitFor();
  expect(await page.getByLabel('What date is').inputValue()).toBe('time');
  await page.getByText('2 rows cannot be used').waitFor();
  await section.selectOption('label');
  await page.getByLabel('What id is').selectOption('unused');
  await expect.poll(() => page.getByLabel('What id is').inputValue(), { timeout: 20_000 }).toBe('unused');
  await page.getByText('Saved as you go').waitFor();
  await page.getByRole('link', { name: 'Next: cleaning' }).click();
  const word = page.getByRole('button', { name: 'rocket', exact: true }).first();
  await word.click();
  await page.getByRole('link', { name: 'Next: summary' }).click();
  await page.getByText('240', { exact: true }).waitFor({ timeout: 20_000 });
  await page.getByText('39', { exact: true }).waitFor({ timeout: 20_000 }); // of the 40 words one was dropped
  const kept = await service.send<{ columns: unknown }>('GET', `/api/datasets/${dataset}`);
  expect(kept.columns).toMatchObject({
    label_column: 'section',
    time_column: 'date',
    drop_words: ['rocket'],
  });
  await page.getByRole('link', { name: 'Choose the model' }).click();
  await page.getByText('LDA will be taken').waitFor();
  await page.context().close();
});

it('does the same in Chinese, from pasted lines', async () => {
  const { page } = await visit(browser, service.url, { language: 'zh' });
  await page.goto('/');
  const lines = chineseCsv().split('\n').slice(1).join('\n');
  await page.getByLabel('或粘贴文本').fill(lines);
  await page.getByRole('button', { name: '用这 150 行' }).click();
  await page.waitForURL(/step=columns/);
  await page.getByRole('button', { name: '直接训练' }).click();
  await page.waitForURL(/\/job\/\?id=/);
  await page.getByRole('link', { name: '查看主题' }).click({ timeout: 45_000 });
  await page.waitForURL(/\/model\/\?id=/);
  await settle(page);
  expect(await page.getByText('酒店').count()).toBeGreaterThan(0);
  await page.context().close();
});

it('analyzes a text and marks what spoke for its topics', async () => {
  const dataset = await service.dataset('For analysis', 'four.csv', englishCsv());
  const model = await service.train(dataset, 4);
  const { page } = await visit(browser, service.url);
  await page.goto(`/analyze/?model=${model}`);
  const text = 'The rocket reached its orbit <img src=x onerror=alert(1)> and the crew opened the oven.';
  await page.getByLabel('Text', { exact: true }).fill(text);
  await page.keyboard.press('Control+Enter');
  await page.getByText('answered in').waitFor();
  expect(await page.locator('[data-strong]').allTextContents()).toContain('rocket');
  expect(await page.locator('img').count()).toBe(0);
  const command = await page.locator('pre').textContent();
  expect(command).toContain(`curl ${service.url}/api/analyze`);
  await page.context().close();
});

it('changes language and theme without loading the page again', async () => {
  const { page } = await visit(browser, service.url);
  await page.goto('/jobs/');
  await settle(page);
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '任务' }).waitFor();
  await page.getByRole('button', { name: '换成深色' }).click();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
  await page.reload();
  await page.getByRole('heading', { name: '任务' }).waitFor();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  await page.context().close();
});

it('is led by the keyboard alone', async () => {
  const { page } = await visit(browser, service.url);
  await page.goto('/');
  await settle(page);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('for analysis');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/(model|dataset)\/\?id=/);
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await page.waitForURL(/\/jobs\//);
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  await page.keyboard.press('Tab');
  const ringed = () => page.evaluate(() => document.activeElement?.matches(':focus-visible'));
  await expect.poll(ringed).toBe(true);
  await page.context().close();
});

it('says that the server is away, and goes on when it is back', async () => {
  const { page } = await visit(browser, service.url);
  await page.goto('/jobs/');
  await page.getByRole('table').waitFor(); // what was loaded once stays
  service = await service.restart(async () => {
    await page.getByText('The server does not answer. What you see is the last').waitFor({ timeout: 20_000 });
    expect(await page.getByRole('table').count()).toBe(1);
  });
  await page
    .getByText('The server does not answer. What you see is the last')
    .waitFor({ state: 'detached', timeout: 20_000 });
  await page.context().close();
});

it('tells a failed job with its cause and what can be done', async () => {
  const dataset = await service.dataset('Broken', 'broken.csv', 'text\n1\n');
  const task = await service.send<{ task_id: string }>('POST', '/api/tasks', {
    type: 'train',
    dataset_id: dataset,
  });
  const { page } = await visit(browser, service.url);
  await page.goto(`/job/?id=${task.task_id}`);
  await page.getByText('none of the 1 rows can be used').first().waitFor({ timeout: 20_000 });
  await page.getByText('Nothing is lost.').waitFor();
  await page.getByRole('link', { name: 'Open the data set' }).click();
  await page.waitForURL(/step=columns/);
  await page.context().close();
});

it('deletes after asking, and says what stays', async () => {
  const dataset = await service.dataset('To delete', 'four.csv', englishCsv(40));
  const { page } = await visit(browser, service.url);
  await page.goto('/data/');
  await page.getByRole('button', { name: 'Delete To delete' }).click();
  const dialog = page.getByRole('dialog', { name: /Delete the data set “To delete”\?/ });
  await dialog.getByText('Models made from it stay.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Delete To delete' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('To delete deleted.').waitFor();
  await page.goto(`/dataset/?id=${dataset}`);
  await page.getByRole('heading', { name: 'There is no such data set' }).waitFor();
  await page.context().close();
});
