import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Milliseconds that anything on a page may take to appear. */
const PATIENCE = 30_000;

/** Starts Chromium: the system's, or the one that CHROMIUM_PATH names. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Who may come in, by the button of their card on the sign-in page. */
const BUTTONS = { guest: 'Enter', colleague: 'Sign In' };

/** A page of its own, signed in, on the portal's first page. */
export async function signIn(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  as: keyof typeof BUTTONS = 'guest',
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-US',
    baseURL: url,
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await page.goto('/');
  const enter = page.getByRole('button', { name: BUTTONS[as] });
  await enter.click();
  await enter.waitFor({ state: 'hidden' });
  await page.locator('nav').first().waitFor({ state: 'attached' });
  return page;
}
