/** Rows in one statement: below every limit of bind variables. @internal */
export const BATCH = 100;

/** Cuts a list into pieces of at most `size`. @internal */
export function batches<T>(items: T[], size = BATCH): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    result.push(items.slice(start, start + size));
  }
  return result;
}
