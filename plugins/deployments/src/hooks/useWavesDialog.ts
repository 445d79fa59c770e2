import { useRef, useState } from 'react';
import { differingBasisFields } from '@heal7/backstage-plugin-deployments-common';
import type {
  WaveAction,
  WavePlan,
  WavePlanRequest,
} from '@heal7/backstage-plugin-deployments-common';
import { failureOf } from '../api';
import type { Failure } from '../api';
import { moveTarget } from '../model/waveDraft';
import type { Direction, WaveDraft } from '../model/waveDraft';
import {
  defaultWaves,
  MAX_HEALTHY_MINUTES,
  planRequest,
  WAVE_ACTIONS,
  waveObstacle,
} from '../model/waves';
import type { WaveGroup, WaveMember } from '../model/waves';

/** @internal */
export interface WavesDialogModel {
  /** What the person decides on; does not move while the dialog is open. */
  shown: WaveGroup;
  action: WaveAction;
  /** Actions that at least one target can take. */
  actions: WaveAction[];
  choose(action: WaveAction): void;
  waves: WaveDraft[];
  /** Members that take no part in the action. */
  left: WaveMember[];
  move(target: string, direction: Direction): void;
  setHealthyMinutes(index: number, minutes: number): void;
  /** Indices of waves whose time is no number of minutes that can be. */
  invalid: number[];
  reason: string;
  setReason(reason: string): void;
  reasonRequired: boolean;
  reasonMissing: boolean;
  inFlight: boolean;
  failure: Failure | null;
  /** Members that are not what was shown any more; empty while all are. */
  movedOn: WaveMember[];
  /** Looks at the fresh group instead of the old one. */
  reviewAgain(): void;
  submit(): Promise<void>;
}

const able = (group: WaveGroup, action: WaveAction) =>
  group.members.filter(({ view }) => waveObstacle(view, action) === null);

const actionsOf = (group: WaveGroup) =>
  WAVE_ACTIONS.filter(action => able(group, action).length > 0);

const validMinutes = (minutes: number) =>
  Number.isInteger(minutes) && minutes >= 0 && minutes <= MAX_HEALTHY_MINUTES;

/** Those of the group shown that are different, or gone, in the live one. */
function changed(shown: WaveGroup, live: WaveGroup | null): WaveMember[] {
  return shown.members.filter(member => {
    const now = live?.members.find(({ key }) => key === member.key);
    return (
      !now ||
      differingBasisFields(member.view.state.basis, now.view.state.basis)
        .length > 0
    );
  });
}

/**
 * A plan that is being put together, from what was seen to what came of it.
 *
 * @param live - the group as it is now; null when it is none any more.
 * @internal
 */
export function useWavesDialog(
  opened: WaveGroup,
  live: WaveGroup | null,
  start: (body: WavePlanRequest) => Promise<WavePlan>,
  onStarted: () => void,
): WavesDialogModel {
  const [shown, setShown] = useState(opened);
  const [action, setAction] = useState<WaveAction>(
    () => actionsOf(opened)[0] ?? 'promote',
  );
  const [waves, setWaves] = useState(() => defaultWaves(able(opened, action)));
  const [reason, setReason] = useState('');
  const [reasonMissing, setReasonMissing] = useState(false);
  const [inFlight, setInFlight] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  // State comes too late for two clicks in one frame.
  const busy = useRef(false);

  const taking = new Set(waves.flatMap(({ targets }) => targets));
  const reasonRequired = shown.members.some(
    ({ key, view }) => taking.has(key) && view.access.reasonRequired,
  );
  const invalid = waves.flatMap(({ healthyMinutes }, index) =>
    validMinutes(healthyMinutes) ? [] : [index],
  );
  const beginWith = (group: WaveGroup, what: WaveAction) => {
    setAction(what);
    setWaves(defaultWaves(able(group, what)));
    setFailure(null);
  };

  return {
    shown,
    action,
    actions: actionsOf(shown),
    choose(next) {
      const same =
        able(shown, next)
          .map(({ key }) => key)
          .join() ===
        able(shown, action)
          .map(({ key }) => key)
          .join();
      if (same) {
        setAction(next);
      } else {
        beginWith(shown, next);
      }
    },
    waves,
    left: shown.members.filter(({ key }) => !taking.has(key)),
    move: (target, direction) =>
      setWaves(now => moveTarget(now, target, direction)),
    setHealthyMinutes: (index, healthyMinutes) =>
      setWaves(now =>
        now.map((wave, i) =>
          i === index ? { ...wave, healthyMinutes } : wave,
        ),
      ),
    invalid,
    reason,
    setReason(text) {
      setReason(text);
      setReasonMissing(false);
    },
    reasonRequired,
    reasonMissing,
    inFlight,
    failure,
    movedOn: inFlight ? [] : changed(shown, live),
    reviewAgain() {
      if (live) {
        setShown(live);
        beginWith(live, actionsOf(live)[0] ?? action);
      }
    },
    async submit() {
      if (busy.current || invalid.length > 0) {
        return;
      }
      if (reasonRequired && !reason.trim()) {
        setReasonMissing(true);
        return;
      }
      busy.current = true;
      setInFlight(true);
      setFailure(null);
      try {
        await start(planRequest(action, waves, shown.members, reason.trim()));
        onStarted();
      } catch (error) {
        setFailure(failureOf(error));
      } finally {
        busy.current = false;
        setInFlight(false);
      }
    },
  };
}
