import type { ServerResponse } from 'node:http';
import { toApiError } from './apiError.mts';

/** Sends a JSON answer and ends the response. */
export function sendJson(
  response: ServerResponse,
  body: unknown,
  code = 200,
): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(code, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-cache, private',
  });
  response.end(text);
}

/** Sends a failure as a Status object, or cuts off an answer half sent. */
export function sendError(response: ServerResponse, error: unknown): void {
  const apiError = toApiError(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  sendJson(response, apiError.toStatus(), apiError.code);
}
