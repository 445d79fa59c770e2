import { readManager } from './managedBy';

describe('readManager', () => {
  it('recognises Argo CD by its tracking annotation', () => {
    const annotations = {
      'argocd.argoproj.io/tracking-id':
        'heal7-web:argoproj.io/Rollout:heal7-production/heal7-web-main',
    };
    expect(readManager({}, annotations)).toEqual({
      tool: 'argo-cd',
      name: 'heal7-web',
    });
  });

  it('recognises Argo CD by its own label', () => {
    expect(
      readManager({ 'argocd.argoproj.io/instance': 'heal7-web' }, {}),
    ).toEqual({ tool: 'argo-cd', name: 'heal7-web' });
  });

  it('believes the common instance label only beside another mark', () => {
    const labels = { 'app.kubernetes.io/instance': 'heal7-web' };
    expect(readManager(labels, {})).toBeNull();
    expect(
      readManager(labels, { 'argocd.argoproj.io/sync-wave': '1' }),
    ).toEqual({ tool: 'argo-cd', name: 'heal7-web' });
  });

  it.each(['kustomize', 'helm'])('recognises Flux by its %s label', kind => {
    const labels = { [`${kind}.toolkit.fluxcd.io/name`]: 'apps' };
    expect(readManager(labels, {})).toEqual({ tool: 'flux', name: 'apps' });
  });

  it('recognises Helm by label and release', () => {
    const labels = { 'app.kubernetes.io/managed-by': 'Helm' };
    const annotations = { 'meta.helm.sh/release-name': 'web' };
    expect(readManager(labels, annotations)).toEqual({
      tool: 'helm',
      name: 'web',
    });
    expect(readManager(labels, {})).toBeNull();
    expect(readManager({}, annotations)).toBeNull();
  });

  it('names Argo CD where it applies what Helm rendered', () => {
    expect(
      readManager(
        { 'app.kubernetes.io/managed-by': 'Helm' },
        {
          'meta.helm.sh/release-name': 'web',
          'argocd.argoproj.io/tracking-id': 'heal7-web:x',
        },
      )?.tool,
    ).toBe('argo-cd');
  });
});
