import type { Page } from 'playwright-core';
import {
  launchBrowser,
  signIn,
} from '../../../../e2e/browser/support/browser.mts';
import type { Cleanup } from '../../support/cleanup.mts';
import type { Row } from '../../support/report.mts';
import { summarise } from '../../support/statistics.mts';
import { row } from './row.mts';

const TIMES = 7;
const SOUGHT = 'generated-00777';

const rows = (page: Page, text: string) =>
  page
    .getByRole('grid', { name: 'All rollouts' })
    .getByRole('row')
    .filter({ hasText: text });

/** Milliseconds until something that is begun here has come about. */
async function timed(
  begin: () => Promise<unknown>,
  done: () => Promise<unknown>,
): Promise<number> {
  const from = performance.now();
  await begin();
  await done();
  return performance.now() - from;
}

/**
 * The fleet page as people wait for it, in Chromium, with the production
 * bundle: until the first rows are there and the count says how many.
 */
export async function measureFleetPage(
  url: string,
  total: number,
  cleanup: Cleanup,
): Promise<Row[]> {
  const browser = await launchBrowser();
  cleanup.add(() => browser.close());
  const page = await signIn(browser, url);
  // With or without a separator, as the language has it.
  const counted = total.toLocaleString('en').replace(',', ',?');
  const shown = async () => {
    await rows(page, 'generated-').first().waitFor();
    await page.getByText(new RegExp(`of ${counted} rollouts`)).waitFor();
  };
  const times: Record<string, number[]> = { loaded: [], opened: [], found: [] };
  // The first fills the browser's cache, as somebody's first visit of a day.
  for (let turn = 0; turn <= TIMES; turn += 1) {
    const loaded = await timed(
      () => page.goto('/deployments', { waitUntil: 'commit' }),
      shown,
    );
    // Far down the table: none of the rows that are there already.
    const found = await timed(
      () => page.getByRole('searchbox', { name: 'Search' }).fill(SOUGHT),
      () => rows(page, SOUGHT).first().waitFor(),
    );
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.waitForURL(/\/home$/);
    const opened = await timed(
      () =>
        page.getByRole('link', { name: 'Deployments', exact: true }).click(),
      shown,
    );
    if (turn > 0) {
      times.loaded.push(loaded);
      times.opened.push(opened);
      times.found.push(found);
    }
  }
  await browser.close();
  const what = `${total} rollouts in the browser`;
  return [
    ['the page loaded, ms', times.loaded],
    ['opened from another page, ms', times.opened],
    ['a text searched, ms', times.found],
  ].map(([figure, samples]) => {
    const { p50, p95 } = summarise(samples as number[]);
    return row(what, figure as string, p50, p95);
  });
}
