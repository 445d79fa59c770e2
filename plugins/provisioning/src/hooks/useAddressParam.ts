import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * A choice that is kept in the page's address, so that it survives a reload
 * and can be sent to somebody.
 *
 * @param name - of the parameter; others stay as they are.
 * @param usual - what is chosen when the address says nothing.
 * @internal
 */
export function useAddressParam(
  name: string,
  usual: string,
): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const choose = useCallback(
    (value: string) =>
      setParams(now => {
        const next = new URLSearchParams(now);
        if (value === usual) {
          next.delete(name);
        } else {
          next.set(name, value);
        }
        return next;
      }),
    [setParams, name, usual],
  );
  return [params.get(name) ?? usual, choose];
}
