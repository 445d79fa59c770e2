/** Texts of the button that aborts all rollouts of a system. @internal */
export const emergency = {
  open: 'Abort all rollouts…',
  title: 'Abort all rollouts of {{system}}?',
  what: 'Sends all traffic back to the stable versions, in every cluster at once. A freeze does not hold it back.',
  loading: 'Looking what would be aborted',
  failed: 'It could not be found out what would be aborted',
  abortable_one: '{{count}} rollout would be aborted',
  abortable_other: '{{count}} rollouts would be aborted',
  abortableMore:
    'These are the first {{shown}} of {{count}}. Look again afterwards for the others.',
  refused_one: '{{count}} would stay as it is',
  refused_other: '{{count}} would stay as they are',
  refusedMore: 'These are the first {{shown}} of {{count}}.',
  nothing: 'There is nothing to abort in this system.',
  stale: 'Last known state: its cluster cannot be watched at the moment.',
  refusal: {
    'nothing-to-abort': 'There is nothing to take back.',
    'not-claimed':
      'The workload does not name an entity of this system. Abort it with the tools of its cluster.',
    'not-permitted': 'You have no permission for this. Ask somebody who has.',
    'no-credential':
      'The portal may only read this cluster. Abort it with the tools of the cluster.',
  },
  confirmation: 'Type {{system}} to confirm',
  confirmationWrong: 'That is not the name of the system.',
  reason: 'Reason',
  reasonMissing: 'Say why: it is kept in the history of each rollout.',
  confirm_one: 'Abort {{count}} rollout',
  confirm_other: 'Abort {{count}} rollouts',
  cancel: 'Cancel',
  close: 'Close',
  running_one: 'Aborting {{count}} rollout',
  running_other: 'Aborting {{count}} rollouts',
  requestFailed: 'Nothing is known to have been aborted: {{message}}',
  requestForbidden: 'You are not allowed to do this; nothing was aborted.',
  requestUnknown:
    'The backend did not answer: some may have been aborted. Look again to see which are left.',
  again: 'Look again',
  outcomes: 'What came of it',
  outcome: {
    pending: 'Being aborted',
    done: 'Aborted',
    conflict: 'Had moved on',
    failed: 'Failed',
  },
  allDone_one: '{{count}} rollout aborted',
  allDone_other: '{{count}} rollouts aborted',
  someFailed: '{{done}} of {{count}} aborted',
  conflictHint:
    'It changed between looking and aborting; nothing was done to it. Look again and decide anew.',
  failedHint:
    'Open it and abort it there. If the portal cannot reach its cluster, use the tools of the cluster.',
};
