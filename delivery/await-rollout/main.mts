// The action's entry: reads its inputs, waits, and says how it ended.
import { setTimeout as delay } from 'node:timers/promises';
import {
  annotate,
  input,
  log,
  oneLine,
  required,
  setOutput,
  summarize,
} from '../lib/workflow.mts';
import { githubToken } from './github-token.mts';
import { DeploymentsClient, pageOf, parseEntity } from './portal.mts';
import { waitForVerdict } from './wait.mts';

const EXIT = { good: 0, bad: 1, timeout: 1, person: 3 };

const seconds = (name: string, unset: number) => {
  const text = input(name) || String(unset);
  const value = Number(text);
  if (!(value > 0)) {
    throw new Error(`The input '${name}' is '${text}': write a number above 0`);
  }
  return value * 1000;
};

async function main(): Promise<number> {
  const portal = required('portal-url');
  const entity = parseEntity(required('entity'));
  const cluster = required('cluster');
  const digest = required('digest');
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) {
    throw new Error(
      `The input 'digest' is '${digest}': it is no sha256 digest`,
    );
  }
  const onPerson = input('on-pause') || 'wait';
  if (onPerson !== 'wait' && onPerson !== 'stop') {
    throw new Error(
      `The input 'on-pause' is '${onPerson}': write wait or stop`,
    );
  }
  const page = pageOf(portal, entity);
  setOutput('url', page);
  log(`waiting for ${digest} on ${cluster}: ${page}`);

  const client = new DeploymentsClient(
    portal,
    entity,
    githubToken(input('audience') || portal, process.env),
  );
  const { result, reason } = await waitForVerdict(
    () => client.ask(),
    { cluster, digest, namespace: input('namespace'), name: input('name') },
    {
      timeoutMs: seconds('timeout-seconds', 80 * 60),
      appearMs: seconds('appear-seconds', 15 * 60),
      pollMs: seconds('poll-seconds', 5),
      onPerson,
    },
    { now: Date.now, sleep: delay, random: Math.random },
    log,
  );
  setOutput('result', result);
  setOutput('reason', reason);
  const title = `${entity.name} on ${cluster}`;
  const line = { good: 'is rolled out', bad: 'was not rolled out' }[
    result as 'good'
  ];
  summarize(
    `**${title}** ${line ?? 'is not rolled out yet'}: ${plain(
      reason,
    )} ([portal](${page}))`,
  );
  if (result !== 'good') {
    annotate(
      'error',
      `${title} ${line ?? 'is not rolled out yet'}`,
      `${reason} - ${page}`,
    );
  }
  return EXIT[result];
}

/** Words of a cluster, for a page that reads Markdown. */
const plain = (text: string) =>
  oneLine(text).replace(/[\\`*_[\]<>|!#]/g, '\\$&');

try {
  process.exitCode = await main();
} catch (error) {
  annotate('error', 'The verdict cannot be had', (error as Error).message);
  process.exitCode = 1;
}
