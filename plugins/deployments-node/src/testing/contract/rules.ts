import {
  deepStrictEqual as same,
  fail,
  ok,
  rejects,
  strictEqual,
} from 'node:assert';
import { DEPLOYMENT_ACTIONS } from '@heal7/backstage-plugin-deployments-common';
import type {
  DeploymentAction,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import fc from 'fast-check';
import type {
  DeploymentSource,
  KubernetesObject,
  PlannedStep,
} from '@heal7/backstage-plugin-deployments-node';
import { anyObject } from '../anyObject';
import { observed, observedGroup } from '../observed';
import { readerOf } from '../readerOf';
import { CLUSTER, groupAround, kindOf, rootsOf } from './groups';
import { timeless } from './timeless';

/** Kinds of which every cluster is full. */
const CROWDED = ['pods', 'replicasets', 'events', 'controllerrevisions'];

/** What is kept of one object is kept for ten thousand rollouts. */
const MAX_DIGEST_BYTES = 16 * 1024;

const NOW = new Date('2026-01-02T03:04:05Z');

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** A source and the objects of one of its rollouts. */
export interface Subject {
  source: DeploymentSource;
  objects: KubernetesObject[];
  root: KubernetesObject;
}

const project = ({ source, objects, root }: Subject) =>
  timeless(() => source.project(groupAround(source, objects, root)));

/** @throws AssertionError when the sample is no rollout of the engine. */
function stateOf(subject: Subject): DeploymentState {
  return project(subject) ?? fail('project answers null');
}

/** What has to hold for the source alone. */
export const SOURCE_RULES: Record<string, (source: DeploymentSource) => void> =
  {
    'lists its root among its kinds, each with an id of its own': ({
      root,
      kinds,
    }) => {
      ok(kinds.includes(root));
      same(
        kinds.map(({ id }) => id),
        [...new Set(kinds.map(({ id }) => id))],
      );
    },
    'never asks a cluster for everything of what it is full of': ({ kinds }) =>
      kinds
        .filter(({ plural }) => CROWDED.includes(plural))
        .forEach(({ plural, labelSelector, fieldSelector }) =>
          ok(labelSelector || fieldSelector, `all ${plural}`),
        ),
    'never watches what may be secret': ({ kinds }) =>
      kinds.forEach(({ group, plural }) =>
        ok(group !== '' || !['secrets', 'configmaps'].includes(plural), plural),
      ),
    'digests objects of any shape: the same each time, as plain JSON, and leaves them':
      ({ kinds }) =>
        kinds.forEach(kind =>
          fc.assert(
            fc.property(anyObject, object => {
              const before = JSON.stringify(object);
              const digest = timeless(() => kind.digest(object));
              same(kind.digest(object), digest);
              strictEqual(JSON.stringify(object), before);
              same(plain(digest?.data ?? null), digest?.data ?? null);
            }),
          ),
        ),
    'projects objects of any shape': source =>
      fc.assert(
        fc.property(anyObject, fc.array(anyObject), (object, others) => {
          if (source.root.digest(object) === null) {
            return;
          }
          const facts = source.kinds
            .filter(kind => kind.id !== source.root.id)
            .flatMap(kind =>
              others
                .filter(other => kind.digest(other) !== null)
                .map(other => observed(kind, other)),
            );
          const group = observedGroup(
            CLUSTER,
            observed(source.root, object),
            facts,
          );
          const state = timeless(() => source.project(group));
          same(plain(state), state);
        }),
      ),
  };

const names = ({ namespace, name }: { namespace: string; name: string }) =>
  [namespace, name].every(text =>
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(text),
  );

function assertAddressed(step: PlannedStep): void {
  if (step.type === 'service-call') {
    ok(names({ namespace: step.namespace, name: step.service }));
    ok(step.path.startsWith('/') && !step.path.includes('..'), step.path);
    return;
  }
  const { ref } = step;
  ok(names(ref), `${ref.namespace}/${ref.name} is no object of a cluster`);
  ok(/^[a-z][a-z0-9]*$/.test(ref.plural), ref.plural);
  ok(/^v[0-9][a-z0-9]*$/.test(ref.version), ref.version);
  ok(/^([a-z0-9]+[a-z0-9.-]*)?$/.test(ref.group), ref.group);
  strictEqual(Array.isArray(step.body), step.type === 'replace');
}

/** A revision that a rollback may name. */
const otherThanNewest = ({ revisions, basis }: DeploymentState) =>
  revisions
    .map(({ hash }) => hash)
    .find(hash => hash && hash !== basis.revisionHash);

async function planOf(
  { source, objects, root }: Subject,
  action: DeploymentAction,
  revisionHash: string,
): Promise<PlannedStep[]> {
  const request = { action, live: plain(root), revisionHash, now: NOW };
  return source.plan(request, readerOf(plain(objects)));
}

/** What has to hold for each rollout of each sample. */
export const SAMPLE_RULES: Record<
  string,
  (subject: Subject) => void | Promise<void>
> = {
  'says whose state it is, as plain JSON': subject => {
    const state = stateOf(subject);
    const { namespace = '', name, uid } = subject.root.metadata;
    same(
      [state.cluster, state.namespace, state.name, state.uid, state.engine],
      [CLUSTER, namespace, name, uid, subject.source.engine],
    );
    same(plain(state), state);
  },
  'makes the same state of the objects in any order, and leaves them':
    subject => {
      const { objects } = subject;
      const before = JSON.stringify(objects);
      const state = stateOf(subject);
      fc.assert(
        fc.property(
          fc.shuffledSubarray(objects, { minLength: objects.length }),
          shuffled => same(project({ ...subject, objects: shuffled }), state),
        ),
        { numRuns: 20 },
      );
      strictEqual(JSON.stringify(objects), before);
    },
  'makes some state while nothing but the root has been seen': subject => {
    const state = project({ ...subject, objects: [subject.root] });
    same(plain(state), state);
  },
  'keeps little of each object': ({ source, objects }) =>
    objects.forEach(object => {
      const size = bytesOf(kindOf(source, object)?.digest(object) ?? null);
      ok(size <= MAX_DIGEST_BYTES, `${object.metadata.name}: ${size} bytes`);
    }),
  'decides on the live objects as on the state that was shown':
    async subject => {
      const { source, objects, root } = subject;
      same(
        await source.basisOf(plain(root), readerOf(plain(objects))),
        stateOf(subject).basis,
      );
    },
  'offers or refuses every action once': subject =>
    same(
      stateOf(subject)
        .actions.map(({ action }) => action)
        .sort(),
      [...DEPLOYMENT_ACTIONS].sort(),
    ),
  'plans what it offers, for objects of the cluster': async subject => {
    const state = stateOf(subject);
    for (const { action, refusal } of state.actions) {
      if (!refusal) {
        const hash = otherThanNewest(state) ?? '';
        const steps = await planOf(subject, action, hash);
        ok(steps.length > 0, `${action} does nothing`);
        steps.forEach(assertAddressed);
        same(await planOf(subject, action, hash), steps);
      }
    }
  },
  'refuses to plan what it does not offer, and says why': async subject => {
    const state = stateOf(subject);
    for (const { action, refusal } of state.actions) {
      if (refusal) {
        ok(refusal.message.length > 0, `${action} is refused without a reason`);
        const hash = otherThanNewest(state) ?? state.basis.revisionHash;
        await rejects(
          planOf(subject, action, hash || 'none'),
          { name: 'ConflictError' },
          `${action} is refused (${refusal.message}) and planned`,
        );
      }
    }
  },
  'shows both templates of a rollback, and knows no other revision':
    async subject => {
      const { source, objects, root } = subject;
      const state = stateOf(subject);
      const offered = state.actions.some(
        ({ action, refusal }) => action === 'rollback' && !refusal,
      );
      if (!source.rollbackTemplates || !offered) {
        return;
      }
      const reader = readerOf(plain(objects));
      const revisionHash = otherThanNewest(state) ?? '';
      const { current, target } = await source.rollbackTemplates(
        { live: plain(root), revisionHash },
        reader,
      );
      ok('spec' in current && 'spec' in target, 'templates without a spec');
      await rejects(
        source.rollbackTemplates(
          { live: plain(root), revisionHash: 'unheard-of' },
          reader,
        ),
        { name: 'InputError' },
      );
    },
};

/** The rollouts of a sample that the engine says are its own. */
export function subjectsOf(
  source: DeploymentSource,
  objects: KubernetesObject[],
): Subject[] {
  return rootsOf(source, objects)
    .map(root => ({ source, objects, root }))
    .filter(subject => project(subject) !== null);
}
