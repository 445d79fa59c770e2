import { useEffect, useId, useRef } from 'react';
import { TextAreaField } from '@backstage/ui';
import { useTranslation } from '../../translation';
import styles from './dialogs.module.css';

/** Characters that the backend takes. */
const LIMIT = 500;

/**
 * Why something is done.
 *
 * @param missing - whether it was left out where it is needed. Saying so takes
 * the focus to the field.
 * @internal
 */
export function CommentField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  required: boolean;
  missing: boolean;
}) {
  const { label, value, onChange, required, missing } = props;
  const { t } = useTranslation();
  const field = useRef<HTMLDivElement>(null);
  const hintId = useId();
  useEffect(() => {
    if (missing) {
      field.current?.querySelector('textarea')?.focus();
    }
  }, [missing]);
  return (
    <div className={styles.field}>
      <TextAreaField
        ref={field}
        label={label}
        secondaryLabel={required ? t('acting.required') : undefined}
        aria-describedby={hintId}
        // The browser's own bubble would speak its own language.
        validationBehavior="aria"
        isRequired={required}
        isInvalid={missing}
        rows={2}
        maxLength={LIMIT}
        value={value}
        onChange={onChange}
      />
      {/* BUI's own description has too little contrast on dark. */}
      <span id={hintId} className={styles.hint}>
        {missing ? (
          <span role="alert" className={styles.wrong}>
            {t('acting.missing')}{' '}
          </span>
        ) : null}
        {t('acting.limit', { count: value.length })}
      </span>
    </div>
  );
}
