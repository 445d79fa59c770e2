import { useId } from 'react';
import { useWords } from '../translation/words';
import type { Remains } from './remains';
import styles from './Outcome.module.css';

const WHAT_TO_DO = [
  'outcome.doFix',
  'outcome.doRetry',
  'outcome.doAsk',
] as const;

/** A task that has failed: at what, what is there nevertheless, what to do. */
export function Failure(props: { message: string; remains: Remains }) {
  const { message, remains } = props;
  const { t } = useWords();
  const heading = useId();
  return (
    <section role="alert" aria-labelledby={heading} className={styles.outcome}>
      <h2 id={heading}>{t('outcome.failed')}</h2>
      <div className={styles.part}>
        {remains.failedStep && (
          <p>{t('outcome.failedStep', { step: remains.failedStep })}</p>
        )}
        <p>{message}</p>
      </div>
      {remains.made.length > 0 ? (
        <div className={styles.part}>
          <h3>{t('outcome.remains')}</h3>
          <ul className={styles.list}>
            {remains.made.map(step => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </div>
      ) : (
        <p>{t('outcome.remainsNothing')}</p>
      )}
      <div className={styles.part}>
        <h3>{t('outcome.whatToDo')}</h3>
        <ul className={styles.list}>
          {WHAT_TO_DO.map(key => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}
