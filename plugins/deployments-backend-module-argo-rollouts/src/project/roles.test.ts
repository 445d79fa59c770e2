import { blueGreen, canary, rollout } from '../__testUtils__/rollout';
import { rolesOf } from './roles';

describe('the roles of a canary revision', () => {
  it.each([
    ['old', ['stable']],
    ['new', ['canary']],
    ['older', ['old']],
    ['', ['old']],
  ])('%j is %j', (hash, roles) => {
    expect(rolesOf(rollout(canary()), hash)).toEqual(roles);
  });

  it('is stable once promoted', () => {
    expect(rolesOf(rollout(canary({ stableRS: 'new' })), 'new')).toEqual([
      'stable',
    ]);
  });

  it('is the canary as long as nothing is stable', () => {
    expect(rolesOf(rollout(canary({ stableRS: '' })), 'new')).toEqual([
      'canary',
    ]);
  });

  it('is nothing without a status', () => {
    expect(rolesOf(rollout({ spec: canary().spec }), 'new')).toEqual(['old']);
  });
});

describe('the roles of a blue-green revision', () => {
  const services = (activeSelector: string, stableRS: string) =>
    rollout(
      blueGreen({
        stableRS,
        blueGreen: { activeSelector, previewSelector: 'new' },
      }),
    );

  it('before the switch', () => {
    const data = services('old', 'old');
    expect(rolesOf(data, 'old')).toEqual(['stable', 'active']);
    expect(rolesOf(data, 'new')).toEqual(['preview']);
  });

  it('between the switch and the promotion', () => {
    const data = services('new', 'old');
    expect(rolesOf(data, 'old')).toEqual(['stable']);
    expect(rolesOf(data, 'new')).toEqual(['active']);
  });

  it('after the promotion', () => {
    const data = services('new', 'new');
    expect(rolesOf(data, 'old')).toEqual(['old']);
    expect(rolesOf(data, 'new')).toEqual(['stable', 'active']);
  });
});
