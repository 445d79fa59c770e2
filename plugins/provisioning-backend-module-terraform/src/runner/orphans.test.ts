import type { ResourceProgress } from '@heal7/backstage-plugin-provisioning-node';
import { orphans as find } from './orphans';

const did = (
  address: string,
  phase: ResourceProgress['phase'],
  id: string | null = null,
  action = 'create',
): ResourceProgress => ({ address, phase, id, action });

const stateOf = (...addresses: string[]) => ({
  outputs: [],
  resources: addresses.map(address => ({ address, type: 'a', values: {} })),
});

const orphans = (
  progress: ResourceProgress[],
  state: Parameters<typeof find>[1],
) => find(progress, state, false);

describe('orphans', () => {
  it('lists what was made and no state knows, with how to take it over', () => {
    expect(
      orphans(
        [
          did('a.known', 'started'),
          did('a.known', 'done', 'k'),
          did('a["x"].lost', 'started'),
          did('a["x"].lost', 'done', 'say "${hi}"'),
          did('a.halfway', 'started'),
        ],
        stateOf('a.known'),
      ),
    ).toEqual([
      {
        address: 'a["x"].lost',
        id: 'say "${hi}"',
        importBlock:
          'import {\n  to = a["x"].lost\n  id = "say \\"$${hi}\\""\n}\n',
      },
      { address: 'a.halfway', id: null, importBlock: null },
    ]);
  });

  it('lists nothing that failed, or that was only changed or removed', () => {
    expect(
      orphans(
        [
          did('a.failed', 'started'),
          did('a.failed', 'failed'),
          did('a.changed', 'done', 'c', 'update'),
          did('a.removed', 'done', null, 'delete'),
        ],
        stateOf(),
      ),
    ).toEqual([]);
  });

  it('believes in no failure that a dead provider could not tell', () => {
    const progress = [did('a.b', 'started'), did('a.b', 'failed')];
    expect(find(progress, stateOf(), true)).toMatchObject([{ address: 'a.b' }]);
    expect(find(progress, stateOf('a.b'), true)).toEqual([]);
  });

  it('lists all that was made when no state can be read', () => {
    expect(orphans([did('a.b', 'done', 'x')], null)).toHaveLength(1);
  });

  it('lists what replaced something, whichever came first', () => {
    const made = [did('a.b', 'started'), did('a.b', 'done', 'new')];
    const removed = [did('a.b', 'started', null, 'delete')];
    for (const progress of [
      [...made, ...removed],
      [...removed, ...made],
    ]) {
      expect(orphans(progress, stateOf())).toMatchObject([{ id: 'new' }]);
    }
  });
});
