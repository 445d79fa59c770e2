import type { OutputChange } from '@heal7/backstage-plugin-provisioning-common';
import { useTranslation } from '../../translation';
import basics from '../basics.module.css';
import { ValueText } from './ValueText';
import styles from './Plan.module.css';

/** What a plan changes of the outputs. @internal */
export function OutputChanges(props: { outputs: OutputChange[] }) {
  const { outputs } = props;
  const { t } = useTranslation();
  return (
    <details className={styles.fold}>
      <summary>
        {t('plan.outputs')} ({outputs.length})
      </summary>
      <table className={basics.table} aria-label={t('plan.outputs')}>
        <thead>
          <tr>
            <th scope="col">{t('stack.outputs.name')}</th>
            <th scope="col">{t('plan.before')}</th>
            <th scope="col">{t('plan.after')}</th>
          </tr>
        </thead>
        <tbody>
          {outputs.map(output => (
            <tr key={output.name}>
              <th scope="row" className={basics.code}>
                {output.name}
              </th>
              <td data-label={t('plan.before')}>
                <ValueText value={output.before} />
              </td>
              <td data-label={t('plan.after')}>
                <ValueText value={output.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
