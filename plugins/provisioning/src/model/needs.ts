import type { StackView } from '@heal7/backstage-plugin-provisioning-common';
import type { Phrase } from '../translation';

/** What a stack waits for from a person, and where it can be done. @internal */
export interface Need {
  tone: 'info' | 'warning' | 'danger';
  what: Phrase;
  /** What to do about it. */
  next: Phrase | null;
  /** In the backend's own words; empty for none. */
  told: string;
  /** The section of the page to go to; null for none. */
  section: 'run' | 'drift' | null;
}

/** What waits for somebody; null while all is well or under way. @internal */
export function needOf(
  stack: Pick<StackView, 'phase' | 'drift' | 'lastRun'>,
): Need | null {
  const phrase = (key: Phrase['key'], params?: Phrase['params']): Phrase => ({
    key,
    params,
  });
  switch (stack.phase) {
    case 'awaiting-approval':
      return {
        tone: 'warning',
        what: phrase('stack.needs.approval'),
        next: phrase('stack.needs.approvalHint'),
        told: '',
        section: 'run',
      };
    case 'failed': {
      const error = stack.lastRun?.error;
      return {
        tone: 'danger',
        what: phrase('stack.needs.failed'),
        next: null,
        told: error ? `${error.message} ${error.hint}`.trim() : '',
        section: 'run',
      };
    }
    case 'interrupted':
      return {
        tone: 'danger',
        what: phrase('stack.needs.interrupted'),
        next: phrase('stack.needs.interruptedHint'),
        told: '',
        section: 'run',
      };
    case 'drifted':
      return {
        tone: 'warning',
        what: phrase('stack.needs.drifted', {
          count: stack.drift?.resources.length ?? 0,
        }),
        next: phrase('stack.needs.driftedHint'),
        told: '',
        section: 'drift',
      };
    case 'reset':
      return {
        tone: 'warning',
        what: phrase('stack.needs.reset'),
        next: phrase('stack.needs.resetHint'),
        told: '',
        section: null,
      };
    case 'requested':
      return {
        tone: 'info',
        what: phrase('stack.needs.requested'),
        next: phrase('stack.needs.requestedHint'),
        told: '',
        section: null,
      };
    case 'destroyed':
      return {
        tone: 'info',
        what: phrase('stack.needs.destroyed'),
        next: phrase('stack.needs.destroyedHint'),
        told: '',
        section: null,
      };
    default:
      return null;
  }
}
