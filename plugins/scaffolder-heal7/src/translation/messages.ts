/** English. */
export const messages = {
  serviceName: {
    title: 'Name',
    description:
      '3 to 40 lower-case letters, digits and hyphens, beginning with a letter',
    checking: 'Looking whether the name is free…',
    free: 'The name is free',
    malformed:
      'Use 3 to 40 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen',
    componentExists:
      'The catalog has a component of this name already; choose another name',
    repositoryExists:
      'There is a repository of this name already; choose another name',
    unknown:
      'Could not look whether the name is free; it is checked again when the service is created',
  },
  field: {
    required: 'Required',
    loading: 'Loading…',
    retry: 'Try again',
    reason: 'Reason: {{message}}',
    search: 'Type to search',
    remove: 'Remove {{name}}',
  },
  owner: {
    title: 'Owner',
    description: 'The team that answers for the service',
    placeholder: 'Choose a team',
    other: 'Another team…',
    otherTitle: 'Another team',
    empty: 'You are in no team of the catalog',
    emptyHint:
      'Only a team can own a service. Ask the platform team to add you to yours, then open this page again.',
    emptyOther:
      'Choose the team that will own the service, and tell it that you did.',
    failed: 'Your teams could not be loaded',
    foreign:
      'You are not in {{team}}; choose one of your own teams as the owner',
  },
  placement: {
    title: 'Clusters',
    description: 'Where the service runs',
    unlisted: '{{name}} (no longer in the catalog)',
    primary: 'primary',
    secondary: 'secondary',
    backup: 'backup',
    empty: 'The catalog has no cluster that services can be placed on',
    emptyHint:
      'Ask the platform team to register one as a resource of type kubernetes-cluster.',
    failed: 'The clusters could not be loaded',
    none: 'Choose at least one cluster',
    unknown:
      'There is no cluster {{name}} in the catalog; take it out of the choice',
    noPool:
      'None of the chosen clusters has the node pool {{pool}} that this service needs; choose a cluster with one',
  },
  size: {
    title: 'Size',
    description: 'Of one replica, and how many of them',
    preset: 'Resources of one replica',
    small: 'Small',
    medium: 'Medium',
    large: 'Large',
    custom: 'Custom',
    resources: '{{cpu}} CPU, {{memory}} of memory',
    customHint: 'CPU and memory of your own choice',
    cpu: 'CPU',
    cpuHint: 'Cores such as 2, or thousandths of one such as 250m',
    memory: 'Memory',
    memoryHint: 'Such as 512Mi or 2Gi',
    min: 'Fewest replicas',
    max: 'Most replicas',
    perCluster: 'In each chosen cluster',
    minTooSmall: 'Set the fewest replicas to 1 or more',
    notWhole: 'Use whole numbers of replicas',
    minAboveMax:
      'The fewest replicas ({{min}}) are more than the most ({{max}}); lower the first number or raise the second',
    tooMany: 'Set the most replicas to {{limit}} or fewer',
    production:
      'Production needs 2 replicas or more, so that an update or a lost node does not interrupt the service; raise the fewest replicas to 2',
    badCpu:
      '“{{value}}” is no amount of CPU; write cores such as 2 or 0.5, or thousandths such as 250m',
    badMemory:
      '“{{value}}” is no amount of memory; write it with its unit, such as 512Mi or 2Gi',
  },
  cost: {
    title: 'Cost a month',
    range: '{{min}} to {{max}}',
    replicas: 'with {{min}} to {{max}} replicas in each cluster',
    chooseClusters: 'Choose clusters to see what the service costs',
    invalid: 'Correct the size to see what the service costs',
    failed: 'The prices could not be loaded',
    noPrice: '{{cluster}}: no price known',
    source: '{{cluster}}: price from {{source}}, {{date}}',
    partly: 'Only the clusters with a known price are counted',
    unknown: 'No price is known for the chosen clusters',
    budget: 'Share of the monthly budget of {{environment}}, {{budget}}',
    share: '{{min}} to {{max}} of {{budget}}',
    over: 'At its most replicas, the service alone costs {{excess}} more a month than the budget of {{environment}}. You can go on; lower the most replicas or the resources, or ask for a larger budget.',
    overAlways:
      'Even at its fewest replicas, the service alone costs {{excess}} more a month than the budget of {{environment}}. You can go on; lower the replicas or the resources, or ask for a larger budget.',
  },
  canary: {
    title: 'Canary steps',
    description:
      'How much of the traffic the new version gets, and how long before it gets more',
    presets: 'Start from',
    careful: 'Careful',
    standard: 'Standard',
    fast: 'Fast',
    step: 'Step {{number}}',
    weight: 'Traffic, %',
    pause: 'Then wait',
    pauseHint: 'Such as 30s, 10m or 1h',
    person: 'Until a person goes on',
    add: 'Add a step',
    up: 'Move step {{number}} up',
    down: 'Move step {{number}} down',
    remove: 'Remove step {{number}}',
    header:
      'Requests with the header {{name}}: {{value}} all reach the new version, from the first step on',
    curve: 'Traffic of the new version over time',
    start: 'Start: {{weight}}',
    after: 'after {{time}}: {{weight}}',
    afterPerson: 'after {{time}} and a person’s go: {{weight}}',
    waiting: 'a person’s go',
    total: 'All traffic after {{time}}',
    totalPerson_one: 'All traffic after {{time}} and one person’s go',
    totalPerson_other: 'All traffic after {{time}} and {{count}} persons’ goes',
    noSteps: 'Add at least one step, or all traffic moves at once',
    tooManySteps: 'Use {{limit}} steps or fewer',
    badWeight:
      'Step {{number}}: use a whole number from 1 to 99; the last 100 % need no step',
    notRising:
      'Step {{number}}: {{weight}} % is not more than the {{previous}} % of the step before; raise it or move the step up',
    badPause:
      'Step {{number}}: “{{pause}}” is no time to wait; write a number with s, m or h, such as 30s, 10m or 1h',
    noPause:
      'Step {{number}}: Flagger does not wait for a person; give the step a time to wait, or choose another way of delivery',
  },
  dependencies: {
    title: 'Depends on',
    description:
      'Each becomes a dependsOn in the catalog and a line of the network policy: the service can reach these and nothing else',
    search: 'Add from the catalog',
    none: 'Nothing in the catalog matches',
    chosen: 'Chosen',
    empty: 'No dependencies: the service can reach nothing but the platform',
    failed: 'The catalog could not be searched',
    component: 'Component',
    resource: 'Resource',
    api: 'API',
    entity: '{{kind}} · {{owner}}',
    itself: 'A service cannot depend on itself; take {{name}} out',
    unknown: 'The catalog has no {{name}}; take it out',
    malformed: '“{{name}}” names no entity; take it out',
  },
  review: {
    title: 'What will be created',
    description:
      'The files of the new repository, rendered from your answers. Nothing is created yet.',
    running: 'Rendering the files…',
    cancel: 'Cancel',
    cancelled: 'Rendering was cancelled. You can go on without it.',
    refresh: 'Render again',
    stale: 'Your answers have changed since these files were rendered',
    summary: '{{count}} files, {{size}}',
    files: 'Files',
    search: 'Find a file',
    noMatch: 'No file matches “{{text}}”',
    choose: 'Choose a file to see what is in it',
    binary: 'This file is not text',
    truncated: 'Only the beginning is shown',
    executable: 'executable',
    emptyFile: 'This file is empty',
    noFiles: 'The template writes no files with these answers',
    refused: 'These answers cannot be rendered',
    refusedHint: 'Go back, change what is named here, and return.',
    unavailable: 'The files could not be rendered just now',
    unavailableHint:
      'You can go on without the preview: the same checks run when the service is created.',
    forbidden: 'You may not preview this template',
    missing: 'The portal does not know this template any more',
    noTemplate: 'The preview shows where the template is used to create',
    log: 'Messages of the template',
  },
  outcome: {
    title: '{{name}} is created',
    titleNameless: 'The service is created',
    entity: 'Open in the catalog',
    repository: 'Repository',
    pipeline: 'Pipeline',
    deployments: 'Deployments',
    clone: 'Get the code',
    copy: 'Copy',
    copied: 'Copied',
    next: 'What happens next',
    nextCatalog: 'The catalog shows the service within a minute.',
    nextPipeline:
      'The first push runs the pipeline: tests, image, scan, then staging.',
    nextLocal:
      'The repository is on this portal: push it to a repository host to run its pipeline.',
    nextDeployments:
      'The deployments tab shows each rollout as it happens, and lets you go on or abort.',
    failed: 'The service was not created completely',
    failedStep: 'It stopped at the step “{{step}}”.',
    remains: 'Made before that, and still there',
    remainsNothing: 'Nothing was made before that; there is nothing to clear.',
    whatToDo: 'What to do',
    doFix:
      'If the message names one of your answers: start over from the menu of this page, where your answers are kept, and change it.',
    doRetry:
      'If something was out of reach: retry. Finished steps are not done twice.',
    doAsk:
      'If it fails again: give the platform team the address of this page.',
    more: 'More',
  },
} as const;
