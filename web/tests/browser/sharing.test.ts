import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings, settle, shoot, startBrowser, visit, type Look } from './browser';
import { englishCsv } from './corpora';
import { Service } from './service';

// A link to a model, from its making to its end: whoever has it reads, and does nothing else.

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser.close());

/** Makes a link in the workspace, as its owner does, and tells its address. */
async function makeLink(page: Page, model: string): Promise<string> {
  await page.goto(`/model/?id=${model}&tab=export`);
  await page.getByRole('button', { name: 'Make link' }).click();
  const made = page.locator('code', { hasText: '#share=' });
  await made.waitFor();
  return (await made.textContent()) ?? '';
}

const editing = [
  'Rename',
  'Merge',
  'Hide',
  'Make link',
  'Undo the last',
  'Redo',
  'Leave out',
  'Leave this word out',
];

async function expectNothingToEdit(page: Page) {
  for (const name of editing)
    expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(0);
}

describe.each([
  ['with accounts', ['--accounts']],
  ['without accounts', []],
])('%s', (_, options) => {
  const accounts = options.length > 0;
  let service: Service;
  let model = '';
  let link = '';

  beforeAll(async () => {
    service = await Service.start(0, undefined, options);
    if (service.first) await service.signIn(service.first.email, service.first.password);
    model = await service.train(await service.dataset('Four subjects', 'four.csv', englishCsv()), 4);
  });

  afterAll(() => service.stop());

  it('is made in the workspace, once somebody has signed in', async () => {
    const { page } = await visit(browser, service.url);
    if (service.first) {
      await page.goto('/signin/');
      await page.getByLabel('E-mail').fill(service.first.email);
      await page.getByLabel('Password', { exact: true }).fill(service.first.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => url.pathname === '/');
    }
    link = await makeLink(page, model);
    expect(link).toContain(`${service.url}/model/?id=${model}#share=`);
    await page.context().close();
  });

  it('opens the model for a guest, for reading alone, and the token stays out of all addresses', async () => {
    const { page } = await visit(browser, service.url);
    const token = link.slice(link.indexOf('#share=') + '#share='.length);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(link);
    await settle(page);
    await page.getByText(', until ').waitFor();
    expect(page.url()).toBe(link);
    expect(asked.filter((url) => url.split('#')[0]?.includes(token))).toEqual([]);
    expect(await page.getByRole('navigation', { name: 'Main menu' }).count()).toBe(0);
    for (const tab of ['Topic', 'Words', 'Documents', 'Relations', 'Quality', 'Edits', 'Export & cite']) {
      await page.getByRole('link', { name: tab, exact: true }).click();
      await page.locator('main nav [aria-current="page"]', { hasText: tab }).waitFor();
      await settle(page);
      expect(await page.getByRole('main').getByRole('alert').count(), `${tab} has its data`).toBe(0);
      expect(page.url()).toContain(`#share=${token}`);
      await expectNothingToEdit(page);
    }
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('j');
    await page.waitForURL(/topic=\d+/);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.reload();
    await page.getByText(', until ').waitFor();
    await page.goBack();
    await settle(page);
    expect(page.url()).toContain(`#share=${token}`);
    await page.context().close();
  });

  it('changes nothing for who tries to by hand, and opens no other model', async () => {
    const token = link.slice(link.indexOf('#share=') + '#share='.length);
    const headers = { 'X-Share-Token': token, 'Content-Type': 'application/json' };
    const edit = await fetch(`${service.url}/api/models/${model}/edits`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ kind: 'hide', topics: [0] }),
    });
    if (accounts) expect(edit.status).toBe(401);
    const other = model.startsWith('A') ? `B${model.slice(1)}` : `A${model.slice(1)}`;
    const { page } = await visit(browser, service.url);
    await page.goto(`/model/?id=${other}#share=${token}`);
    await page.getByRole('heading', { name: 'This link opens nothing any more' }).waitFor();
    await page.context().close();
  });

  it('says what to do once it is taken back, also to who is reading', async () => {
    const { page } = await visit(browser, service.url);
    await page.goto(link);
    await page.getByText(', until ').waitFor();
    const { items } = await service.send<{ items: { share_id: string }[] }>(
      'GET',
      `/api/models/${model}/shares`,
    );
    for (const { share_id } of items) await service.send('DELETE', `/api/models/${model}/shares/${share_id}`);
    await page.getByRole('link', { name: 'Quality', exact: true }).click();
    await page.getByRole('heading', { name: 'This link opens nothing any more' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    if (accounts) {
      await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
      await page.waitForURL(/\/signin\//);
      expect(new URL(page.url()).searchParams.get('next')).toBe(`/model/?id=${model}`);
    } else {
      await page.getByRole('main').getByRole('link', { name: 'Open THETA' }).click();
      await page.waitForURL((url) => url.pathname === '/');
    }
    await page.context().close();
  });

  it('ends by itself', async () => {
    const made = await service.send<{ token: string }>('POST', `/api/models/${model}/shares`, {
      expires_in: 1,
    });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const { page } = await visit(browser, service.url, { language: 'zh' });
    await page.goto(`/model/?id=${model}#share=${made.token}`);
    await page.getByRole('heading', { name: '这个链接已经失效' }).waitFor();
    await shoot(page, accounts ? 'shared-ended-zh' : 'shared-ended-alone-zh');
    await page.context().close();
  });

  const looks: [string, Look][] = [
    ['en', {}],
    ['zh-dark', { language: 'zh', theme: 'dark' }],
    ['zh-390', { language: 'zh', width: 390, height: 844 }],
  ];
  it.each(looks)('looks well in %s', async (name, look) => {
    const made = await service.send<{ token: string }>('POST', `/api/models/${model}/shares`, {});
    const { page, problems } = await visit(browser, service.url, look);
    await page.goto(`/model/?id=${model}#share=${made.token}`);
    await page
      .getByText(look.language === 'zh' ? '只读' : 'Read only')
      .first()
      .waitFor({ state: 'attached' });
    await settle(page);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways, 'scrolls sideways').toBeLessThanOrEqual(0);
    if (accounts) await shoot(page, `shared-${name}`);
    expect(await seriousFindings(page)).toEqual([]);
    expect(problems.filter((problem) => !/Failed to load resource/.test(problem))).toEqual([]);
    await page.context().close();
  });
});
