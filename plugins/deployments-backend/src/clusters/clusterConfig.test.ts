import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { DEFAULT_CLUSTER_CONFIG, readClusterConfigs } from './clusterConfig';

const read = (clusters: JsonObject, environments: JsonObject = {}) =>
  readClusterConfigs(
    mockServices.rootConfig({
      data: { deployments: { clusters, environments } },
    }),
  );

describe('readClusterConfigs', () => {
  it('needs no configuration at all', () => {
    expect(readClusterConfigs(mockServices.rootConfig()).size).toBe(0);
    expect(read({ east: {} }).get('east')).toEqual(DEFAULT_CLUSTER_CONFIG);
  });

  it('reads every key', () => {
    expect(
      read({
        east: {
          title: 'East',
          environment: 'production',
          demo: true,
          namespaces: ['shop'],
          acting: { tokenFile: 'token' },
          owners: [
            {
              namespace: 'shop',
              entityRefs: ['Web'],
              ownerRefs: ['group:default/web-team', 'ops'],
            },
          ],
        },
      }).get('east'),
    ).toEqual({
      title: 'East',
      environment: 'production',
      demo: true,
      namespaces: ['shop'],
      acting: { kind: 'tokenFile', path: 'token' },
      owners: [
        {
          namespace: 'shop',
          entityRefs: ['component:default/web'],
          ownerRefs: ['group:default/web-team', 'group:default/ops'],
        },
      ],
      reasonRequired: false,
      metrics: null,
    });
  });

  it('leaves the rest of the metrics to their source', () => {
    const metrics = { source: 'prometheus', url: 'http://p' };
    const read1 = read({ east: { metrics } }).get('east')?.metrics;
    expect(read1?.source).toBe('prometheus');
    expect(read1?.config.getString('url')).toBe('http://p');
    expect(() => read({ east: { metrics: { url: 'http://p' } } })).toThrow(
      'deployments.clusters.east.metrics.source',
    );
  });

  it.each([
    ['production', {}, {}, true],
    ['staging', {}, {}, false],
    [undefined, {}, { production: { reasonRequired: true } }, false],
    ['production', { demo: true }, {}, false],
    ['production', {}, { production: { reasonRequired: false } }, false],
    ['staging', { demo: true }, { staging: { reasonRequired: true } }, true],
    ['k8s.io/x', {}, { 'k8s.io/x': { reasonRequired: true } }, true],
  ])(
    'asks for reasons in %p with %j, environments being %j: %p',
    (environment, extra, environments, expected) => {
      const east = { ...extra, ...(environment && { environment }) };
      expect(read({ east }, environments).get('east')?.reasonRequired).toBe(
        expected,
      );
    },
  );

  it('takes names that are no config keys', () => {
    expect([
      ...read({ 'prod-1': {}, 'k8s.example.com/a:b': {} }).keys(),
    ]).toEqual(['prod-1', 'k8s.example.com/a:b']);
  });

  it('names the key whose value is wrong', () => {
    expect(() => read({ 'prod-1': { demo: 'perhaps' } })).toThrow(
      'deployments.clusters.prod-1.demo',
    );
    expect(() => read({ east: 'x' })).toThrow(
      'deployments.clusters.east must be an object',
    );
  });

  it.each([
    [{}, 'it has 0'],
    [{ token: 'a', tokenFile: 'b' }, 'it has 2'],
  ])('refuses the acting credential %j', (acting, message) => {
    expect(() => read({ east: { acting } })).toThrow(
      new RegExp(`deployments.clusters.east.acting .*${message}`),
    );
  });

  it('says which owner is wrong', () => {
    expect(() => read({ east: { owners: [{ namespace: 'shop' }] } })).toThrow(
      'deployments.clusters.east.owners[0] names nobody',
    );
    expect(() =>
      read({
        east: { owners: [{ namespace: 'shop', ownerRefs: ['group:'] }] },
      }),
    ).toThrow("owners[0].ownerRefs: 'group:' is no entity ref");
  });
});
