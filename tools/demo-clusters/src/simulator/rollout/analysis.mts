import { RESOURCES } from '../../store/resourceType.mts';
import {
  isCompleted,
  type AnalysisRun,
  type AnalysisTemplate,
} from '../analysisTypes.mts';
import { availableReplicas } from '../workloadTypes.mts';
import {
  hashOf,
  isFullyPromoted,
  recordEvent,
  revisionOf,
  statusOf,
  type Pass,
} from './pass.mts';
import { pauseOf } from './pauses.mts';
import { trimRuns } from './runHistory.mts';
import { deadlineOf } from './scaling.mts';
import {
  currentStep,
  desiredReplicas,
  HASH_LABEL,
  REVISION_ANNOTATION,
  type RolloutAnalysis,
  type RunStatus,
} from './types.mts';

/** Value of the label `rollout-type`, and infix of the run's name. */
type Trigger = 'Step' | 'Background' | 'PrePromotion' | 'PostPromotion';

const STEP_INDEX_LABEL = 'step-index';

function findRun(
  pass: Pass,
  recorded: RunStatus | undefined,
): AnalysisRun | undefined {
  const { namespace } = pass.rollout.metadata;
  return recorded
    ? pass.store.get<AnalysisRun>(
        RESOURCES.analysisRuns,
        namespace,
        recorded.name,
      )
    : undefined;
}

/** Ends a run, as it is stored now: this pass may have ended it already. */
function cancel(pass: Pass, seen: AnalysisRun | undefined): void {
  const run = seen
    ? pass.store.get<AnalysisRun>(
        RESOURCES.analysisRuns,
        seen.metadata.namespace,
        seen.metadata.name,
      )
    : undefined;
  if (run && !isCompleted(run) && !run.spec.terminate) {
    pass.store.replace<AnalysisRun>(RESOURCES.analysisRuns, {
      ...run,
      spec: { ...run.spec, terminate: true },
    });
  }
}

