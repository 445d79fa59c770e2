import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '../../test-cluster/index.mts';
import type { Bench } from '../support/bench.mts';
import { startGeneratedClusters } from '../support/generatedClusters.mts';
import { startPortal } from '../support/portal.mts';
import { listenToSignals } from '../support/signals.mts';
import { summarise } from '../support/statistics.mts';
import { signIn } from '../support/visitor.mts';
import type { Visitor } from '../support/visitor.mts';

const CLUSTER = 'eks-bench';
const SERVICE = 'generated-00000';
const LABEL = 'bench.heal7.com/round';
const ROLLOUT = `/apis/argoproj.io/v1alpha1/namespaces/heal7-production/rollouts/${SERVICE}`;
const ENTITY = `/api/deployments/v1/entities/component/default/${SERVICE}`;
/** Longer than the backend gathers changes, so that rounds are independent. */
const BETWEEN_ROUNDS_MS = 400;

/** Milliseconds after the API server's answer to the change. */
interface Round {
  available: number;
  signalled: number;
  fetched: number;
}

/** Changes the rollout: a label of its own, which needs no controller. */
async function change(clusterUrl: string, round: string): Promise<void> {
  const answer = await fetch(`${clusterUrl}${ROLLOUT}`, {
    method: 'PATCH',
    headers: {
      authorization: 'Bearer demo-acting',
      'content-type': 'application/merge-patch+json',
    },
    body: JSON.stringify({ metadata: { labels: { [LABEL]: round } } }),
  });
  if (!answer.ok) {
    throw new Error(`The change was refused: ${await answer.text()}`);
  }
}

async function shows(visitor: Visitor, round: string): Promise<boolean> {
  const { body } = await visitor.ask(ENTITY);
  return body.items[0].state.labels[LABEL] === round;
}

/** From a change on a cluster to the client that has fetched it. */
export const latency: Bench = {
  summary: 'from a change on a cluster to the client that shows it',
  counts: 'changes (30)',
  async run({ count = 30, cleanup, progress }) {
    const [cluster] = await startGeneratedClusters(
      [CLUSTER],
      { rollouts: 200, replicaSets: 3, pods: 3 },
      cleanup,
    );
    progress('starting the backend');
    const backend = await startPortal(
      { clusters: [cluster], services: [SERVICE] },
      cleanup,
    );
    const visitor = await signIn(backend.url);
    const { body } = await visitor.ask(ENTITY);
    let heard = () => {};
    await listenToSignals(
      {
        backendUrl: backend.url,
        token: visitor.token,
        channels: body.channels,
        heard: () => heard(),
      },
      cleanup,
    );

    const measure = async (round: string): Promise<Round> => {
      const signals: number[] = [];
      let fetched: number | undefined;
      // The client: asks when it is told to, and only then.
      heard = () => {
        signals.push(performance.now());
        shows(visitor, round).then(
          fresh => {
            fetched ??= fresh ? performance.now() : undefined;
          },
          error => progress(String(error)),
        );
      };
      await change(cluster.url, round);
      const changed = performance.now();
      // The observer: asks all the time.
      const available = await waitFor(
        `change ${round}`,
        async () =>
          (await shows(visitor, round)) ? performance.now() : undefined,
        { timeout: 20_000, interval: 10 },
      );
      const done = await waitFor(`the signal of ${round}`, () => fetched, {
        timeout: 20_000,
        interval: 10,
      });
      heard = () => {};
      return {
        available: available - changed,
        signalled: signals[0] - changed,
        fetched: done - changed,
      };
    };

    await measure('warm-up');
    progress(`${count} changes`);
    const rounds: Round[] = [];
    for (let index = 0; index < count; index += 1) {
      await delay(BETWEEN_ROUNDS_MS);
      rounds.push(await measure(String(index)));
    }
    const row = (what: string, pick: (round: Round) => number) => {
      const { samples, p50, p95, max } = summarise(rounds.map(pick));
      const ms = { 'p50 ms': p50, 'p95 ms': p95, 'max ms': max };
      return { 'after the change': what, changes: samples, ...ms };
    };
    return {
      title: 'A change of one rollout among 200, until it can be seen',
      rows: [
        row('available over HTTP', ({ available }) => available),
        row('the signal is received', ({ signalled }) => signalled),
        row('fetched because of it', ({ fetched }) => fetched),
      ],
      notes: [
        'the target is 1000 ms',
        'the page waits up to 200 ms more before it fetches, at random, so ' +
          'that not all open pages ask at once',
      ],
    };
  },
};
