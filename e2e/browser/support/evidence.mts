import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../../tools/bootstrap/lib/paths.mjs';

const FOLDER = join(root, '.cache/e2e/failures');

/**
 * Keeps what the page showed when a test failed.
 *
 * @returns the error, saying where that is
 */
export async function keepEvidence(
  error: unknown,
  test: string,
  page: Page | undefined,
): Promise<unknown> {
  if (!page || page.isClosed()) {
    return error;
  }
  const base = join(FOLDER, test.replace(/[^a-z0-9]+/gi, '-'));
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({ path: `${base}.png` });
  await writeFile(
    `${base}.txt`,
    `${page.url()}\n${await page.locator('body').ariaSnapshot()}\n`,
  );
  return new Error(`${error}\nThe page at that moment: ${base}.png, .txt`, {
    cause: error,
  });
}