function createRun(
  pass: Pass,
  analysis: RolloutAnalysis,
  trigger: Trigger,
): AnalysisRun | undefined {
  const { rollout, newRS, store } = pass;
  const { name, namespace, uid } = rollout.metadata;
  const index = statusOf(rollout).currentStepIndex ?? 0;
  const infix = {
    Step: `-${index}`,
    Background: '',
    PrePromotion: '-pre',
    PostPromotion: '-post',
  }[trigger];
  const metrics = analysis.templates.flatMap(
    ({ templateName }) =>
      store.get<AnalysisTemplate>(
        RESOURCES.analysisTemplates,
        namespace,
        templateName,
      )?.spec.metrics ?? [],
  );
  if (metrics.length === 0) {
    return undefined;
  }
  const revision = String(revisionOf(rollout));
  const base = `${name}-${hashOf(newRS)}-${revision}${infix}`;
  let unique = base;
  for (let collision = 1; ; collision += 1) {
    if (!store.get(RESOURCES.analysisRuns, namespace, unique)) {
      break;
    }
    unique = `${base}.${collision}`;
  }
  return store.create<AnalysisRun>(RESOURCES.analysisRuns, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisRun',
    metadata: {
      name: unique,
      namespace,
      labels: {
        ...rollout.spec.selector.matchLabels,
        [HASH_LABEL]: hashOf(newRS),
        'rollout-type': trigger === 'Background' ? 'Background' : trigger,
        ...(trigger === 'Step' ? { [STEP_INDEX_LABEL]: String(index) } : {}),
      },
      annotations: { [REVISION_ANNOTATION]: revision },
      ownerReferences: [
        {
          apiVersion: rollout.apiVersion,
          kind: 'Rollout',
          name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: { metrics, args: analysis.args ?? [] },
  });
}

/** True when a run has to be made: none yet, or the last one is spent. */
function needsNewRun(pass: Pass, run: AnalysisRun | undefined): boolean {
  if (!run) {
    return true;
  }
  const { rollout } = pass;
  const status = statusOf(rollout);
  if (
    status.controllerPause &&
    !pauseOf(rollout, 'CanaryPauseStep') &&
    !pauseOf(rollout, 'BlueGreenPause')
  ) {
    return run.status?.phase === 'Inconclusive';
  }
  return status.abortedAt !== undefined;
}

/** Pauses or aborts the rollout as the verdict asks. */
function obey(pass: Pass, run: AnalysisRun | undefined): void {
  const phase = run?.status?.phase;
  if (phase === 'Inconclusive') {
    pass.pause.add('InconclusiveAnalysisRun');
  } else if (phase === 'Failed' || phase === 'Error') {
    pass.pause.addAbort(run?.status?.message ?? '');
  }
}

function reconcileStepRun(pass: Pass): AnalysisRun | undefined {
  const { rollout } = pass;
  const status = statusOf(rollout);
  const run = findRun(pass, status.canary.currentStepAnalysisRunStatus);
  if ((status.pauseConditions ?? []).length > 0 || status.abort) {
    return run;
  }
  const analysis = currentStep(rollout)?.analysis;
  const stale =
    run?.metadata.labels?.[STEP_INDEX_LABEL] !==
    String(status.currentStepIndex ?? 0);
  if (!analysis || (run && stale)) {
    cancel(pass, run);
    return undefined;
  }
  if (needsNewRun(pass, run)) {
    return createRun(pass, analysis, 'Step');
  }
  obey(pass, run);
  return run;
}

function reconcileBackgroundRun(pass: Pass): AnalysisRun | undefined {
  const { rollout } = pass;
  const status = statusOf(rollout);
  const run = findRun(pass, status.canary.currentBackgroundAnalysisRunStatus);
  const analysis = rollout.spec.strategy.canary?.analysis;
  if (!analysis) {
    cancel(pass, run);
    return undefined;
  }
  const early = (status.currentStepIndex ?? 0) < (analysis.startingStep ?? 0);
  if (isFullyPromoted(rollout) || !status.stableRS || early) {
    cancel(pass, run);
    return undefined;
  }
  if (pauseOf(rollout, 'InconclusiveAnalysisRun')) {
    return run;
  }
  if (needsNewRun(pass, run)) {
    return createRun(pass, analysis, 'Background');
  }
  obey(pass, run);
  return run;
}

function reconcilePromotionRun(
  pass: Pass,
  trigger: 'PrePromotion' | 'PostPromotion',
): AnalysisRun | undefined {
  const { rollout, newRS } = pass;
  const { blueGreen, stableRS } = statusOf(rollout);
  const strategy = rollout.spec.strategy.blueGreen;
  const before = trigger === 'PrePromotion';
  const analysis = before
    ? strategy?.prePromotionAnalysis
    : strategy?.postPromotionAnalysis;
  const run = findRun(
    pass,
    before
      ? blueGreen.prePromotionAnalysisRunStatus
      : blueGreen.postPromotionAnalysisRunStatus,
  );
  if (!analysis) {
    cancel(pass, run);
    return undefined;
  }
  const hash = hashOf(newRS);
  const active = blueGreen.activeSelector;
  const wanted = before
    ? strategy?.previewReplicaCount ?? desiredReplicas(rollout)
    : desiredReplicas(rollout);
  const skip =
    stableRS === hash ||
    (before ? !active || active === hash : active !== hash) ||
    newRS.spec.replicas !== wanted ||
    availableReplicas(newRS) !== wanted;
  if (skip) {
    cancel(pass, run);
    return run;
  }
  if (pauseOf(rollout, 'InconclusiveAnalysisRun')) {
    return run;
  }
  const current = needsNewRun(pass, run)
    ? createRun(pass, analysis, trigger)
    : run;
  obey(pass, current);
  return current;
}

function announce(
  pass: Pass,
  trigger: Trigger,
  before: RunStatus | undefined,
  run: AnalysisRun | undefined,
): RunStatus | undefined {
  if (!run) {
    return undefined;
  }
  const phase = run.status?.phase ?? '';
  const changed = before?.name === run.metadata.name && before.status !== phase;
  if (phase && (!before || changed)) {
    recordEvent(
      pass,
      `AnalysisRun${phase}`,
      `${trigger} Analysis Run '${run.metadata.name}' Status New: '${phase}' ` +
        `Previous: '${before ? before.status : 'NoPreviousStatus'}'`,
      phase === 'Failed' || phase === 'Error' ? 'Warning' : 'Normal',
    );
  }
  const message = run.status?.message;
  return {
    name: run.metadata.name,
    status: phase,
    ...(message ? { message } : {}),
  };
}

/** Keeps the recorded runs but cancels every one that is still going. */
function holdRuns(pass: Pass): void {
  const { canary, blueGreen } = statusOf(pass.rollout);
  const { currentStepAnalysisRunStatus, currentBackgroundAnalysisRunStatus } =
    canary;
  const { prePromotionAnalysisRunStatus, postPromotionAnalysisRunStatus } =
    blueGreen;
  const held = {
    canary: {
      currentStepAnalysisRunStatus,
      currentBackgroundAnalysisRunStatus,
    },
    blueGreen: {
      prePromotionAnalysisRunStatus,
      postPromotionAnalysisRunStatus,
    },
  };
  for (const part of ['canary', 'blueGreen'] as const) {
    for (const [field, recorded] of Object.entries(held[part])) {
      const run = findRun(pass, recorded);
      cancel(pass, run);
      if (recorded && run) {
        const { phase = '', message } = run.status ?? {};
        const fresh = { ...recorded, status: phase, message };
        pass.status[part] = { ...pass.status[part], [field]: fresh };
      }
    }
  }
}

/** Makes, judges and cleans up the analysis runs of a rollout. */
export function reconcileAnalysis(pass: Pass): void {
  const { rollout, status, pause } = pass;
  const before = statusOf(rollout);
  const all = pass.store.ownedBy<AnalysisRun>(
    RESOURCES.analysisRuns,
    rollout.metadata.uid,
  );
  // A revision that was about to be scaled down has been judged before.
  const returning = deadlineOf(pass.newRS) !== undefined;
  if (pause.aborted || before.promoteFull || !before.stableRS || returning) {
    holdRuns(pass);
    all.forEach(run => cancel(pass, run));
    return;
  }
  const current: (AnalysisRun | undefined)[] = [];
  if (rollout.spec.strategy.canary) {
    const step = reconcileStepRun(pass);
    const background = reconcileBackgroundRun(pass);
    current.push(step, background);
    status.canary.currentStepAnalysisRunStatus = announce(
      pass,
      'Step',
      before.canary.currentStepAnalysisRunStatus,
      step,
    );
    status.canary.currentBackgroundAnalysisRunStatus = announce(
      pass,
      'Background',
      before.canary.currentBackgroundAnalysisRunStatus,
      background,
    );
  } else {
    const pre = reconcilePromotionRun(pass, 'PrePromotion');
    const post = reconcilePromotionRun(pass, 'PostPromotion');
    current.push(pre, post);
    status.blueGreen.prePromotionAnalysisRunStatus = announce(
      pass,
      'PrePromotion',
      before.blueGreen.prePromotionAnalysisRunStatus,
      pre,
    );
    status.blueGreen.postPromotionAnalysisRunStatus = announce(
      pass,
      'PostPromotion',
      before.blueGreen.postPromotionAnalysisRunStatus,
      post,
    );
  }
  const names = new Set(current.map(run => run?.metadata.name));
  const others = all.filter(run => !names.has(run.metadata.name));
  others.forEach(run => cancel(pass, run));
  trimRuns(pass, others);
}
