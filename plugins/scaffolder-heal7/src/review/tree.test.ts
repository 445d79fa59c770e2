import * as fc from 'fast-check';
import { filesWith, foldersOf, rowsOf, treeOf } from './tree';

const files = (...paths: string[]) => paths.map(path => ({ path }));
const TREE = treeOf(
  files('README.md', 'src/app/main.ts', 'src/index.ts', '.github/ci.yml', 'a'),
);
const pathsOf = (open: string[]) =>
  rowsOf(TREE, new Set(open)).map(({ node }) => node.path);

describe('treeOf', () => {
  it('shows folders before files, each by name', () => {
    expect(pathsOf([])).toEqual(['.github', 'src', 'a', 'README.md']);
  });

  it('shows what is in the open folders', () => {
    expect(pathsOf(['src'])).toEqual([
      '.github',
      'src',
      'src/app',
      'src/index.ts',
      'a',
      'README.md',
    ]);
    expect(pathsOf(['src/app'])).not.toContain('src/app/main.ts');
  });

  it('loses no file, wherever it is', () => {
    const name = fc.constantFrom('a', 'b', 'c.ts', '한글');
    const path = fc
      .array(name, { minLength: 1, maxLength: 4 })
      // What is a file in one place is not a folder in another.
      .map(parts => `${parts.join('/')}/file`);
    fc.assert(
      fc.property(fc.uniqueArray(path), paths => {
        const tree = treeOf(files(...paths));
        const shown = rowsOf(tree, new Set(foldersOf(tree)))
          .filter(({ node }) => !node.children)
          .map(({ node }) => node.path);
        expect(shown.sort()).toEqual([...paths].sort());
      }),
    );
  });

  it('knows each line’s place among its siblings', () => {
    const row = rowsOf(TREE, new Set(['src'])).find(
      ({ node }) => node.path === 'src/index.ts',
    );
    expect(row).toMatchObject({
      level: 2,
      position: 2,
      siblings: 2,
      parent: 'src',
    });
  });
});

describe('filesWith', () => {
  it('finds a text anywhere in the path, whatever its case', () => {
    expect(filesWith(files('src/App.ts', 'b'), ' app ')).toEqual(
      files('src/App.ts'),
    );
  });
});
