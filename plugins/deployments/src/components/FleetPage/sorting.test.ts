import { nextOrder, sortDirection } from './sorting';

describe('the order of the table', () => {
  it('begins with A, but with the newest change', () => {
    expect(nextOrder('name', {})).toEqual({ sort: 'name', order: 'asc' });
    expect(nextOrder('changed', {})).toEqual({
      sort: 'changed',
      order: 'desc',
    });
  });

  it('turns round when the same heading is pressed again', () => {
    const first = nextOrder('name', {});
    expect(nextOrder('name', first).order).toBe('desc');
    expect(nextOrder('name', nextOrder('name', first)).order).toBe('asc');
  });

  it('is told for one column only', () => {
    expect(sortDirection('name', { sort: 'name' })).toBe('ascending');
    expect(sortDirection('changed', { sort: 'changed' })).toBe('descending');
    expect(sortDirection('cluster', { sort: 'name' })).toBe('none');
  });
});
