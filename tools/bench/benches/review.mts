import type { Bench } from '../support/bench.mts';
import { answers, startEmbedded, TEMPLATE } from '../support/embedded.mts';
import { summarise } from '../support/statistics.mts';

/** From asking for the wizard's review to its last byte. */
export const review: Bench = {
  summary: "the wizard's review: a dry run of a template, over HTTP",
  counts: 'reviews (10), after one that does not count',
  async run({ count = 10, cleanup, progress }) {
    progress('starting the backend');
    const backend = await startEmbedded(cleanup);
    let files = 0;

    const measure = async (name: string): Promise<number> => {
      const began = performance.now();
      const { status, body } = await backend.post<{ files: object[] }>(
        '/api/scaffolder/heal7/review',
        { templateRef: TEMPLATE, values: answers(name) },
      );
      const elapsed = performance.now() - began;
      if (status !== 200) {
        throw new Error(`The review was refused: ${JSON.stringify(body)}`);
      }
      files = body.files.length;
      return elapsed;
    };

    await measure('bench-warm-up');
    progress(`${count} reviews`);
    const times: number[] = [];
    for (let index = 0; index < count; index += 1) {
      times.push(await measure(`bench-service-${index}`));
    }
    const { samples, p50, p95, max } = summarise(times);
    return {
      title: 'A review, from the question to the last byte',
      rows: [
        {
          template: TEMPLATE,
          files,
          reviews: samples,
          'median ms': p50,
          'p95 ms': p95,
          'max ms': max,
        },
      ],
      notes: ['the target is a median of 1500 ms'],
    };
  },
};
