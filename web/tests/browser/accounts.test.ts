import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seriousFindings, settle, shoot, startBrowser, visit, type Look, type Visit } from './browser';
import { englishCsv } from './corpora';
import { Service } from './service';

// A shared server: who comes in and how, what admins do, and that nobody sees what is another's.

let browser: Browser;
let service: Service;
let admin = { email: '', password: '' };
const li = { email: 'li@example.org', password: '8Fh2kLq0Zx-morgen' };

beforeAll(async () => {
  [browser, service] = await Promise.all([startBrowser(), Service.start(0, undefined, ['--accounts'])]);
  if (service.first === null) throw new Error('the first start with accounts makes an admin');
  admin = { ...service.first };
  await service.signIn(admin.email, admin.password);
});

afterAll(async () => {
  await browser.close();
  await service.stop();
});

async function signIn(page: Page, who: { email: string; password: string }) {
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** A browser of its own in which somebody has signed in. */
async function as(who: { email: string; password: string }, path: string, look: Look = {}): Promise<Visit> {
  const visited = await visit(browser, service.url, look);
  const answer = await visited.page.request.post(`${service.url}/api/auth/login`, { data: who });
  expect(answer.status()).toBe(200);
  await visited.page.goto(path);
  await settle(visited.page);
  return visited;
}

it('asks for a login, says what is wrong, and goes on where one wanted to go', async () => {
  const { page } = await visit(browser, service.url);
  await page.goto('/jobs/?offset=0');
  await page.waitForURL(/\/signin\/\?next=/);
  await page.getByText('Ask an admin of this server').waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Enter your e-mail address.').waitFor();
  await signIn(page, { ...admin, password: 'not the password' });
  await page.getByText('The e-mail address or the password is wrong.').waitFor();
  expect(await page.getByLabel('Password', { exact: true }).getAttribute('aria-invalid')).toBe('true');
  await shoot(page, 'sign-in-wrong-en');
  await signIn(page, admin);
  await page.waitForURL((url) => url.pathname === '/jobs/' && url.search === '?offset=0');
  await page.getByText(`Signed in as`).first().waitFor({ state: 'attached' });
  await page.context().close();
});

it('makes a user whose password is shown once, with limits of their own', async () => {
  const { page } = await as(admin, '/settings/?part=users');
  await page.getByRole('button', { name: 'Add a user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByText('Enter an e-mail address.').waitFor();
  await dialog.getByLabel('E-mail').fill('li@example.org');
  await dialog.getByLabel('Name').fill('李');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('dialog', { name: 'li@example.org has an account.' }).waitFor();
  const made = (await dialog.locator('code').textContent()) ?? '';
  expect(made.length).toBeGreaterThanOrEqual(10);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Edit li@example.org' }).click();
  await dialog.getByLabel('Stored, GB').fill('1.5');
  await dialog.getByLabel('Waiting jobs').fill('many');
  await dialog.getByText('Write whole numbers').waitFor();
  await dialog.getByLabel('Waiting jobs').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('li@example.org is saved.').waitFor();
  const users = await service.send<{ items: { email: string; quotas: object }[] }>('GET', '/api/admin/users');
  expect(users.items.find((user) => user.email === 'li@example.org')?.quotas).toMatchObject({
    max_bytes: 1.5e9,
    max_queued: null,
  });
  await page.context().close();

  // The new user takes a password of their own.
  const own = await as({ email: li.email, password: made }, '/settings/?part=profile');
  await own.page.getByText('0 B of 1.5 GB').waitFor();
  expect(await own.page.getByRole('link', { name: 'Users' }).count(), 'admins alone').toBe(0);
  await own.page.getByLabel('Present password').fill('something else');
  await own.page.getByLabel('New password', { exact: true }).fill(li.password);
  await own.page.getByLabel('New password once more').fill(li.password);
  await own.page.getByRole('button', { name: 'Change the password' }).click();
  await own.page.getByText('This is not your present password.').waitFor();
  await own.page.getByLabel('Present password').fill(made);
  await own.page.getByRole('button', { name: 'Change the password' }).click();
  await own.page.getByText('The password is changed.').waitFor();
  await own.page.context().close();
});

it('shows a key once; it does what its scopes say until it is taken back', async () => {
  const { page } = await as(li, '/settings/?part=keys');
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByText('Say what the key is for.').waitFor();
  await page.getByLabel('What it is for').fill('nightly');
  await page.getByLabel('It ends after').selectOption('7');
  expect(await page.getByLabel('do the work of an admin').count()).toBe(0);
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog');
  const key = (await dialog.locator('code').textContent()) ?? '';
  expect(key).toMatch(/^theta_/);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('cell', { name: 'nightly', exact: true }).waitFor();
  expect(await page.content(), 'shown once').not.toContain(key);
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const reads = () => fetch(`${service.url}/api/datasets`, { headers }).then((answer) => answer.status);
  expect(await reads()).toBe(200);
  const written = await fetch(`${service.url}/api/datasets`, {
    method: 'POST',
    headers,
    body: '{"name":"x"}',
  });
  expect(written.status, 'it may read alone').toBe(403);
  await shoot(page, 'settings-keys-en');
  await page.getByRole('button', { name: 'Take back the key nightly' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('The key “nightly” is taken back.').waitFor();
  expect(await reads()).toBe(401);
  await page.context().close();
});

it('comes back to the same address when a session has ended', async () => {
  const model = await service.train(await service.dataset('Of the admin', 'four.csv', englishCsv()), 4);
  const path = `/model/?id=${model}&tab=topic&topic=2`;
  const { page } = await as(admin, path);
  await page.getByRole('button', { name: 'Hide', exact: true }).waitFor();
  await page.context().clearCookies();
  // The page may ask for something by itself, and be gone before the click.
  const hide = page.getByRole('button', { name: 'Hide', exact: true });
  await hide.click({ timeout: 3000 }).catch(() => undefined);
  await page.waitForURL(/\/signin\/\?next=/);
  await signIn(page, admin);
  await page.waitForURL((url) => `${url.pathname}${url.search}` === path);
  await page.getByRole('button', { name: 'Hide', exact: true }).waitFor();
  await page.context().close();

  const other = await as(li, path);
  await other.page.getByRole('heading', { name: 'There is no such model' }).waitFor();
  await other.page.goto('/data/');
  await settle(other.page);
  expect(await other.page.getByText('Of the admin').count(), "nothing of another's").toBe(0);
  await other.page.context().close();
});

it('lets strangers make themselves an account where an admin has opened that', async () => {
  const { page } = await as(admin, '/settings/?part=server');
  await page.getByLabel('Strangers may make themselves an account').click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The settings are saved.').waitFor();
  const stranger = await visit(browser, service.url);
  await stranger.page.goto('/signin/');
  await stranger.page.getByRole('button', { name: 'Make an account' }).click();
  await stranger.page.getByRole('heading', { name: 'Make an account' }).waitFor();
  await stranger.page.getByLabel('E-mail').fill('new@example.org');
  await stranger.page.getByLabel('Password', { exact: true }).fill('short');
  await stranger.page.getByRole('button', { name: 'Make an account' }).click();
  await stranger.page.getByText('The password needs at least 10 characters.').waitFor();
  expect(await seriousFindings(stranger.page)).toEqual([]);
  await shoot(stranger.page, 'register-en');
  await stranger.page.getByLabel('Password', { exact: true }).fill('tjM4-vk2P-9xQz-abend');
  await stranger.page.getByRole('button', { name: 'Make an account' }).click();
  await stranger.page.waitForURL((url) => url.pathname === '/');
  await stranger.page.context().close();
  await page.getByLabel('Strangers may make themselves an account').click();
  await page.getByRole('button', { name: 'Save' }).click();
  const closed = () =>
    service.send<{ registration_open: boolean }>('GET', '/api/version').then((one) => one.registration_open);
  await expect.poll(closed).toBe(false);
  await page.context().close();
});

it('disables a user, gives a new password, and tells in the audit who did it', async () => {
  const { page } = await as(admin, '/settings/?part=users');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Edit li@example.org' }).click();
  await dialog.getByRole('button', { name: 'Make a new password' }).click();
  const made = (await dialog.locator('code').textContent()) ?? '';
  await dialog.getByLabel('Disabled', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('row', { name: /li@example.org/ })
    .getByText('Disabled')
    .waitFor();
  const refused = await visit(browser, service.url);
  await refused.page.goto('/signin/');
  await signIn(refused.page, { email: li.email, password: made });
  await refused.page.getByText('This account is disabled; ask an admin.').waitFor();
  await refused.page.context().close();
  await page.goto('/settings/?part=audit');
  await page.getByLabel('Only this', { exact: true }).selectOption('user.password');
  await page.waitForURL(/action=user\.password/);
  await page.getByRole('cell', { name: 'Gave a new password' }).first().waitFor();
  const rows = page.getByRole('row');
  expect(await rows.count()).toBe(2);
  expect(await rows.nth(1).textContent()).toContain('li@example.org');
  expect(await page.content()).not.toContain(made);
  await page.context().close();
});

const looks: [string, Look][] = [
  ['en', {}],
  ['zh-dark', { language: 'zh', theme: 'dark' }],
  ['zh-390', { language: 'zh', width: 390, height: 844 }],
];

it.each(looks)('has settings that look well in %s', async (name, look) => {
  const { page, problems } = await as(admin, '/settings/', look);
  for (const part of ['look', 'profile', 'keys', 'system', 'users', 'storage', 'server', 'audit']) {
    await page.goto(`/settings/?part=${part}`);
    await page.getByRole('heading', { level: 2 }).last().waitFor();
    await settle(page);
    await shoot(page, `settings-${part}-${name}`);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways, `${part} scrolls sideways`).toBeLessThanOrEqual(0);
    expect(await seriousFindings(page), part).toEqual([]);
  }
  expect(problems.filter((problem) => !/Failed to load resource/.test(problem))).toEqual([]);
  await page.context().close();
});
