import type { StackOutput } from '@heal7/backstage-plugin-provisioning-common';
import { useTranslation } from '../../translation';
import basics from '../basics.module.css';
import { EmptyState } from '../EmptyState';
import { ValueText } from '../Plan/ValueText';

/** The outputs of the module; sensitive ones have no value here. @internal */
export function OutputsSection(props: { outputs: StackOutput[] }) {
  const { outputs } = props;
  const { t } = useTranslation();
  if (outputs.length === 0) {
    return (
      <EmptyState
        title={t('stack.outputs.none')}
        hint={t('stack.outputs.noneHint')}
      />
    );
  }
  return (
    <table className={basics.table} aria-label={t('stack.section.outputs')}>
      <thead>
        <tr>
          <th scope="col">{t('stack.outputs.name')}</th>
          <th scope="col">{t('stack.outputs.value')}</th>
        </tr>
      </thead>
      <tbody>
        {outputs.map(({ name, sensitive, value }) => (
          <tr key={name}>
            <th scope="row" className={basics.code}>
              {name}
            </th>
            <td data-label={t('stack.outputs.value')}>
              <ValueText
                value={
                  sensitive
                    ? { kind: 'sensitive' }
                    : { kind: 'known', value: value ?? null }
                }
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
