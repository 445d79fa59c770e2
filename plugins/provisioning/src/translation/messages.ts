import { acting } from './messages/acting';
import { log } from './messages/log';
import { plan, value } from './messages/plan';
import { run } from './messages/run';
import { stack } from './messages/stack';
import { stacks } from './messages/stacks';

/**
 * English, the language that every other one is measured by. Names in
 * `{{braces}}` are filled in; `_one` and `_other` are plural forms.
 *
 * @internal
 */
export const messages = {
  acting,
  log,
  plan,
  run,
  stack,
  stacks,
  value,
  loading: 'Loading',
  phase: {
    requested: 'Requested',
    planning: 'Planning',
    'awaiting-approval': 'Awaiting approval',
    applying: 'Applying',
    applied: 'Applied',
    failed: 'Failed',
    interrupted: 'Interrupted',
    drifted: 'Drifted',
    destroying: 'Destroying',
    destroyed: 'Destroyed',
    reset: 'Reset',
  },
  runPhase: {
    queued: 'Queued',
    planning: 'Planning',
    'awaiting-approval': 'Awaiting approval',
    approved: 'Approved',
    applying: 'Applying',
    succeeded: 'Succeeded',
    failed: 'Failed',
    cancelled: 'Cancelled',
    rejected: 'Rejected',
    stale: 'Out of date',
    interrupted: 'Interrupted',
  },
  runKind: {
    apply: 'Apply',
    unprotect: 'Take protection off',
    destroy: 'Destroy',
    check: 'Check for drift',
  },
  error: {
    retry: 'Try again',
    details: 'The answer was: {{message}}',
    network: 'The backend could not be reached. Check your connection.',
    unauthorized: 'Your session has ended. Sign in again.',
    forbidden: 'You may not see this',
    forbiddenHint:
      'Ask the owners of the portal for the permission {{permission}}.',
    notFound: 'It does not exist, or you may not see it.',
    conflict: 'It has changed since. Look at it again.',
    server: 'The backend has a problem. Its log says more.',
    other: 'The backend has refused it.',
    outdated: '{{title}} What is shown is from before.',
  },
};
