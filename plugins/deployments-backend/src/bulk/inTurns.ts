/**
 * Does something with each item, those of one lane at most so many at a time,
 * and answers in the order of the items.
 *
 * @internal
 */
export async function inTurns<T, R>(
  items: T[],
  laneOf: (item: T) => string,
  atOnce: number,
  run: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const lanes = new Map<string, number[]>();
  items.forEach((item, index) => {
    const lane = laneOf(item);
    lanes.set(lane, [...(lanes.get(lane) ?? []), index]);
  });
  await Promise.all(
    [...lanes.values()].flatMap(lane => {
      const waiting = lane.values();
      return Array.from({ length: atOnce }, async () => {
        for (const index of waiting) {
          results[index] = await run(items[index]);
        }
      });
    }),
  );
  return results;
}
