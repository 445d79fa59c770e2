/**
 * Runs jobs side by side, as many at a time as there are slots, in order. A
 * job that wants to be alone waits until nothing runs and holds up the rest.
 *
 * @param jobs - what to run
 * @param slots - at least 1
 * @returns the results in the order of the jobs
 * @internal
 */
export async function schedule<T>(
  jobs: Array<{ alone: boolean; run: () => Promise<T> }>,
  slots: number,
): Promise<T[]> {
  const results: T[] = new Array(jobs.length);
  const sharing = jobs.map((_, index) => index).filter(i => !jobs[i].alone);
  const solitary = jobs.map((_, index) => index).filter(i => jobs[i].alone);
  const work = async (queue: number[]) => {
    for (
      let index = queue.shift();
      index !== undefined;
      index = queue.shift()
    ) {
      results[index] = await jobs[index].run();
    }
  };
  await Promise.all(Array.from({ length: slots }, () => work(sharing)));
  await work(solitary);
  return results;
}
