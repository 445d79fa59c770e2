// Waits until the rollout of this service has ended, and fails with its reason.
// Needs kubectl and a kubeconfig that leads to the cluster.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { verdict } from './verdict.ts';

const field = (name: string, file: string) => {
  const value = new RegExp(`^${name}: *(\\S+)`, 'm').exec(
    readFileSync(file, 'utf8'),
  )?.[1];
  if (!value) throw new Error(`${file} has no ${name}`);
  return value;
};

const name = field('name', 'deploy/values.yaml');
const namespace = field('namespace', 'deploy/chart.yaml');
const minutes = Number(process.env.ROLLOUT_TIMEOUT_MINUTES || 80);
const end = Date.now() + minutes * 60_000;

let said = '';
for (;;) {
  const json = execFileSync(
    'kubectl',
    ['get', 'rollout', name, '--namespace', namespace, '--output', 'json'],
    { encoding: 'utf8' },
  );
  const { state, reason } = verdict(JSON.parse(json));
  if (reason !== said) console.log(reason);
  said = reason;
  if (state === 'good') break;
  if (state === 'bad') {
    console.log(`::error title=${name} was not rolled out::${reason}`);
    process.exit(1);
  }
  if (Date.now() > end) {
    console.log(`::error title=${name} is not rolled out yet::${reason}`);
    process.exit(1);
  }
  await delay(5_000);
}
