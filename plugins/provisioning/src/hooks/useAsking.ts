import { useRef, useState } from 'react';
import { failureOf } from '../api';
import type { Failure } from '../api';

/** @internal */
export interface Asking {
  inFlight: boolean;
  /** Of the last attempt; null when there was none, or it went well. */
  failure: Failure | null;
  /** Does nothing while the last one is under way. */
  submit(work: () => Promise<void>): Promise<void>;
}

/** One change at a time, and what came of it. @internal */
export function useAsking(): Asking {
  const [inFlight, setInFlight] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  // State comes too late for two clicks in one frame.
  const busy = useRef(false);
  return {
    inFlight,
    failure,
    async submit(work) {
      if (busy.current) {
        return;
      }
      busy.current = true;
      setInFlight(true);
      setFailure(null);
      try {
        await work();
      } catch (error) {
        setFailure(failureOf(error));
      } finally {
        busy.current = false;
        setInFlight(false);
      }
    },
  };
}
