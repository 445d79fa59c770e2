import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/**
 * Checks what came from outside.
 *
 * @throws InputError that names each field that is wrong, not its value.
 * @internal
 */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  what: string,
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map(issue =>
    issue.path.length > 0
      ? `${issue.path.join('.')}: ${issue.message}`
      : issue.message,
  );
  throw new InputError(`The ${what} is not valid: ${problems.join('; ')}`);
}
