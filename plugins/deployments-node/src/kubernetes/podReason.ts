import { asCount, asFields, asList, asText, fieldOf, pathOf } from './json';

/** Why a container that should run does not; empty when it runs. */
function stateReason(container: unknown): string {
  const waiting = asText(pathOf(container, 'state', 'waiting', 'reason'));
  const terminated = asFields(pathOf(container, 'state', 'terminated'));
  if (waiting !== '' || !terminated) {
    return waiting;
  }
  const signal = asCount(terminated.signal);
  return (
    asText(terminated.reason) ||
    (signal > 0
      ? `Signal:${signal}`
      : `ExitCode:${asText(terminated.exitCode)}`)
  );
}

function initReason(status: unknown): string {
  const containers = asList(fieldOf(status, 'initContainerStatuses'));
  for (const container of containers) {
    // Init containers end well; sidecars among them start and stay.
    const done =
      fieldOf(container, 'ready') === true ||
      pathOf(container, 'state', 'terminated', 'exitCode') === 0;
    const reason = stateReason(container);
    if (!done && reason !== '' && reason !== 'PodInitializing') {
      return `Init:${reason}`;
    }
  }
  return '';
}

/**
 * Why a pod is not ready, in the words of `kubectl get pods`, which say more
 * than its conditions: the first init container that fails, else a container
 * that waits or has ended, else the pod's own reason.
 *
 * @public
 */
export function podReason(pod: {
  metadata: unknown;
  status?: unknown;
}): string {
  const { metadata, status } = pod;
  if (asText(fieldOf(metadata, 'deletionTimestamp')) !== '') {
    return 'Terminating';
  }
  const containers = asList(fieldOf(status, 'containerStatuses'));
  const ready = asList(fieldOf(status, 'conditions')).find(
    condition => fieldOf(condition, 'type') === 'Ready',
  );
  const scheduled = asList(fieldOf(status, 'conditions')).find(
    condition =>
      fieldOf(condition, 'type') === 'PodScheduled' &&
      fieldOf(condition, 'status') === 'False',
  );
  return (
    initReason(status) ||
    containers.map(stateReason).find(reason => reason !== '') ||
    asText(fieldOf(status, 'reason')) ||
    asText(fieldOf(scheduled, 'reason')) ||
    asText(fieldOf(ready, 'reason')) ||
    asText(fieldOf(status, 'phase'))
  );
}
