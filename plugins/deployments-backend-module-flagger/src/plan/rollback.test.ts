import { asFields, pathOf } from '@heal7/backstage-plugin-deployments-node';
import { readerOf } from '@heal7/backstage-plugin-deployments-node/testing';
import { objectsOf, realState } from '../__testUtils__/real';
import { flaggerSource } from '../source';

const moment = 'canary-rolled-back';
const objects = objectsOf(moment);
const live = objects.find(({ kind }) => kind === 'Canary')!;
const state = realState(moment);
const hashOf = (role: string) =>
  state.revisions.find(revision => revision.role === role)!.hash;

const rollback = (revisionHash: string, canary = live) =>
  flaggerSource.plan(
    { action: 'rollback', live: canary, revisionHash, now: new Date() },
    readerOf(objects),
  );
const templateFor = async (revisionHash: string) => {
  const steps: any[] = await rollback(revisionHash);
  return steps.at(-1).body[0].value;
};

describe('a rollback of a real Canary', () => {
  it('gives the target the template of that revision, as it was', async () => {
    const template = await templateFor(hashOf('old'));
    const sets = objects.filter(({ kind }) => kind === 'ReplicaSet');
    const set = sets.find(
      ({ metadata }) =>
        metadata.labels?.['pod-template-hash'] === hashOf('old'),
    );
    const made = asFields(pathOf(set, 'spec', 'template'))!;
    const labels = { ...asFields(pathOf(made, 'metadata', 'labels')) };
    delete labels['pod-template-hash'];
    expect(template.metadata.labels).toEqual(labels);
    expect(template.spec).toEqual(made.spec);
  });

  it('means the target’s own revision by the hash of the primary’s copy', async () => {
    const primary = objects.filter(
      ({ kind, metadata }) =>
        kind === 'ReplicaSet' && metadata.name.includes('-primary-'),
    );
    for (const set of primary) {
      const hash = set.metadata.labels!['pod-template-hash'];
      const template = await templateFor(hash);
      expect(template.metadata.labels.app).toBe('heal7-web-main');
      expect(template.metadata.annotations ?? {}).not.toHaveProperty(
        'flagger-id',
      );
      expect(pathOf(set, 'spec', 'template', 'spec', 'containers')).toEqual(
        template.spec.containers,
      );
    }
    expect(primary.length).toBeGreaterThan(1);
  });

  it('closes the gate first that ended the run, unless Flagger has', async () => {
    expect(await rollback(hashOf('stable'))).toHaveLength(1);
    const webhooks: any[] = pathOf(live.spec, 'analysis', 'webhooks') as any;
    const [first] = await rollback(hashOf('stable'), {
      ...live,
      spec: {
        ...live.spec,
        analysis: {
          webhooks: webhooks.filter(({ type }) => type !== 'post-rollout'),
        },
      },
    });
    expect(first).toMatchObject({
      type: 'service-call',
      path: '/rollback/close',
    });
  });

  it('is refused to where it is, and to where nobody was', async () => {
    await expect(rollback(hashOf('canary'))).rejects.toThrow(/newest/);
    await expect(rollback('bogus')).rejects.toThrow(/keeps no revision bogus/);
    await expect(rollback('../x')).rejects.toThrow(/needs the hash/);
  });
});
