/** Texts of what revisions were made of, and of how clusters differ. @internal */
export const versions = {
  changes: 'Changes in this revision',
  loading: 'Asking for changes',
  failed: 'Changes could not be loaded: {{message}}',
  unavailable: {
    'no-rollout': 'Nothing is being rolled out.',
    'no-source': 'The pod templates do not say what they were built from.',
    'no-integration': 'The portal has no access to this git host.',
    'no-answer': 'The git host did not answer with commits.',
  },
  none: 'No commits lie between the two revisions.',
  list: 'Commits',
  by: '{{author}}, {{time}}',
  byWhom: '{{author}}',
  pullRequest: 'Pull request {{number}}',
  shown: 'The newest {{shown}} of {{total}} commits',
  compare: 'Compare on the git host',
  compared: 'Clusters compared',
  same: 'All clusters serve the same version',
  different: 'Clusters serve different versions',
  cluster: 'Cluster',
  serves: 'Serves',
  next: 'Rolling out',
  phase: 'Phase',
  standing: 'Compared',
  standings: {
    same: 'Same',
    ahead: 'Ahead',
    behind: 'Behind',
    differs: 'Differs',
    rebuilt: 'Same tag, other image',
  },
  absent: 'Not here',
  openGate:
    'The gate that it waits at is opened; {{version}} goes on at the next check.',
  analysisStaysOff:
    'The versions after this one are promoted without analysis too, until skipAnalysis is taken out of the Canary.',
  gateStaysOpen:
    'Nothing closes the gate again: the versions after this one are approved too, until somebody closes it.',
  rollingPause:
    'No more pods are replaced until it is resumed; those that run stay.',
  rollingResume: 'Pods are replaced by those of {{version}} again.',
  rollingAbort:
    'The pod template goes back to the revision before {{version}}.',
  rollingReplaced: 'Pods are replaced a few at a time.',
  switchBack:
    'All traffic goes back to {{stable}}; {{version}} keeps its pods.',
};
