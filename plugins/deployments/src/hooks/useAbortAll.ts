import { useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type {
  AbortCandidate,
  SystemAbortOutcome,
  SystemAbortPreview,
  SystemAbortRequest,
} from '@heal7/backstage-plugin-deployments-common';
import { deploymentsApiRef, failureOf } from '../api';
import type { Failure } from '../api';
import { useLoaded } from './useLoaded';
import type { Loaded } from './useLoaded';

/** @internal */
export interface AbortAllModel {
  /** Name of the system, as it has to be typed. */
  system: string;
  preview: Loaded<SystemAbortPreview>;
  abortable: AbortCandidate[];
  refused: AbortCandidate[];
  confirmation: string;
  setConfirmation(text: string): void;
  reason: string;
  setReason(text: string): void;
  /** What it was submitted without. */
  missing: 'confirmation' | 'reason' | null;
  inFlight: boolean;
  /** What has been asked to be aborted; null before. */
  asked: SystemAbortRequest['targets'] | null;
  outcomes: SystemAbortOutcome[] | null;
  failure: Failure | null;
  submit(): Promise<void>;
  /** Begins again with a fresh preview. */
  lookAgain(): void;
}

/**
 * One abort of a system, from what would be done to what came of it.
 *
 * @param systemRef - full entity reference.
 * @internal
 */
export function useAbortAll(systemRef: string): AbortAllModel {
  const api = useApi(deploymentsApiRef);
  const ref = parseEntityRef(systemRef);
  const [round, setRound] = useState(0);
  // Not asked again while it is decided on: what is confirmed is what is seen.
  const preview = useLoaded(JSON.stringify([systemRef, round]), signal =>
    api.getSystemAbortPreview(ref, { signal }),
  );
  const [confirmation, setConfirmation] = useState('');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<AbortAllModel['missing']>(null);
  const [inFlight, setInFlight] = useState(false);
  const [asked, setAsked] = useState<AbortAllModel['asked']>(null);
  const [outcomes, setOutcomes] = useState<SystemAbortOutcome[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  // State comes too late for two clicks in one frame.
  const busy = useRef(false);
  const items = preview.value?.items ?? [];
  const abortable = items.filter(({ refusal }) => refusal === null);

  return {
    system: ref.name,
    preview,
    abortable,
    refused: items.filter(({ refusal }) => refusal !== null),
    confirmation,
    setConfirmation(text) {
      setConfirmation(text);
      setMissing(null);
    },
    reason,
    setReason(text) {
      setReason(text);
      setMissing(null);
    },
    missing,
    inFlight,
    asked,
    outcomes,
    failure,
    async submit() {
      if (busy.current || abortable.length === 0) {
        return;
      }
      if (confirmation.trim() !== ref.name) {
        setMissing('confirmation');
        return;
      }
      if (!reason.trim()) {
        setMissing('reason');
        return;
      }
      const targets = abortable.map(({ target, entityRef, basis }) => ({
        target,
        entityRef,
        basis,
      }));
      busy.current = true;
      setInFlight(true);
      setAsked(targets);
      try {
        const result = await api.abortSystem(ref, {
          confirmation: confirmation.trim(),
          reason: reason.trim(),
          targets,
        });
        setOutcomes(result.items);
      } catch (error) {
        setFailure(failureOf(error));
      } finally {
        busy.current = false;
        setInFlight(false);
      }
    },
    lookAgain() {
      setRound(before => before + 1);
      setConfirmation('');
      setAsked(null);
      setOutcomes(null);
      setFailure(null);
    },
  };
}
