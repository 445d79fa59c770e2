import { completeSize, presetOf, presetsOf } from './size';

describe('presets', () => {
  it('are the platform’s, but for those that a template has of its own', () => {
    const presets = presetsOf({ small: { cpu: '2000m', memory: '4096Mi' } });
    expect(presets.small).toEqual({ cpu: '2000m', memory: '4096Mi' });
    expect(presets.large).toEqual({ cpu: '1000m', memory: '2048Mi' });
  });

  it('are recognised in an answer', () => {
    const presets = presetsOf(undefined);
    expect(presetOf({ cpu: '500m', memory: '1024Mi' }, presets)).toBe('medium');
    expect(
      presetOf({ cpu: '500m', memory: '2048Mi' }, presets),
    ).toBeUndefined();
  });
});

describe('completeSize', () => {
  it('keeps what is answered and fills in the rest', () => {
    expect(completeSize({ minReplicas: 5 }, presetsOf(undefined))).toEqual({
      minReplicas: 5,
      maxReplicas: 10,
      cpu: '250m',
      memory: '256Mi',
    });
  });
});
