import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './Run.module.css';

/** A part of a run, below its heading. @internal */
export function Part(props: { heading: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h3 id={id}>{props.heading}</h3>
      {props.children}
    </section>
  );
}
