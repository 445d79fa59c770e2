import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { RiDownloadLine } from '@remixicon/react';
import { deploymentsApiRef, failureOf } from '../../api';
import type { HistoryFormat } from '../../api';
import { useTranslation } from '../../translation';
import styles from './History.module.css';

const FORMATS: HistoryFormat[] = ['csv', 'json'];

/** A plain link would go without the reader's identity. */
function save(file: Blob, name: string) {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Takes the whole history away as a file. @internal */
export function ExportButtons(props: { entityRef: string }) {
  const { entityRef } = props;
  const api = useApi(deploymentsApiRef);
  const { t } = useTranslation();
  const [busy, setBusy] = useState<HistoryFormat | null>(null);
  const [failure, setFailure] = useState('');
  const take = async (format: HistoryFormat) => {
    setBusy(format);
    setFailure('');
    const ref = parseEntityRef(entityRef);
    try {
      const file = await api.exportRollouts(ref, format);
      save(file, `${ref.namespace}-${ref.name}-rollouts.${format}`);
    } catch (error) {
      setFailure(
        t('history.exportFailed', { message: failureOf(error).message }),
      );
    }
    setBusy(null);
  };
  return (
    <>
      {FORMATS.map(format => (
        <Button
          key={format}
          size="small"
          variant="tertiary"
          iconStart={<RiDownloadLine />}
          aria-label={t('history.export', { format: format.toUpperCase() })}
          isPending={busy === format}
          onPress={() => take(format)}
        >
          {format.toUpperCase()}
        </Button>
      ))}
      <span role="alert" className={styles.failure}>
        {failure}
      </span>
    </>
  );
}
