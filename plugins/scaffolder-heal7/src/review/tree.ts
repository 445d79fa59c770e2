import type { ReviewedFile } from './reviewApi';

/** A folder or file of the rendered repository. */
export interface Node {
  path: string;
  name: string;
  /** Absent when it is a file. */
  children?: Node[];
}

const byKindAndName = (a: Node, b: Node) =>
  Number(Boolean(b.children)) - Number(Boolean(a.children)) ||
  a.name.localeCompare(b.name, 'en');

/** The folders and files in the order of a file browser. */
export function treeOf(files: Pick<ReviewedFile, 'path'>[]): Node[] {
  const root: Node = { path: '', name: '', children: [] };
  const folders = new Map([['', root]]);
  const folderAt = (path: string): Node => {
    const known = folders.get(path);
    if (known) {
      return known;
    }
    const cut = path.lastIndexOf('/');
    const folder = { path, name: path.slice(cut + 1), children: [] };
    folders.set(path, folder);
    folderAt(path.slice(0, Math.max(0, cut))).children!.push(folder);
    return folder;
  };
  for (const { path } of files) {
    const cut = path.lastIndexOf('/');
    folderAt(path.slice(0, Math.max(0, cut))).children!.push({
      path,
      name: path.slice(cut + 1),
    });
  }
  folders.forEach(folder => folder.children!.sort(byKindAndName));
  return root.children!;
}

/** A line of the tree as it is shown. */
export interface Row {
  node: Node;
  /** 1 for the outermost. */
  level: number;
  open: boolean;
  position: number;
  siblings: number;
  parent?: string;
}

/** The lines that show while some folders are open. */
export function rowsOf(
  nodes: Node[],
  open: ReadonlySet<string>,
  level = 1,
  parent?: string,
): Row[] {
  return nodes.flatMap((node, index) => {
    const isOpen = node.children !== undefined && open.has(node.path);
    const row: Row = {
      node,
      level,
      open: isOpen,
      position: index + 1,
      siblings: nodes.length,
      parent,
    };
    return [
      row,
      ...(isOpen
        ? rowsOf(node.children ?? [], open, level + 1, node.path)
        : []),
    ];
  });
}

/** Every folder. */
export const foldersOf = (nodes: Node[]): string[] =>
  nodes.flatMap(({ path, children }) =>
    children ? [path, ...foldersOf(children)] : [],
  );

/** The files whose path has a text in it, whatever its case. */
export const filesWith = <F extends { path: string }>(
  files: F[],
  text: string,
): F[] => {
  const wanted = text.trim().toLocaleLowerCase('en-US');
  return files.filter(({ path }) =>
    path.toLocaleLowerCase('en-US').includes(wanted),
  );
};
