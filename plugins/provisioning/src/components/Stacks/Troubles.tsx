import { Alert } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { BrokenModule } from '@heal7/backstage-plugin-provisioning-common';
import { provisioningApiRef } from '../../api';
import { useLoaded } from '../../hooks/useLoaded';
import { useTranslation } from '../../translation';

/** What cannot be used at the moment, and what is missing. @internal */
export function Troubles(props: { broken: BrokenModule[] }) {
  const { broken } = props;
  const api = useApi(provisioningApiRef);
  const { t } = useTranslation();
  const executors = useLoaded('executors', signal =>
    api.getExecutors({ signal }),
  );
  const missing = (executors.value ?? []).filter(({ available }) => !available);
  return (
    <>
      {missing.length > 0 ? (
        <Alert
          status="warning"
          icon
          title={t('stacks.executors')}
          description={missing
            .map(({ id, message }) => t('stacks.executor', { id, message }))
            .join(' ')}
        />
      ) : null}
      {broken.length > 0 ? (
        <Alert
          status="warning"
          icon
          title={t('stacks.broken')}
          description={broken
            .map(({ id, source, reason }) =>
              t('stacks.brokenModule', { id: id ?? source, reason }),
            )
            .join(' ')}
        />
      ) : null}
    </>
  );
}
