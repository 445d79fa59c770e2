import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readDeployment, ValuesError } from './deployValues.mts';

const BASE = `
name: shop
entity: component:default/shop
image:
  repository: ghcr.io/heal7/shop
  tag: 0.1.0
port: 8080
autoscaling:
  minReplicas: 2
delivery:
  engine: argo-rollouts
  canary:
    header:
      name: canary
      value: 'true'
    steps:
      - weight: 10
        pause: 10m
      - weight: 50
somethingNew:
  of: a later chart
`;
const AWS = 'cluster:\n  name: eks-heal7-production\n';

function problem(base: string, overlay = AWS, name = 'shop'): string {
  try {
    readDeployment(name, base, overlay);
  } catch (error) {
    assert.ok(error instanceof ValuesError, String(error));
    return error.message;
  }
  return 'none';
}

describe('the values of a service', () => {
  it('say what runs where', () => {
    const { cluster, service, release } = readDeployment('shop', BASE, AWS);
    assert.equal(cluster, 'eks-heal7-production');
    assert.deepEqual(release, { version: '0.1.0' });
    assert.equal(service.image, 'ghcr.io/heal7/shop');
    assert.equal(service.port, 8080);
    assert.equal(service.replicas, 2);
    assert.equal(service.entity, 'component:default/shop');
    assert.deepEqual(
      service.steps.filter(step => !step.setHeaderRoute),
      [
        { setWeight: 10 },
        { pause: { duration: '10m' } },
        { setWeight: 50 },
        { pause: {} },
      ],
    );
    assert.equal(service.steps[1].setHeaderRoute?.name, 'shop-canary-header');
  });

  it('are overridden by those of the environment', () => {
    const overlay = `${AWS}image:\n  tag: 0.2.0\nautoscaling:\n  enabled: false\nreplicas: 5\n`;
    const { service, release } = readDeployment('shop', BASE, overlay);
    assert.equal(release.version, '0.2.0');
    assert.equal(service.replicas, 5);
    assert.equal(service.image, 'ghcr.io/heal7/shop');
  });

  it('may name a digest, which wins over the tag', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const overlay = `${AWS}image:\n  digest: ${digest}\n`;
    const { release } = readDeployment('shop', BASE, overlay);
    assert.equal(release.image, `ghcr.io/heal7/shop@${digest}`);
    assert.equal(release.version, '0.1.0');
  });

  it('are refused with what is wrong', () => {
    assert.match(problem('name: [', AWS), /deploy\/values.yaml is not YAML/);
    assert.match(problem('- a', AWS), /is not a map/);
    assert.match(problem(BASE, AWS, 'other'), /the repository is "other"/);
    assert.match(problem(BASE, ''), /cluster.name is missing/);
    assert.match(
      problem(BASE, `${AWS}image: {tag: "a b"}`),
      /image.tag is "a b"/,
    );
    assert.match(
      problem(BASE, `${AWS}autoscaling: {minReplicas: 2000}`),
      /autoscaling.minReplicas is 2000/,
    );
    assert.match(
      problem(BASE, `${AWS}delivery: {canary: {steps: [{weight: 101}]}}`),
      /steps\[0\].weight is 101/,
    );
    assert.match(
      problem(
        BASE,
        `${AWS}delivery: {canary: {steps: [{weight: 1, pause: soon}]}}`,
      ),
      /steps\[0\].pause is "soon"/,
    );
  });

  it('never fail in any other way', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (base, overlay) => {
        problem(base, overlay);
        problem(`name: shop\n${base}`, `${AWS}${overlay}`);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        problem(BASE, JSON.stringify(value));
        problem(BASE, JSON.stringify({ delivery: { canary: value } }));
      }),
    );
  });
});
