import { useId } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../translation/words';
import styles from './theme.module.css';

/** Several controls that make up one answer, under one heading. */
export function FieldGroup(props: {
  id?: string;
  title: string;
  description?: string;
  required?: boolean;
  children: ReactNode;
}) {
  const { id, title, description, required, children } = props;
  const { t } = useWords();
  const hint = useId();
  return (
    <fieldset id={id} className={styles.theme} aria-describedby={hint}>
      <legend className={styles.legend}>
        {title}
        {required ? (
          <span className={styles.required}>({t('field.required')})</span>
        ) : null}
      </legend>
      <p id={hint} className={styles.hint}>
        {description}
      </p>
      {children}
    </fieldset>
  );
}
