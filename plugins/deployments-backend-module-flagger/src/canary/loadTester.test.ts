import fc from 'fast-check';
import { gateOf } from './loadTester';

const at = (url: string) => gateOf({ type: 'confirm-rollout', name: 'x', url });

describe('a gate of the load tester', () => {
  it.each([
    'http://flagger-loadtester.test/gate/check',
    'http://flagger-loadtester.test:80/gate/check',
    'http://flagger-loadtester.test.svc/gate/check',
    'http://flagger-loadtester.test.svc.cluster.local/gate/check',
  ])('is found by %s', url => {
    expect(at(url)).toEqual({
      namespace: 'test',
      service: 'flagger-loadtester',
      port: '80',
      path: 'gate',
    });
  });

  it('keeps another port, and the way back', () => {
    expect(at('http://lt.test:8080/rollback/check')).toEqual({
      namespace: 'test',
      service: 'lt',
      port: '8080',
      path: 'rollback',
    });
  });

  it.each([
    ['in a namespace that nothing tells', 'http://lt/gate/check'],
    ['with TLS', 'https://lt.test/gate/check'],
    ['outside of the cluster', 'http://gate.example.com/gate/check'],
    ['at an address', 'http://10.0.0.1/gate/check'],
    ['that is always open', 'http://lt.test/gate/approve'],
    ['that is always shut', 'http://lt.test/gate/halt'],
    ['of something else', 'http://lt.test/'],
    ['below another path', 'http://lt.test/x/gate/check'],
    ['with a query', 'http://lt.test/gate/check?a=b'],
    ['with a user', 'http://u:p@lt.test/gate/check'],
    ['that is no address', 'gate'],
  ])('is none %s', (_, url) => {
    expect(at(url)).toBeNull();
  });

  it('never leads out of its two paths', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.string(), (url, text) => {
        for (const one of [url, `http://a.b/${text}`, text]) {
          const gate = at(one);
          expect(gate === null || /^(gate|rollback)$/.test(gate.path)).toBe(
            true,
          );
        }
      }),
    );
  });
});
