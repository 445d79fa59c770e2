// @ts-check
import { get } from 'node:http';

/**
 * Asks a local server once.
 *
 * @param {number} port
 * @param {string} path
 * @returns {Promise<boolean>} whether it answered with success
 * @internal
 */
export async function isServing(port, path) {
  // "localhost" may be either, and only one of them may be listened on.
  const results = await Promise.all(
    ['127.0.0.1', '::1'].map(host => succeeds(host, port, path)),
  );
  return results.includes(true);
}

/**
 * @param {string} host
 * @param {number} port
 * @param {string} path
 * @returns {Promise<boolean>}
 */
function succeeds(host, port, path) {
  return new Promise(resolve => {
    const request = get(
      { host, port, path, timeout: 5_000, headers: { host: 'localhost' } },
      response => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}
