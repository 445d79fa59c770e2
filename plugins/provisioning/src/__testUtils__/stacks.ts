import type {
  CostEstimate,
  EnvironmentInfo,
  ModulesResponse,
  StackListItem,
  StackView,
} from '@heal7/backstage-plugin-provisioning-common';

/** What the sandbox's object storage costs. @internal */
export const aCost: CostEstimate = {
  currency: 'USD',
  monthly: 12.5,
  items: [
    {
      address: 'aws_s3_bucket.objects',
      type: 'aws_s3_bucket',
      label: 'Standard, 500 GB',
      monthly: 12.5,
      working: '500 GB × $0.025',
      prices: ['aws-s3-standard-ap-northeast-2'],
    },
  ],
  unpriced: [
    {
      address: 'aws_sqs_queue.jobs',
      type: 'aws_sqs_queue',
      reason: 'It is paid by use, which a plan does not tell.',
    },
  ],
  pricesAsOf: '2026-11-01',
  outdated: false,
};

/** @internal */
export const aListItem = (
  changes: Partial<StackListItem> = {},
): StackListItem => ({
  id: 'stack-1',
  name: 'orders-storage',
  module: 'object-storage',
  environment: 'production',
  owner: 'group:default/web-team',
  system: 'system:default/heal7',
  component: 'component:default/heal7-web-main',
  costCentre: 'web',
  deletionProtection: true,
  inputs: { bucket: 'heal7-orders' },
  definitionUrl: 'https://github.com/heal7/web/blob/main/infra/storage.yaml',
  executor: 'terraform',
  requestedBy: 'user:default/minji',
  createdAt: '2026-11-20T01:00:00.000Z',
  version: 7,
  phase: 'applied',
  currentRun: null,
  lastRun: {
    id: 'run-3',
    number: 3,
    kind: 'apply',
    phase: 'succeeded',
    error: null,
    at: '2026-11-23T01:00:00.000Z',
  },
  drift: null,
  cost: aCost,
  ...changes,
});

/** @internal */
export const aStack = (changes: Partial<StackView> = {}): StackView => ({
  ...aListItem(),
  access: {
    plan: { offered: true },
    check: { offered: true },
    destroy: { offered: false, reason: 'Take its protection off first.' },
    unprotect: { offered: true },
  },
  outputs: [
    { name: 'bucket', sensitive: false, value: 'heal7-orders' },
    { name: 'password', sensitive: true, value: null },
  ],
  resources: [
    {
      address: 'aws_s3_bucket.objects',
      type: 'aws_s3_bucket',
      name: 'heal7-orders',
      entityRef: 'resource:default/heal7-orders',
      consoleUrl: 'https://s3.console.aws.amazon.com/s3/buckets/heal7-orders',
    },
    {
      address: 'aws_sqs_queue.jobs',
      type: 'aws_sqs_queue',
      name: 'heal7-jobs',
      entityRef: null,
      // A manifest could say anything.
      // eslint-disable-next-line no-script-url
      consoleUrl: 'javascript:alert(1)',
    },
  ],
  channel: 'provisioning:stack-1',
  ...changes,
});

/** @internal */
export const production: EnvironmentInfo = {
  name: 'production',
  budget: 3000,
  spent: 2995,
  approval: 'second-person',
  deletionProtection: true,
};

/** @internal */
export const modules: ModulesResponse = {
  modules: [],
  broken: [],
  environments: [
    {
      name: 'development',
      budget: 500,
      spent: 620,
      approval: 'none',
      deletionProtection: false,
    },
    production,
    {
      name: 'sandbox',
      budget: null,
      spent: 0,
      approval: 'confirm',
      deletionProtection: false,
    },
  ],
};
