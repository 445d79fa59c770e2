import { rowsOf, treeOf } from './tree';
import { moveOf } from './treeKeys';

const TREE = treeOf([
  { path: 'src/a.ts' },
  { path: 'src/b.ts' },
  { path: 'z' },
]);
const OPEN = rowsOf(TREE, new Set(['src']));
const CLOSED = rowsOf(TREE, new Set());

describe('moveOf', () => {
  it('goes up and down the lines, and to their ends', () => {
    expect(moveOf('ArrowDown', OPEN, 'src')).toEqual({ focus: 'src/a.ts' });
    expect(moveOf('ArrowUp', OPEN, 'z')).toEqual({ focus: 'src/b.ts' });
    expect(moveOf('Home', OPEN, 'z')).toEqual({ focus: 'src' });
    expect(moveOf('End', OPEN, 'src')).toEqual({ focus: 'z' });
  });

  it('opens a closed folder, and goes into an open one', () => {
    expect(moveOf('ArrowRight', CLOSED, 'src')).toEqual({ open: 'src' });
    expect(moveOf('ArrowRight', OPEN, 'src')).toEqual({ focus: 'src/a.ts' });
  });

  it('closes an open folder, and goes out of it from a file', () => {
    expect(moveOf('ArrowLeft', OPEN, 'src')).toEqual({ close: 'src' });
    expect(moveOf('ArrowLeft', OPEN, 'src/b.ts')).toEqual({ focus: 'src' });
  });

  it('chooses a file, and opens or closes a folder', () => {
    expect(moveOf('Enter', OPEN, 'src/a.ts')).toEqual({ choose: 'src/a.ts' });
    expect(moveOf(' ', OPEN, 'src')).toEqual({ close: 'src' });
    expect(moveOf('Enter', CLOSED, 'src')).toEqual({ open: 'src' });
  });

  it('leaves every other key alone', () => {
    expect(moveOf('Tab', OPEN, 'src')).toBeUndefined();
  });
});
