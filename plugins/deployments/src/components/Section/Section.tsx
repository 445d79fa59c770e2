import type { ReactNode } from 'react';
import styles from './Section.module.css';

/**
 * One line of a card: what it is about, and beside it the thing itself.
 *
 * @internal
 */
export function Section(props: {
  heading: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      <div className={styles.label}>
        <h4 className={styles.heading}>{props.heading}</h4>
        {props.aside}
      </div>
      <div className={styles.content}>{props.children}</div>
    </section>
  );
}
