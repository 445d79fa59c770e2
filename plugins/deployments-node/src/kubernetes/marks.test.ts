import { fingerprintOf } from './fingerprint';
import { readConditions } from './conditions';
import { readMarks } from './marks';

describe('readMarks', () => {
  it('knows the entities that a workload names, and who manages it', () => {
    expect(
      readMarks({
        metadata: {
          name: 'web',
          labels: {
            'backstage.io/kubernetes-id': 'web',
            'kustomize.toolkit.fluxcd.io/name': 'apps',
          },
          annotations: {
            'heal7.com/entity': 'component:default/web, system:default/shop,',
          },
        },
      }),
    ).toEqual({
      labels: {
        'backstage.io/kubernetes-id': 'web',
        'kustomize.toolkit.fluxcd.io/name': 'apps',
      },
      entityRefs: ['component:default/web', 'system:default/shop'],
      managedBy: { tool: 'flux', name: 'apps' },
    });
  });
});

describe('readConditions', () => {
  it('keeps what a controller says, and reads a nonsense one as empty', () => {
    const conditions = [
      {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: 'too long',
        lastTransitionTime: '2026-01-02T03:04:05Z',
      },
      7,
    ];
    expect(readConditions({ conditions })).toEqual([
      {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: 'too long',
        changedAt: '2026-01-02T03:04:05Z',
      },
      { type: '', status: '', reason: '', message: '', changedAt: null },
    ]);
  });
});

describe('fingerprintOf', () => {
  it('does not mind the order of fields, and minds that of lists', () => {
    const template = { spec: { a: 1, list: [1, 2] }, metadata: {} };
    expect(fingerprintOf({ metadata: {}, spec: { list: [1, 2], a: 1 } })).toBe(
      fingerprintOf(template),
    );
    expect(
      fingerprintOf({ metadata: {}, spec: { list: [2, 1], a: 1 } }),
    ).not.toBe(fingerprintOf(template));
  });

  it('tells nothing, an empty object and an empty list apart', () => {
    const prints = [undefined, null, {}, [], [[]]].map(fingerprintOf);
    // JSON knows no undefined: both mean that there is nothing.
    expect(new Set(prints).size).toBe(4);
  });
});
