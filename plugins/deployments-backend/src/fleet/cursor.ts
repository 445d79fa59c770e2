import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Values of the columns sorted by, of the last row of a page. @internal */
export type CursorKey = (string | number)[];

const schema = z.tuple([
  z.string(),
  z.array(z.union([z.string().max(1000), z.number().finite()])).max(8),
]);

/** Binds a cursor to what it was made for. */
const bindingOf = (purpose: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(purpose))
    .digest('base64url')
    .slice(0, 16);

/**
 * Writes a place in an order as opaque text.
 *
 * @param purpose - filters and order; the cursor is good for nothing else
 * @internal
 */
export const encodeCursor = (purpose: unknown, key: CursorKey): string =>
  Buffer.from(JSON.stringify([bindingOf(purpose), key])).toString('base64url');

/**
 * @param types - what the key's values have to be
 * @throws InputError when it is no cursor for this purpose.
 * @internal
 */
export function decodeCursor(
  purpose: unknown,
  text: string,
  types: ('string' | 'number')[],
): CursorKey {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    // Reported below.
  }
  const read = schema.safeParse(value);
  const fits =
    read.success &&
    read.data[0] === bindingOf(purpose) &&
    read.data[1].length === types.length &&
    read.data[1].every((part, index) => typeof part === types[index]);
  if (!fits) {
    throw new InputError(
      'The cursor belongs to other filters or another order; read from the first page again',
    );
  }
  return read.data[1];
}
