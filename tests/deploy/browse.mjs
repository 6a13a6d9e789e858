// A person with a browser at the shipped deployment: node browse.mjs URL EMAIL PASSWORD DATASET MODEL
//
// Signs in, looks at pages that have data, and tries to have a script run that no page names. Prints what it saw as JSON.
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../web/package.json', import.meta.url))('playwright-core');
const [url, email, password, dataset, model] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.THETA_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
try {
  const context = await browser.newContext({ baseURL: url, locale: 'en-US', ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // Whether somebody is signed in, is found out by asking.
    if (message.type() === 'error' && !/status of 401/.test(message.text())) complaints.push(message.text());
  });
  await page.goto('/');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((at) => at.pathname === '/');
  const cookies = await context.cookies();
  const titles = [];
  for (const path of ['/', `/dataset/?id=${dataset}`, `/model/?id=${model}`, '/jobs/']) {
    await page.goto(path);
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    await page.getByRole('main').waitFor();
    await page.waitForFunction(() => document.title !== '');
    titles.push(await page.title());
  }
  const quiet = complaints.length;
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.foreign = true';
    document.head.append(script);
  });
  const foreign = await page.evaluate(() => window.foreign === true);
  console.log(JSON.stringify({ titles, cookies, foreign, complaints: complaints.slice(0, quiet) }));
} finally {
  await browser.close();
}
