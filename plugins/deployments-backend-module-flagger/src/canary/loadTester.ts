import type { CanaryWebhook } from './CanaryData';

/** A gate of Flagger's load tester, reached as a Service. */
export interface LoadTesterGate {
  namespace: string;
  service: string;
  port: string;
  /** `gate` for approvals, `rollback` for the way back. */
  path: 'gate' | 'rollback';
}

const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * The gate that a hook asks; null when it asks something else, which cannot be
 * opened from here.
 *
 * The load tester opens by `/gate/open` what it answers `/gate/check` by, and
 * by `/rollback/open` what it answers `/rollback/check` by. Its Service has to
 * be named with its namespace: a short name means the namespace of Flagger,
 * which nothing tells. Other addresses, TLS and sign-in do not go through the
 * API server's proxy.
 */
export function gateOf({ url }: CanaryWebhook): LoadTesterGate | null {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  const { protocol, hostname, port, pathname, search, username } = parsed;
  const path = /^\/(gate|rollback)\/check$/.exec(pathname)?.[1];
  const [service = '', namespace = '', svc = 'svc'] = hostname.split('.');
  const named = LABEL.test(service) && LABEL.test(namespace) && svc === 'svc';
  return protocol === 'http:' && path && named && !search && !username
    ? {
        namespace,
        service,
        port: port || '80',
        path: path as LoadTesterGate['path'],
      }
    : null;
}
