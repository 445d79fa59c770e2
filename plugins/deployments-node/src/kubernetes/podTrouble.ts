import { asCount, asFields, asList, asText, fieldOf, pathOf } from './json';
import { shorten } from './shorten';

/**
 * What keeps a pod from being ready.
 *
 * @public
 */
export interface PodTrouble {
  /** In the words of `kubectl get pods`; empty when nothing is known. */
  reason: string;
  /** What the kubelet or the scheduler says of it, shortened; may be empty. */
  message: string;
}

const NONE: PodTrouble = { reason: '', message: '' };

function endReason(terminated: unknown): string {
  const signal = asCount(fieldOf(terminated, 'signal'));
  return (
    asText(fieldOf(terminated, 'reason')) ||
    (signal > 0
      ? `Signal:${signal}`
      : `ExitCode:${asText(fieldOf(terminated, 'exitCode'))}`)
  );
}

/** How a container ended: its reason, its exit code and its last words. */
function endMessage(terminated: unknown): string {
  const code = asText(fieldOf(terminated, 'exitCode'));
  const words = asText(fieldOf(terminated, 'message')).trim();
  return [
    [endReason(terminated), code && `exit code ${code}`]
      .filter(text => text !== '')
      .join(', '),
    words,
  ]
    .filter(text => text !== '')
    .join(': ');
}

/** Why a container that should run does not. */
function troubleOf(container: unknown): PodTrouble {
  const waiting = fieldOf(fieldOf(container, 'state'), 'waiting');
  const reason = asText(fieldOf(waiting, 'reason'));
  const terminated = asFields(pathOf(container, 'state', 'terminated'));
  const last = asFields(pathOf(container, 'lastState', 'terminated'));
  if (reason !== '') {
    // How it ended says more than how long the kubelet waits to try again.
    const message = asText(fieldOf(waiting, 'message'));
    return {
      reason,
      message:
        reason === 'CrashLoopBackOff' && last ? endMessage(last) : message,
    };
  }
  return terminated
    ? { reason: endReason(terminated), message: endMessage(terminated) }
    : NONE;
}

function initTrouble(status: unknown): PodTrouble {
  for (const container of asList(fieldOf(status, 'initContainerStatuses'))) {
    // Init containers end well; sidecars among them start and stay.
    const done =
      fieldOf(container, 'ready') === true ||
      pathOf(container, 'state', 'terminated', 'exitCode') === 0;
    const { reason, message } = troubleOf(container);
    if (!done && reason !== '' && reason !== 'PodInitializing') {
      return { reason: `Init:${reason}`, message };
    }
  }
  return NONE;
}

/** The pod's own words: why it was evicted, not scheduled, not ready. */
function ownTrouble(status: unknown): PodTrouble {
  const conditions = asList(fieldOf(status, 'conditions'));
  const failing = (type: string) =>
    conditions.find(
      condition =>
        fieldOf(condition, 'type') === type &&
        fieldOf(condition, 'status') === 'False',
    );
  const told = [status, failing('PodScheduled'), failing('Ready')].find(
    value => asText(fieldOf(value, 'reason')) !== '',
  );
  return told
    ? {
        reason: asText(fieldOf(told, 'reason')),
        message: asText(fieldOf(told, 'message')),
      }
    : { reason: asText(fieldOf(status, 'phase')), message: '' };
}

/**
 * Why a pod is not ready, in the words of `kubectl get pods`, which say more
 * than its conditions: the first init container that fails, else a container
 * that waits or has ended, else the pod's own reason. A container that runs
 * again after it ended adds how it ended.
 *
 * @public
 */
export function podTrouble(pod: {
  metadata: unknown;
  status?: unknown;
}): PodTrouble {
  const { metadata, status } = pod;
  if (asText(fieldOf(metadata, 'deletionTimestamp')) !== '') {
    return { reason: 'Terminating', message: '' };
  }
  const containers = asList(fieldOf(status, 'containerStatuses'));
  const found = [initTrouble(status), ...containers.map(troubleOf)].find(
    ({ reason }) => reason !== '',
  );
  const { reason, message } = found ?? ownTrouble(status);
  const ends = containers
    .filter(container => fieldOf(container, 'ready') !== true)
    .map(container => pathOf(container, 'lastState', 'terminated'))
    .filter(asFields)
    .map(endMessage);
  return {
    reason,
    message: shorten(found ? message : ends[0] ?? message),
  };
}
