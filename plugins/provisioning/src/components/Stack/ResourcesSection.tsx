import { Link } from '@backstage/ui';
import type { AppliedResource } from '@heal7/backstage-plugin-provisioning-common';
import { webAddress } from '../../model/names';
import { useTranslation } from '../../translation';
import basics from '../basics.module.css';
import { EmptyState } from '../EmptyState';
import { EntityLink } from '../EntityLink';

/** The resources of interest, with where else they can be seen. @internal */
export function ResourcesSection(props: { resources: AppliedResource[] }) {
  const { resources } = props;
  const { t } = useTranslation();
  if (resources.length === 0) {
    return (
      <EmptyState
        title={t('stack.resources.none')}
        hint={t('stack.resources.noneHint')}
      />
    );
  }
  return (
    <table className={basics.table} aria-label={t('stack.section.resources')}>
      <thead>
        <tr>
          <th scope="col">{t('stack.resources.name')}</th>
          <th scope="col">{t('stack.resources.type')}</th>
          <th scope="col">{t('stack.resources.address')}</th>
          <th scope="col">{t('stack.resources.entity')}</th>
          <th scope="col">{t('stack.resources.console')}</th>
        </tr>
      </thead>
      <tbody>
        {resources.map(({ address, type, name, entityRef, consoleUrl }) => {
          const console = webAddress(consoleUrl);
          return (
            <tr key={address}>
              <th scope="row">{name}</th>
              <td data-label={t('stack.resources.type')}>{type}</td>
              <td
                data-label={t('stack.resources.address')}
                className={basics.code}
              >
                {address}
              </td>
              <td data-label={t('stack.resources.entity')}>
                {entityRef ? (
                  <EntityLink
                    entityRef={entityRef}
                    label={t('stack.resources.entityOf', { name })}
                  />
                ) : (
                  '—'
                )}
              </td>
              <td data-label={t('stack.resources.console')}>
                {console ? (
                  <Link
                    href={console}
                    target="_blank"
                    rel="noopener noreferrer"
                    aria-label={t('stack.resources.consoleOf', { name })}
                  >
                    {t('stack.resources.console')}
                  </Link>
                ) : (
                  '—'
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
