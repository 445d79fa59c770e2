import { stringify } from 'yaml';
import { owned } from '../__testUtils__/observed';
import { canary, rolloutObject } from '../__testUtils__/rollout';
import { statesOf } from './states';

const web = rolloutObject(canary());
const replicaSet = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: owned('web-new', 'rollout-uid', {
    labels: { 'rollouts-pod-template-hash': 'new' },
  }),
};
const named = (name: string, namespace: string, uid = 'rollout-uid') =>
  rolloutObject({ ...canary(), metadata: { name, namespace, uid } });

const input = (cluster: string, ...objects: object[]) => ({
  cluster,
  file: cluster,
  text: objects.map(object => stringify(object)).join('---\n'),
});

describe('statesOf', () => {
  it('begins with what people look for', () => {
    const [state] = statesOf([input('prod.yaml', web)]);
    expect(Object.keys(state).slice(0, 14)).toEqual([
      'cluster',
      'namespace',
      'name',
      'engine',
      'strategy',
      'phase',
      'message',
      'step',
      'weight',
      'revisions',
      'analysis',
      'traffic',
      'explanation',
      'gitOps',
    ]);
    expect(state).toMatchObject({
      cluster: 'prod.yaml',
      engine: 'argo-rollouts',
    });
  });

  it('sorts by cluster, namespace and name', () => {
    const states = statesOf([
      input('b', named('x', 'n'), named('z', 'm'), named('y', 'm')),
      input('a', named('x', 'n')),
    ]);
    expect(
      states.map(({ cluster, namespace, name }) => [cluster, namespace, name]),
    ).toEqual([
      ['a', 'n', 'x'],
      ['b', 'm', 'y'],
      ['b', 'm', 'z'],
      ['b', 'n', 'x'],
    ]);
  });

  it('joins what is in one file', () => {
    const [{ revisions }] = statesOf([input('a', replicaSet, web)]);
    expect(revisions.map(({ hash }) => hash)).toEqual(['new']);
  });

  it('joins nothing across files, even of one name', () => {
    const states = statesOf([input('a', web), input('a', replicaSet)]);
    expect(states).toHaveLength(1);
    expect(states[0].revisions).toEqual([]);
  });

  it('joins by UID alone', () => {
    const sameName = named('heal7-web-main', 'heal7-production', 'reborn');
    const [{ revisions }] = statesOf([input('a', sameName, replicaSet)]);
    expect(revisions).toEqual([]);
  });

  it('ignores kinds and groups that are none of its business', () => {
    const others = [
      { ...web, apiVersion: 'example.com/v1' },
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } },
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' },
    ];
    expect(statesOf([input('a', ...others)])).toEqual([]);
  });

  it('reads a Rollout of a later version of the API', () => {
    const later = { ...web, apiVersion: 'argoproj.io/v1' };
    expect(statesOf([input('a', later)])).toHaveLength(1);
  });

  it('takes the last of an object given twice', () => {
    const again = { ...web, status: { ...web.status, phase: 'Degraded' } };
    const states = statesOf([input('a', web, again)]);
    expect(states.map(({ phase }) => phase)).toEqual(['degraded']);
  });

  it('makes the same text of the same objects, whatever their order', () => {
    const text = (...objects: object[]) =>
      JSON.stringify(statesOf([input('a', ...objects)]));
    const other = named('other', 'heal7-production', 'other-uid');
    expect(text(other, replicaSet, web)).toBe(text(web, other, replicaSet));
  });
});
