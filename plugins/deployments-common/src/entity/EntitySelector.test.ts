import type { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import {
  entitySelectorOf,
  selects,
  workloadNamesEntity,
} from './EntitySelector';

const entity = (annotations?: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'heal7-web-main', annotations },
});
const ID = 'backstage.io/kubernetes-id';
const web = {
  cluster: 'eks-heal7-production',
  namespace: 'heal7-production',
  name: 'heal7-web-main',
  labels: { [ID]: 'heal7-web-main', tier: 'web' },
};

describe('entitySelectorOf', () => {
  it('takes the id for a label', () => {
    expect(entitySelectorOf(entity({ [ID]: ' heal7-web-main ' }))).toEqual({
      labels: [{ key: ID, operator: 'in', values: ['heal7-web-main'] }],
      cluster: null,
      namespace: null,
      names: null,
    });
  });

  it('lets a label selector win over the id', () => {
    const selector = entitySelectorOf(
      entity({
        [ID]: 'heal7-web-main',
        'backstage.io/kubernetes-label-selector': 'tier=web',
      }),
    );
    expect(selector?.labels).toEqual([
      { key: 'tier', operator: 'in', values: ['web'] },
    ]);
  });

  it('narrows by the other annotations', () => {
    expect(
      entitySelectorOf(
        entity({
          [ID]: 'x',
          'backstage.io/kubernetes-cluster': 'eks-heal7-production',
          'backstage.io/kubernetes-namespace': 'heal7-production',
          'heal7.com/rollout': 'heal7-web-main, heal7-web-admin,',
        }),
      ),
    ).toMatchObject({
      cluster: 'eks-heal7-production',
      namespace: 'heal7-production',
      names: ['heal7-web-main', 'heal7-web-admin'],
    });
  });

  it.each<Record<string, string> | undefined>([
    undefined,
    {},
    { [ID]: ' ' },
    { 'backstage.io/kubernetes-label-selector': '' },
    { 'backstage.io/kubernetes-namespace': 'heal7-production' },
    { 'heal7.com/rollout': 'heal7-web-main' },
  ])('selects nothing with %j', annotations => {
    expect(entitySelectorOf(entity(annotations))).toBeNull();
  });

  it('refuses a label selector that cannot be read', () => {
    const broken = { 'backstage.io/kubernetes-label-selector': 'tier in (' };
    expect(() => entitySelectorOf(entity(broken))).toThrow(TypeError);
  });
});

describe('selects', () => {
  const selected = (annotations: Record<string, string>) =>
    selects(
      entitySelectorOf(entity({ [ID]: 'heal7-web-main', ...annotations }))!,
      web,
    );

  it.each([
    [{}, true],
    [{ [ID]: 'another' }, false],
    [{ 'backstage.io/kubernetes-cluster': 'eks-heal7-production' }, true],
    [{ 'backstage.io/kubernetes-cluster': 'gke-heal7-secondary' }, false],
    [{ 'backstage.io/kubernetes-namespace': 'heal7-production' }, true],
    [{ 'backstage.io/kubernetes-namespace': 'staging' }, false],
    [{ 'heal7.com/rollout': 'other,heal7-web-main' }, true],
    [{ 'heal7.com/rollout': 'other' }, false],
    [{ 'heal7.com/rollout': ' , ' }, true],
  ])('%j: %s', (annotations, expected) => {
    expect(selected(annotations as Record<string, string>)).toBe(expected);
  });
});

describe('workloadNamesEntity', () => {
  const names = (
    target: { entityRefs?: string[]; labels?: Record<string, string> },
    annotations?: Record<string, string>,
  ) =>
    workloadNamesEntity(
      { ...web, labels: {}, entityRefs: [], ...target },
      entity(annotations),
    );

  it.each([
    'component:default/heal7-web-main',
    'Component:Default/HEAL7-web-main',
    'heal7-web-main',
    'default/heal7-web-main',
  ])('by the ref %s', ref => {
    expect(names({ entityRefs: ['component:default/other', ref] })).toBe(true);
  });

  it.each([
    'api:default/heal7-web-main',
    'component:other/heal7-web-main',
    'component:default/heal7-web',
    ':::',
    '',
  ])('not by %j', ref => {
    expect(names({ entityRefs: [ref] })).toBe(false);
  });

  it('by the label, which names a component of the default namespace', () => {
    expect(names({ labels: { [ID]: 'heal7-web-main' } })).toBe(true);
    expect(names({ labels: { [ID]: 'heal7-web' } })).toBe(false);
  });

  it("never because the entity wrote somebody else's id", () => {
    const labels = { [ID]: 'api' };
    expect(names({ labels }, { [ID]: 'api' })).toBe(false);
  });

  it('never by a label selector, which only the entity wrote', () => {
    const annotations = {
      'backstage.io/kubernetes-label-selector': 'tier=web',
    };
    expect(names({ labels: { tier: 'web' } }, annotations)).toBe(false);
  });

  it('never by an empty label', () => {
    expect(names({ labels: { [ID]: '' } }, { [ID]: '' })).toBe(false);
    expect(names({ labels: { [ID]: '' } }, { [ID]: ' ' })).toBe(false);
  });

  it('reads any nonsense in the workload', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), entityRefs => {
        expect(names({ entityRefs })).toBe(false);
      }),
    );
  });
});
