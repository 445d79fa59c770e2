import { useEffect, useId, useRef } from 'react';
import { TextAreaField } from '@backstage/ui';
import { useTranslation } from '../../translation';
import styles from './ReasonField.module.css';

/** Characters that the backend takes. */
const LIMIT = 500;

/**
 * Why something is done.
 *
 * @param missing - what to say when it was left out; null while it was not.
 * Saying so takes the focus to the field.
 * @internal
 */
export function ReasonField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  required: boolean;
  missing: string | null;
  isDisabled?: boolean;
}) {
  const { label, value, onChange, required, missing, isDisabled } = props;
  const { t } = useTranslation();
  const field = useRef<HTMLDivElement>(null);
  const hintId = useId();
  useEffect(() => {
    if (missing !== null) {
      field.current?.querySelector('textarea')?.focus();
    }
  }, [missing]);
  return (
    <div className={styles.reason}>
      <TextAreaField
        ref={field}
        label={label}
        secondaryLabel={required ? t('acting.required') : undefined}
        aria-describedby={hintId}
        // The browser's own bubble would speak its own language.
        validationBehavior="aria"
        isRequired={required}
        isInvalid={missing !== null}
        rows={2}
        maxLength={LIMIT}
        value={value}
        onChange={onChange}
        isDisabled={isDisabled}
      />
      {/* BUI's own description has too little contrast on dark. */}
      <span id={hintId} className={styles.hint}>
        {missing !== null ? (
          <span role="alert" className={styles.missing}>
            {missing}{' '}
          </span>
        ) : null}
        {t('action.reasonHint', { count: value.length })}
      </span>
    </div>
  );
}
