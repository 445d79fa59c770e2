import { waitFor } from '../../test-cluster/index.mts';
import type { Bench } from '../support/bench.mts';
import { answers, startEmbedded, TEMPLATE } from '../support/embedded.mts';
import { summarise } from '../support/statistics.mts';

const ENDED = ['completed', 'failed'];

/** From the wizard's last button to the repository and the catalog's entity. */
export const create: Bench = {
  summary: 'from the wizard to a repository and an entity in the catalog',
  counts: 'services (10), after one that does not count',
  async run({ count = 10, cleanup, progress }) {
    progress('starting the backend');
    const backend = await startEmbedded(cleanup);

    const measure = async (name: string): Promise<number> => {
      const began = performance.now();
      const { status, body } = await backend.post<{ id: string }>(
        '/api/scaffolder/v2/tasks',
        { templateRef: TEMPLATE, values: answers(name) },
      );
      if (status !== 201) {
        throw new Error(`The task was refused: ${JSON.stringify(body)}`);
      }
      const end = await waitFor(
        `the service ${name}`,
        async () => {
          const task = await backend.get<{ status: string }>(
            `/api/scaffolder/v2/tasks/${body.id}`,
          );
          return ENDED.includes(task.body.status)
            ? task.body.status
            : undefined;
        },
        { timeout: 60_000, interval: 50 },
      );
      const elapsed = performance.now() - began;
      const entity = await backend.get(
        `/api/catalog/entities/by-name/component/default/${name}`,
      );
      if (end !== 'completed' || entity.status !== 200) {
        const events = await backend.get<object[]>(
          `/api/scaffolder/v2/tasks/${body.id}/events`,
        );
        throw new Error(`${name}: ${JSON.stringify(events.body.at(-1))}`);
      }
      return elapsed / 1000;
    };

    await measure('bench-warm-up');
    progress(`${count} services`);
    const seconds: number[] = [];
    for (let index = 0; index < count; index += 1) {
      seconds.push(await measure(`bench-service-${index}`));
    }
    const { samples, p50, p95, max } = summarise(seconds);
    return {
      title: 'A service, from the wizard to repository and catalog',
      rows: [
        {
          template: TEMPLATE,
          services: samples,
          'median s': p50,
          'p95 s': p95,
          'max s': max,
        },
      ],
      notes: ['the target is a median of 5 s'],
    };
  },
};
