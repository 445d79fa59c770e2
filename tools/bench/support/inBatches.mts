/** Does something with all items, no more than `most` of them at a time. */
export async function inBatches<T>(
  most: number,
  items: T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < items.length; start += most) {
    await Promise.all(items.slice(start, start + most).map(work));
  }
}
