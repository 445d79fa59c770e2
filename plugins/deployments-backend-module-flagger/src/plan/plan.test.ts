import type { JsonObject } from '@backstage/types';
import type { DeploymentAction } from '@heal7/backstage-plugin-deployments-common';
import type { ClusterReader } from '@heal7/backstage-plugin-deployments-node';
import {
  canaryObject,
  hook,
  NAME,
  NAMESPACE,
  ROLLBACK,
} from '../__testUtils__/canary';
import type { CanaryParts } from '../__testUtils__/canary';
import { plan } from './plan';

const noReader: ClusterReader = {
  get: () => Promise.reject(new Error('nothing may be read')),
  list: () => Promise.reject(new Error('nothing may be read')),
};
const now = new Date('2026-01-02T03:04:05Z');

const planned = (action: DeploymentAction, parts: CanaryParts) =>
  plan({ action, live: canaryObject(parts), now }, noReader);

const call = (path: string) => ({
  type: 'service-call',
  namespace: 'test',
  service: 'flagger-loadtester',
  port: '80',
  path,
  // What Flagger itself sends with its question, and what the gate is named by.
  body: { name: NAME, namespace: NAMESPACE },
});
const ofCanary = (spec: object) => ({
  ref: {
    group: 'flagger.app',
    version: 'v1beta1',
    plural: 'canaries',
    namespace: NAMESPACE,
    name: NAME,
  },
  type: 'merge',
  body: { spec },
});
const restart = {
  ref: {
    group: 'apps',
    version: 'v1',
    plural: 'deployments',
    namespace: NAMESPACE,
    name: NAME,
  },
  type: 'merge',
  body: {
    spec: {
      template: {
        metadata: {
          annotations: {
            'kubectl.kubernetes.io/restartedAt': '2026-01-02T03:04:05.000Z',
          },
        },
      },
    },
  },
};

const gated = (phase: string, ...types: string[]): CanaryParts => ({
  status: { phase },
  analysis: { webhooks: types.map(type => hook(type)) },
});
const withRollback = (phase: string, more: JsonObject = {}): CanaryParts => ({
  status: { phase },
  analysis: { webhooks: [hook('rollback', ROLLBACK)] },
  spec: more,
});

describe('what carries an action out', () => {
  it.each<[string, DeploymentAction, CanaryParts, object[]]>([
    [
      'opens the gate of the rollout',
      'promote',
      gated('Waiting', 'confirm-rollout', 'confirm-promotion'),
      [call('/gate/open')],
    ],
    [
      'opens the gate of the promotion once, however many hooks ask it',
      'promote',
      gated('WaitingPromotion', 'confirm-promotion', 'confirm-promotion'),
      [call('/gate/open')],
    ],
    [
      'opens the gate for more traffic whenever it may be asked',
      'promote',
      gated('Progressing', 'confirm-traffic-increase'),
      [call('/gate/open')],
    ],
    [
      'opens a gate before it lifts the suspension',
      'promote',
      {
        ...gated('Waiting', 'confirm-rollout'),
        spec: { suspend: true },
      },
      [call('/gate/open'), ofCanary({ suspend: false })],
    ],
    [
      'skips what is left of the analysis',
      'promote-full',
      {},
      [ofCanary({ skipAnalysis: true })],
    ],
    [
      'opens the first gate too, which is asked also without analysis',
      'promote-full',
      {
        ...gated('Waiting', 'confirm-rollout'),
        spec: { suspend: true },
      },
      [call('/gate/open'), ofCanary({ skipAnalysis: true, suspend: false })],
    ],
    ['suspends', 'pause', {}, [ofCanary({ suspend: true })]],
    [
      'lets it go on',
      'resume',
      { spec: { suspend: true } },
      [ofCanary({ suspend: false })],
    ],
    [
      'asks for a rollback',
      'abort',
      withRollback('Progressing'),
      [call('/rollback/open')],
    ],
    [
      'has a suspended one look at it',
      'abort',
      withRollback('WaitingPromotion', { suspend: true }),
      [call('/rollback/open'), ofCanary({ suspend: false })],
    ],
    [
      'starts a new run, with the gate closed that would end it',
      'retry',
      withRollback('Failed'),
      [call('/rollback/close'), restart],
    ],
    [
      'leaves the gate alone that Flagger closes by itself',
      'retry',
      {
        status: { phase: 'Failed' },
        analysis: {
          webhooks: [
            hook('rollback', ROLLBACK),
            hook('post-rollout', ROLLBACK.replace('check', 'close')),
          ],
        },
      },
      [restart],
    ],
    ['starts a new run of what runs', 'restart', {}, [restart]],
  ])('%s', async (_, action, parts, steps) => {
    expect(await planned(action, parts)).toEqual(steps);
  });

  it.each<[DeploymentAction, CanaryParts, RegExp]>([
    ['promote', {}, /goes on by itself/],
    ['promote', { spec: { suspend: true } }, /resume it instead/],
    ['promote', { status: { phase: 'Succeeded' } }, /nothing is being rolled/],
    ['promote', { status: { phase: 'Failed' } }, /retry/],
    ['promote', { status: { phase: 'Promoting' } }, /roll back/],
    ['promote', { status: null }, /not set this Canary up/],
    [
      'promote',
      {
        status: { phase: 'Waiting' },
        analysis: {
          webhooks: [
            hook('confirm-rollout'),
            hook('confirm-rollout', 'https://ci.example.com/ask'),
          ],
        },
      },
      /approve it where it is asked/,
    ],
    ['promote-full', { spec: { skipAnalysis: true } }, /skipped already/],
    ['promote-full', { status: { phase: 'Waiting' } }, /no gate/],
    ['skip-step', {}, /cannot skip/],
    ['pause', { spec: { suspend: true } }, /already/],
    ['pause', { status: { phase: 'Initialized' } }, /Nothing/],
    ['resume', {}, /not suspended/],
    ['resume', gated('Waiting', 'confirm-rollout'), /promote it instead/],
    ['abort', {}, /no rollback hook/],
    ['abort', withRollback('Waiting'), /until then/],
    ['abort', withRollback('Finalising'), /roll back/],
    ['retry', {}, /Only a failed/],
    [
      'restart',
      {
        spec: {
          targetRef: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: NAME },
        },
      },
      /no Deployment/,
    ],
  ])('%s is refused with the reason', async (action, parts, message) => {
    await expect(planned(action, parts)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(message),
    });
  });
});
