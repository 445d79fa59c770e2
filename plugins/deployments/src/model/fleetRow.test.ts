import { aFleet } from '../../dev/fleet';
import { refName, rolloutProgress, versionChange } from './fleetRow';

const [row] = aFleet(1);

describe('versionChange', () => {
  it('shows the image that differs, not a sidecar that stays', () => {
    const change = versionChange({
      images: ['istio/proxy:1.2', 'web:2.0'],
      previousImages: ['istio/proxy:1.2', 'web:1.0'],
    });
    expect(change).toMatchObject({ from: '1.0', to: '2.0' });
  });

  it('has no version before when there was none or the same one', () => {
    expect(versionChange({ images: ['web:2'], previousImages: [] }).from).toBe(
      '',
    );
    expect(
      versionChange({ images: ['web:2'], previousImages: ['web:2'] }).from,
    ).toBe('');
  });

  it('holds with no image at all', () => {
    expect(versionChange({ images: [], previousImages: [] }).to).toBe('');
  });
});

describe('rolloutProgress', () => {
  it('is nothing for what stands still and is done', () => {
    expect(
      rolloutProgress({ ...row, phase: 'healthy', aborted: false, step: null }),
    ).toBeNull();
  });

  it('is in percent whatever the rollout counts in', () => {
    expect(
      rolloutProgress({
        ...row,
        phase: 'paused',
        step: { index: 1, total: 4 },
        weight: { set: 250, actual: 100, max: 1000 },
      }),
    ).toEqual({ set: 25, actual: 10, step: { index: 1, total: 4 } });
  });
});

it('calls an entity by the end of its ref', () => {
  expect(refName('group:default/team/a')).toBe('a');
  expect(refName('platform-team')).toBe('platform-team');
});
