import type { ReactNode } from 'react';
import styles from './Chip.module.css';

/** @internal */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/**
 * A short word with an icon. The tone only underlines what the word says.
 *
 * @internal
 */
export function Chip(props: {
  tone?: Tone;
  icon?: ReactNode;
  title?: string;
  children: ReactNode;
}) {
  const { tone = 'neutral', icon, title, children } = props;
  return (
    <span className={`${styles.chip} ${styles[tone]}`} title={title}>
      {icon ? (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      ) : null}
      <span className={styles.text}>{children}</span>
    </span>
  );
}
