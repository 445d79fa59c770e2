import type { LogPage } from '@heal7/backstage-plugin-provisioning-common';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A terminal would obey them; a log is data. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

async function* textOf(
  page: (after: number) => Promise<LogPage>,
): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const { lines, next } = await page(after);
    if (lines.length === 0) {
      return;
    }
    yield lines
      .map(({ at, text }) => `${at} ${text.replace(CONTROLS, '')}\n`)
      .join('');
    after = next;
  }
}

/**
 * Sends a log for keeping, page by page: it may be larger than the memory.
 *
 * @param name - of the file; letters, digits and hyphens
 * @internal
 */
export async function sendLogAsText(
  response: Response,
  log: { name: string; page(after: number): Promise<LogPage> },
): Promise<void> {
  response.type('text/plain; charset=utf-8');
  response.set('Cache-Control', 'private, no-store');
  response.set('X-Content-Type-Options', 'nosniff');
  response.set('Content-Disposition', `attachment; filename="${log.name}.log"`);
  try {
    await pipeline(Readable.from(textOf(log.page)), response);
  } catch (error) {
    // Whoever asked is gone; there is nobody to tell.
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') {
      throw error;
    }
  }
}
