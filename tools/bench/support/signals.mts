import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '../../test-cluster/index.mts';
import type { Cleanup } from './cleanup.mts';

/** How long the page waits for a connection before it tries another. */
const CONNECT_TIMEOUT_MS = 1_000;

async function open(url: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(url, token);
  const opened = await Promise.race([
    once(socket, 'open').then(() => true),
    once(socket, 'error').then(() => false),
    delay(CONNECT_TIMEOUT_MS, false),
  ]);
  if (!opened) {
    socket.close();
    throw new Error(`${url} did not take the WebSocket`);
  }
  return socket;
}

/**
 * Subscribes to signal channels as the portal's page does.
 *
 * @param backendUrl - e.g. `http://localhost:7007`
 * @param heard - called for each message of one of the channels
 */
export async function listenToSignals(
  options: {
    backendUrl: string;
    token: string;
    channels: string[];
    heard: () => void;
  },
  cleanup: Cleanup,
): Promise<void> {
  const { backendUrl, token, channels, heard } = options;
  const url = `${backendUrl.replace(/^http/, 'ws')}/api/signals`;
  // The signals backend listens for upgrades only once it has seen the first
  // request for one, and that first one stays without an answer for long.
  const socket = await waitFor('the signals', () => open(url, token));
  cleanup.add(() => socket.close());
  socket.addEventListener('message', ({ data }) => {
    if (channels.includes(JSON.parse(String(data)).channel)) {
      heard();
    }
  });
  for (const channel of channels) {
    socket.send(JSON.stringify({ action: 'subscribe', channel }));
  }
}
