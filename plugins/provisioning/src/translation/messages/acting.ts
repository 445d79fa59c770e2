/** Texts of what people do. @internal */
export const acting = {
  plan: 'Plan…',
  check: 'Check for drift…',
  destroy: 'Destroy…',
  unprotect: 'Take protection off…',
  approve: 'Approve…',
  reject: 'Reject…',
  cancelRun: 'Cancel the run…',
  question: {
    apply: 'Make a plan?',
    check: 'Check for drift?',
    unprotect: 'Take deletion protection off?',
    destroy: 'Plan to destroy everything?',
    reconcile: 'Plan to put it back?',
    approve: 'Approve this plan?',
    reject: 'Reject this plan?',
    cancel: 'Cancel this run?',
  },
  explain: {
    apply:
      'The definition is compared with the cloud. Nothing is changed until the plan has been approved.',
    check:
      'The cloud is compared with what was applied. Nothing is changed, and nobody has to approve.',
    unprotect:
      'This is the first of two plans: it only takes the protection off. The second one destroys. Each of them is approved for itself.',
    destroy:
      'A plan is made that takes everything of this stack away. Nothing is destroyed until that plan has been approved.',
    reconcile:
      'A plan is made that puts the cloud back to what the definition says. Nothing is changed until it has been approved.',
    approve:
      'Exactly this plan is applied. If the state or the inputs have changed by then, it is refused.',
    reject: 'The plan is dropped, and nothing is changed.',
    cancel:
      'What is under way in the cloud is finished first, so that the state stays whole. What has been made stays.',
  },
  do: {
    apply: 'Plan',
    check: 'Check',
    unprotect: 'Plan it',
    destroy: 'Plan to destroy',
    reconcile: 'Plan',
    approve: 'Approve',
    reject: 'Reject',
    cancel: 'Cancel the run',
  },
  done: {
    start: 'Run {{number}} of {{name}} is queued',
    approve: 'Approved',
    reject: 'Rejected',
    cancel: 'The run has been asked to stop',
  },
  what: '{{name}} in {{environment}}',
  exactly: 'Plan {{digest}} of run {{number}}',
  would: 'It would do this: {{counts}}.',
  nothing: 'It would change nothing.',
  loses: 'Data is lost with:',
  type: 'Type {{text}} to confirm',
  typeWrong: 'This is not {{text}}.',
  comment: 'Comment',
  reason: 'Reason',
  required: 'required',
  limit: '{{count}} of 500 characters',
  missing: 'Say why.',
  autoApply: 'Apply by itself when no policy blocks it',
  close: 'Back',
  refused: 'Not possible: {{reason}}',
  failed: 'It did not work: {{message}}',
  moved: 'It has changed since you looked',
  movedHint:
    'Nothing was done. What is on the page now is new: read it before you decide.',
  look: 'Look at it again',
};
