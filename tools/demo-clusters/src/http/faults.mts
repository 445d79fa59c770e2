import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './apiError.mts';
import { readBody } from './write.mts';
import { sendJson } from './respond.mts';

/**
 * How the server misbehaves.
 *
 * - `none`: not at all;
 * - `refuse`: every connection is cut;
 * - `hang`: requests are never answered;
 * - `error`: every answer is a 500.
 */
export type FaultMode = 'none' | 'refuse' | 'hang' | 'error';

const MODES: readonly string[] = ['none', 'refuse', 'hang', 'error'];

/** What a test can do to a server. */
export interface FaultControl {
  mode: FaultMode;
  /** Requests that are waiting for an answer that will not come. */
  hanging: number;
  /** Ends every open watch. */
  closeWatches(): void;
  /** Compacts the log up to now, so that older versions are 410 Gone. */
  compact(): void;
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Pages in a browser must not reach the switch, whatever name they use. */
function refuseBrowsers(request: IncomingMessage): void {
  const { host = '', origin } = request.headers;
  if (origin !== undefined || !LOOPBACK.test(host)) {
    throw new ApiError('Forbidden', 'the fault switch is for local tests only');
  }
}

/**
 * Serves `/demo/faults`: GET tells the mode and how many requests hang, POST changes it with a JSON body
 * like `{"mode": "hang", "closeWatches": true, "compact": true}`.
 */
export async function serveFaults(
  control: FaultControl,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  refuseBrowsers(request);
  if (request.method === 'POST') {
    const body = JSON.parse((await readBody(request)) || '{}');
    if (body.mode !== undefined && !MODES.includes(body.mode)) {
      throw new ApiError('BadRequest', `mode: one of ${MODES.join(', ')}`);
    }
    control.mode = body.mode ?? control.mode;
    if (body.compact) {
      control.compact();
    }
    if (body.closeWatches) {
      control.closeWatches();
    }
  }
  sendJson(response, { mode: control.mode, hanging: control.hanging });
}
