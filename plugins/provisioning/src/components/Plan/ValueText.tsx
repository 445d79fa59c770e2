import { useState } from 'react';
import type { PlannedValue } from '@heal7/backstage-plugin-provisioning-common';
import { valueView } from '../../model/plannedValue';
import { useTranslation } from '../../translation';
import styles from './Plan.module.css';

/** A planned value; a long one is shortened until somebody asks. @internal */
export function ValueText(props: { value: PlannedValue }) {
  const { t, say } = useTranslation();
  const [whole, setWhole] = useState(false);
  const view = valueView(props.value);
  if (view.kind === 'words') {
    return (
      <span className={`${styles.value} ${styles.words}`}>
        {say(view.words)}
      </span>
    );
  }
  return (
    <>
      <span className={styles.value}>
        {whole ? view.text : view.short ?? view.text}
      </span>
      {view.short === null ? null : (
        <>
          {' '}
          <button
            type="button"
            className={styles.more}
            onClick={() => setWhole(!whole)}
          >
            {t(whole ? 'value.less' : 'value.whole')}
          </button>
        </>
      )}
    </>
  );
}
