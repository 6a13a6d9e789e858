import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const executablePath = process.env.THETA_CHROMIUM ?? '/usr/bin/chromium';
const screens = new URL('../../../build/screens/', import.meta.url).pathname;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

export interface Look {
  language?: 'en' | 'zh';
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

export interface Visit {
  page: Page;
  problems: string[]; // what the browser complained about
}

/** A page in a context of its own, which remembers every complaint of the browser. */
export async function visit(browser: Browser, url: string, look: Look = {}): Promise<Visit> {
  const options: BrowserContextOptions = {
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    locale: look.language === 'zh' ? 'zh-CN' : 'en-US',
    colorScheme: look.theme ?? 'light',
    reducedMotion: 'reduce',
    baseURL: url,
  };
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} ${message.location().url}`);
  });
  return { page, problems };
}

/** Waits until nothing is being loaded any more, as a reader would. */
export async function settle(page: Page) {
  await page.waitForLoadState('load');
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null, undefined, {
    timeout: 30_000,
  });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

export async function shoot(page: Page, name: string) {
  mkdirSync(screens, { recursive: true });
  await page.screenshot({ path: `${screens}${name}.png` });
}

interface Finding {
  id: string;
  impact: string | null;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** What axe finds of serious or critical impact. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }).axe;
    return (await axe.run()).violations;
  });
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}
