import type { ClusterResponse } from './ClusterTransport';

/**
 * Reads a body to its end.
 *
 * @throws RangeError when it is longer than `maxBytes`.
 * @internal
 */
export async function readBody(
  response: ClusterResponse,
  maxBytes: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > maxBytes) {
      response.body.destroy();
      throw new RangeError(`The answer is longer than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * The message of a Kubernetes `Status` object, or the text itself when it is
 * none, shortened.
 *
 * @internal
 */
export function statusMessage(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    if (typeof message === 'string') {
      return message;
    }
  } catch {
    // Proxies in front of API servers answer in HTML or plain text.
  }
  return text.slice(0, 200);
}
