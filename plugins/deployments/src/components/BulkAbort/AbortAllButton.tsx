import { useState } from 'react';
import { Button } from '@backstage/ui';
import { RiAlarmWarningLine } from '@remixicon/react';
import { useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { deploymentsApiRef } from '../../api';
import { POLL_MS } from '../../hooks/LiveDeployments';
import { useLiveLoaded } from '../../hooks/useLiveLoaded';
import { useTranslation } from '../../translation';
import { AbortAllDialog } from './AbortAllDialog';
import styles from './BulkAbort.module.css';

const NO_CHANNELS: string[] = [];

/**
 * For incidents: takes back everything that is being rolled out in a system.
 * There only while the caller may abort something, so that nobody runs to a
 * button that would do nothing.
 *
 * @internal
 */
export function AbortAllButton(props: { systemRef: string }) {
  const { systemRef } = props;
  const { t } = useTranslation();
  const api = useApi(deploymentsApiRef);
  const [open, setOpen] = useState(false);
  const { value } = useLiveLoaded(
    `abort ${systemRef}`,
    signal => api.getSystemAbortPreview(parseEntityRef(systemRef), { signal }),
    { channels: NO_CHANNELS, pollMs: () => POLL_MS },
  );
  const possible = value !== null && value.abortable > 0;
  return (
    <>
      {possible ? (
        <div className={styles.opener}>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiAlarmWarningLine />}
            onPress={() => setOpen(true)}
          >
            {t('emergency.open')}
          </Button>
        </div>
      ) : null}
      {open ? (
        <AbortAllDialog systemRef={systemRef} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
