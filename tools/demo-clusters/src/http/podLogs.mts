import type { Clock } from '../clock/clock.mts';
import type { KubeObject } from '../kubeObject.mts';

const LINES = 12;
const PATHS = ['/', '/health', '/ready', '/api/v1/fortune', '/api/v1/chart'];

/** Whole number that depends on nothing but the text. */
function hash(text: string): number {
  let value = 2166136261;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16777619);
  }
  return value >>> 0;
}

/** A few structured log lines for a pod, oldest first. */
export function podLog(pod: KubeObject, clock: Clock, tail = LINES): string {
  const service = pod.metadata.labels?.['app.kubernetes.io/name'] ?? 'app';
  const version = pod.metadata.labels?.['app.kubernetes.io/version'] ?? '';
  const count = Math.max(0, Math.min(tail, LINES));
  return Array.from({ length: count }, (_, index) => {
    const age = count - index;
    const seed = hash(`${pod.metadata.name}/${age}`);
    return `${JSON.stringify({
      time: new Date(clock.now() - age * 1_700).toISOString(),
      level: seed % 23 === 0 ? 'warn' : 'info',
      service,
      version,
      pod: pod.metadata.name,
      msg: 'request',
      method: 'GET',
      path: PATHS[seed % PATHS.length],
      status: seed % 23 === 0 ? 429 : 200,
      duration_ms: 3 + (seed % 180),
    })}\n`;
  }).join('');
}
