import type { GateType } from './gates';

/**
 * What one of Flagger's events says. There is nothing but text to tell: every
 * event has the reason `Synced`. What is not understood is null, and the text
 * itself is always shown.
 */
export type Saying =
  | { says: 'began' }
  | { says: 'advanced' }
  | {
      says: 'metric-failed';
      metric: string;
      value: string;
      /** How the value stands to the limit. */
      operator: '<' | '>';
      limit: string;
    }
  | { says: 'metric-error'; metric: string }
  | { says: 'gate'; gate: GateType; hook: string }
  | { says: 'hook-failed'; hook: string; message: string }
  | { says: 'not-ready'; message: string }
  | { says: 'rolled-back'; because: 'checks' | 'deadline' | 'hook' };

type Reader = [pattern: RegExp, read: (groups: string[]) => Saying];

/** How Flagger calls its own two metrics in events. */
const SPOKEN = new Map([
  ['success rate', 'request-success-rate'],
  ['request duration', 'request-duration'],
]);

const gate =
  (type: GateType) =>
  ([hook]: string[]): Saying => ({ says: 'gate', gate: type, hook });

const rolledBack = (because: 'checks' | 'deadline' | 'hook') => (): Saying => ({
  says: 'rolled-back',
  because,
});

const metricError = ([metric]: string[]): Saying => ({
  says: 'metric-error',
  metric,
});

// Texts of pkg/controller/scheduler*.go of Flagger 1.36.1, in the order in
// which they have to be tried. `\S+` is `name.namespace`.
const READERS: Reader[] = [
  [/^New revision detected! /, () => ({ says: 'began' })],
  [/^Advance \S+ (?:canary|primary) /, () => ({ says: 'advanced' })],
  [/^Halt \S+ advancement waiting for approval (.*)$/, gate('confirm-rollout')],
  [
    /^Halt \S+ advancement waiting for promotion approval (.*)$/,
    gate('confirm-promotion'),
  ],
  [
    /^Halt \S+ advancement waiting for traffic increase approval (.*)$/,
    gate('confirm-traffic-increase'),
  ],
  [
    /^Halt \S+ advancement (?:external|pre-rollout) check (.*?) failed (.*)$/s,
    ([hook, message]) => ({ says: 'hook-failed', hook, message }),
  ],
  [
    /^Halt \S+ advancement (.+) (\S+) ([<>]) (\S+)$/,
    ([spoken, value, operator, limit]) => ({
      says: 'metric-failed',
      metric: SPOKEN.get(spoken) ?? spoken,
      value,
      operator: operator as '<' | '>',
      limit,
    }),
  ],
  [
    /^Halt advancement no values found for \S+ metric (\S+) probably /,
    metricError,
  ],
  [
    /^Halt advancement no values found for (?:custom )?metric: ([^:]+)/,
    metricError,
  ],
  [/^(?:Prometheus|Metric) query failed for ([^:]+): /, metricError],
  [/^(?:Prometheus|Metric) query failed/, () => metricError([''])],
  [/^Metric template (\S+) /, metricError],
  [
    /^(?:canary deployment )?\S+ not ready: (.*)$/s,
    ([message]) => ({ says: 'not-ready', message }),
  ],
  [/^Rolling back \S+ failed checks threshold reached /, rolledBack('checks')],
  [/^Rolling back \S+ progress deadline exceeded /, rolledBack('deadline')],
  [/^Rolling back \S+ manual webhook invoked$/, rolledBack('hook')],
];

// Kubernetes' event client sums up events that are alike, and all of Flagger's
// are, by their reason.
const COMBINED = '(combined from similar events): ';

/** The text of an event, without what the event client put before it. */
export const textOf = (message: string) =>
  message.startsWith(COMBINED) ? message.slice(COMBINED.length) : message;

/** What an event says; null when it is none that matters here. */
export function readEvent(message: string): Saying | null {
  const text = textOf(message);
  for (const [pattern, read] of READERS) {
    const found = pattern.exec(text);
    if (found) {
      return read(found.slice(1));
    }
  }
  return null;
}
