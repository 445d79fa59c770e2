import { useEffect } from 'react';

/**
 * Gives an answer that nobody has given yet. Asked anew after every render:
 * when two fields of a page answer at once, the form keeps only one of them.
 *
 * @param initial - undefined while there is nothing to fill in
 */
export function useFilled<T>(
  answer: T | undefined,
  initial: T | undefined,
  onChange: (answer: T) => void,
) {
  useEffect(() => {
    if (answer === undefined && initial !== undefined) {
      onChange(initial);
    }
  });
}
