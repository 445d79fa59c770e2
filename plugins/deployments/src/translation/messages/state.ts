/** Texts about the state of a rollout, beside its phase. @internal */
export const state = {
  engine: {
    argoRollouts: 'Argo Rollouts',
    flagger: 'Flagger',
    istioBlueGreen: 'Istio blue-green',
    deployment: 'Deployment',
    statefulset: 'StatefulSet',
  },
  why: {
    'metric-failed':
      'The analysis failed: {{metric}} was {{value}}, and had to be {{condition}}.',
    'metric-inconclusive':
      'The analysis came to no verdict: {{metric}} was {{value}}. Somebody has to decide.',
    'metric-error': 'The metric {{metric}} could not be measured.',
    'image-pull':
      '{{count}} of {{total}} new pods cannot pull their image. Check that it exists and that the cluster may pull it.',
    'crash-loop':
      '{{count}} of {{total}} new pods start and end again. Read the logs of {{pod}}.',
    unschedulable:
      '{{count}} of {{total}} new pods find no node to run on. Ask for less, or give the cluster more room.',
    'container-config':
      '{{count}} of {{total}} new pods have a container that cannot be created. Check what {{pod}} names.',
    'pod-not-ready':
      '{{count}} of {{total}} new pods do not become ready. Check the readiness probe and the logs of {{pod}}.',
    quota: 'The cluster refuses more pods of the new revision.',
    'progress-deadline':
      'The new revision made no progress for longer than its deadline.',
    'invalid-spec': 'The engine refuses the spec. Correct it first.',
    aborted:
      'It was aborted: all traffic is back on the stable revision. Retry it, or release a corrected version.',
    'waiting-for-person': 'It waits until somebody promotes or aborts it.',
    'waiting-for-gate': 'It waits until the gate {{gate}} is opened.',
    'paused-by-hand': 'It was paused by hand, and goes on when resumed.',
    suspended: 'It is suspended: its engine leaves it alone.',
    'timed-pause': 'It pauses until {{until}}, and then goes on by itself.',
    'analysis-running': 'It waits for the analysis of {{metric}}.',
    'pods-starting':
      'It waits for pods of the new revision: {{ready}} of {{desired}} are ready.',
    'controller-silent':
      'Its controller has not reacted to the latest spec. Check that the controller runs.',
    'dead-end':
      'Requests go to {{destination}}, where no pod is ready. Send them elsewhere.',
  },
  whyLabel: 'Why it is not moving',
  share: '{{role}} {{percent}}%',
  shareElsewhere: '{{destination}} {{percent}}%',
  shareLabel: 'Where requests go',
  mirrored: '{{percent}}% copied to the new revision',
  sticky: 'Visitors stay with the version they met first',
  readFrom: 'Read from {{about}}',
  difference: {
    'pods-not-ready': 'Not yet as asked for: pods are not ready.',
    'not-routed-yet': 'Not yet as asked for: the route has not been written.',
    'changed-by-others': 'The route says what the engine never asked for.',
    'rounded-by-replicas': 'As near as the number of pods allows.',
    'no-route': 'No route leads to this rollout.',
    'not-read':
      'Only TCP or TLS routes: their weights are not read, and what is shown is what the engine reports.',
    'dead-end': 'Requests go where no pod is ready.',
  },
  gitOps: {
    heading: 'GitOps',
    synced: 'In sync',
    'out-of-sync': 'Out of sync',
    unknown: 'Sync unknown',
    at: 'at {{revision}}',
    selfHeal: 'Reverts edits made beside it',
  },
  digest: 'Digest {{digest}}',
  source: 'Source {{commit}}',
};
