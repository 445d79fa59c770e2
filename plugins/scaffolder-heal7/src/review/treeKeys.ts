import type { Row } from './tree';

/** What a key does in the tree: where the focus goes, and what opens. */
export interface TreeMove {
  focus?: string;
  open?: string;
  close?: string;
  choose?: string;
}

/** The keys of a tree, as the ARIA practices describe them. */
export function moveOf(
  key: string,
  rows: Row[],
  focused: string,
): TreeMove | undefined {
  const index = rows.findIndex(({ node }) => node.path === focused);
  const row = rows[index];
  const pathAt = (place: number) => rows[place]?.node.path;
  if (!row) {
    return undefined;
  }
  const { path, children } = row.node;
  switch (key) {
    case 'ArrowDown':
      return { focus: pathAt(index + 1) };
    case 'ArrowUp':
      return { focus: pathAt(index - 1) };
    case 'Home':
      return { focus: pathAt(0) };
    case 'End':
      return { focus: pathAt(rows.length - 1) };
    case 'ArrowRight':
      if (!children) {
        return {};
      }
      return row.open ? { focus: pathAt(index + 1) } : { open: path };
    case 'ArrowLeft':
      return row.open ? { close: path } : { focus: row.parent };
    case 'Enter':
    case ' ':
      if (!children) {
        return { choose: path };
      }
      return row.open ? { close: path } : { open: path };
    default:
      return undefined;
  }
}
