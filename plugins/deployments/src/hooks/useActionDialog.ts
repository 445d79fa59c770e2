import { useRef, useState } from 'react';
import { differingBasisFields } from '@heal7/backstage-plugin-deployments-common';
import type {
  DecisionBasis,
  DeploymentAction,
  DeploymentState,
  DeploymentView,
  RollbackPreview,
} from '@heal7/backstage-plugin-deployments-common';
import { failureOf } from '../api';
import type { Failure } from '../api';
import { targetOf } from '../model/replaceState';
import { rollbackChoices } from '../model/revisions';
import { useDeploymentActions } from './deploymentActions';
import { useLoaded } from './useLoaded';
import type { Loaded } from './useLoaded';

/** The rollout had moved on; `fields` are those of the basis that differ. @internal */
export interface MovedOn {
  state: DeploymentState;
  fields: string[];
  message: string;
}

/** @internal */
export interface ActionDialogModel {
  /** What the person decides on; does not move while the dialog is open. */
  shown: DeploymentState;
  revisionHash: string | undefined;
  chooseRevision(hash: string): void;
  /** What a rollback would change; asked for by rollbacks only. */
  preview: Loaded<RollbackPreview>;
  /** It is chosen to do without the preview, which could not be had. */
  withoutPreview: boolean;
  setWithoutPreview(chosen: boolean): void;
  reason: string;
  setReason(reason: string): void;
  /** It was submitted without the reason that is needed. */
  reasonMissing: boolean;
  /** False while it is not known what would be done, or nothing would. */
  ready: boolean;
  inFlight: boolean;
  failure: Failure | null;
  movedOn: MovedOn | null;
  /** Looks at the fresh state instead of the old one. */
  reviewAgain(): void;
  submit(): Promise<void>;
}

const rollbackDefault = (action: DeploymentAction, state: DeploymentState) =>
  action === 'rollback' ? rollbackChoices(state)[0]?.hash : undefined;

/**
 * One confirmation: from what was seen when it was opened to what came of it.
 *
 * @param onDone - called once, after the action has been carried out.
 * @internal
 */
export function useActionDialog(
  action: DeploymentAction,
  view: DeploymentView,
  onDone: (state: DeploymentState) => void,
): ActionDialogModel {
  const { act, applyState, previewRollback } = useDeploymentActions();
  const [shown, setShown] = useState(view.state);
  const [revisionHash, chooseRevision] = useState(() =>
    rollbackDefault(action, view.state),
  );
  const target = targetOf(shown);
  const previewKey = revisionHash
    ? JSON.stringify([target, revisionHash, shown.basis])
    : null;
  const preview = useLoaded(previewKey, signal =>
    previewRollback({ target, revisionHash: revisionHash! }, signal),
  );
  // Holds for what was chosen, not for the next revision or state.
  const [blindFor, setBlindFor] = useState<string | null>(null);
  const withoutPreview =
    preview.failure !== null && previewKey !== null && blindFor === previewKey;
  const [reason, setReason] = useState('');
  const [reasonMissing, setReasonMissing] = useState(false);
  const [inFlight, setInFlight] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [conflict, setConflict] = useState<MovedOn | null>(null);
  // State comes too late for two clicks in one frame.
  const busy = useRef(false);

  // After a conflict the page may lag behind what the action answered with:
  // what was left behind once is no news.
  const [past, setPast] = useState<DecisionBasis[]>([]);
  const isPast = past.some(
    basis => differingBasisFields(basis, view.state.basis).length === 0,
  );
  const liveFields = isPast
    ? []
    : differingBasisFields(shown.basis, view.state.basis);
  const movedOn =
    conflict ??
    (liveFields.length > 0 && !inFlight
      ? { state: view.state, fields: liveFields, message: '' }
      : null);

  return {
    shown,
    revisionHash,
    chooseRevision,
    preview,
    withoutPreview,
    setWithoutPreview: chosen => setBlindFor(chosen ? previewKey : null),
    reason,
    setReason(text) {
      setReason(text);
      setReasonMissing(false);
    },
    reasonMissing,
    // A difference that cannot be had must not stand in the way of whoever
    // repairs an outage, but nobody does without it by accident.
    ready:
      !revisionHash ||
      withoutPreview ||
      (preview.value !== null && preview.value.lines.length > 0),
    inFlight,
    failure,
    movedOn,
    reviewAgain() {
      const fresh = movedOn?.state ?? view.state;
      setPast(before => [...before, shown.basis]);
      setShown(fresh);
      chooseRevision(rollbackDefault(action, fresh));
      setConflict(null);
      setFailure(null);
    },
    async submit() {
      if (busy.current) {
        return;
      }
      if (view.access.reasonRequired && !reason.trim()) {
        setReasonMissing(true);
        return;
      }
      busy.current = true;
      setInFlight(true);
      setFailure(null);
      try {
        const result = await act({
          target,
          action,
          // What was shown last: a preview is newer than the page.
          basis: preview.value?.basis ?? shown.basis,
          ...(revisionHash ? { revisionHash } : {}),
          ...(reason.trim() ? { reason: reason.trim() } : {}),
        });
        applyState(result.state);
        if (result.outcome === 'done') {
          onDone(result.state);
        } else {
          const { fields, message } = result.conflict;
          setConflict({ state: result.state, fields, message });
        }
      } catch (error) {
        setFailure(failureOf(error));
      } finally {
        busy.current = false;
        setInFlight(false);
      }
    },
  };
}
