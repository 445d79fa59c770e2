import { useMemo, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent } from 'react';
import { RiFileLine, RiFolderLine, RiFolderOpenLine } from '@remixicon/react';
import { foldersOf, rowsOf, treeOf } from './tree';
import type { Row } from './tree';
import type { ReviewedFile } from './reviewApi';
import { moveOf } from './treeKeys';
import styles from './FileTree.module.css';

function Icon({ row }: { row: Row }) {
  if (!row.node.children) {
    return <RiFileLine aria-hidden />;
  }
  return row.open ? (
    <RiFolderOpenLine aria-hidden />
  ) : (
    <RiFolderLine aria-hidden />
  );
}

/** Folders and files, by mouse and by keyboard. */
export function FileTree(props: {
  files: ReviewedFile[];
  label: string;
  chosen: string | undefined;
  onChoose: (path: string) => void;
}) {
  const { files, label, chosen, onChoose } = props;
  const nodes = useMemo(() => treeOf(files), [files]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(
    () =>
      rowsOf(
        nodes,
        new Set(foldersOf(nodes).filter(folder => !closed.has(folder))),
      ),
    [nodes, closed],
  );
  const [focused, setFocused] = useState<string>();
  const tabStop = rows.some(({ node }) => node.path === focused)
    ? focused
    : rows[0]?.node.path;
  const tree = useRef<HTMLUListElement>(null);

  const setOpen = (path: string, open: boolean) =>
    setClosed(old => {
      const next = new Set(old);
      if (open) {
        next.delete(path);
      } else {
        next.add(path);
      }
      return next;
    });
  const focusOn = (path: string) => {
    setFocused(path);
    const place = rows.findIndex(({ node }) => node.path === path);
    (tree.current?.children[place] as HTMLElement | undefined)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, path: string) => {
    const move = moveOf(event.key, rows, path);
    if (!move || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    if (move.focus !== undefined) {
      focusOn(move.focus);
    }
    if (move.open !== undefined) {
      setOpen(move.open, true);
    }
    if (move.close !== undefined) {
      setOpen(move.close, false);
    }
    if (move.choose !== undefined) {
      onChoose(move.choose);
    }
  };

  return (
    <ul ref={tree} role="tree" aria-label={label} className={styles.tree}>
      {rows.map(row => {
        const { path, name, children } = row.node;
        return (
          <li
            key={path}
            role="treeitem"
            aria-level={row.level}
            aria-posinset={row.position}
            aria-setsize={row.siblings}
            aria-expanded={children ? row.open : undefined}
            aria-selected={children ? undefined : path === chosen}
            tabIndex={path === tabStop ? 0 : -1}
            title={path}
            className={styles.item}
            style={{ '--level': row.level } as CSSProperties}
            onFocus={() => setFocused(path)}
            onKeyDown={event => onKeyDown(event, path)}
            onClick={() =>
              children ? setOpen(path, !row.open) : onChoose(path)
            }
          >
            <Icon row={row} />
            {name}
          </li>
        );
      })}
    </ul>
  );
}
