import type { Page } from 'playwright-core';
import { keepEvidence } from './evidence.mts';

/** Runs a test on a page, which is closed afterwards. */
export async function onPage(
  name: string,
  open: () => Promise<Page>,
  test: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await open();
  try {
    await test(page);
  } catch (error) {
    throw await keepEvidence(error, name, page);
  } finally {
    await page.context().close();
  }
}
