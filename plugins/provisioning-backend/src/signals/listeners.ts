import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RunListener } from '../ports/Runs';

/**
 * Several listeners as one. One that throws is said, and hinders no other: what
 * they are told of has happened.
 *
 * @internal
 */
export function listeners(
  all: RunListener[],
  logger: LoggerService,
): RunListener {
  const tell = (what: (listener: RunListener) => void) => {
    for (const listener of all) {
      try {
        what(listener);
      } catch (error) {
        logger.error('Could not pass a change on', error as Error);
      }
    }
  };
  return {
    stackChanged: stackId => tell(one => one.stackChanged(stackId)),
    runChanged: run => tell(one => one.runChanged(run)),
    logGrew: (runId, stackId) => tell(one => one.logGrew(runId, stackId)),
  };
}
