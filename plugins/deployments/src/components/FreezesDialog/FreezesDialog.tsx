import { Alert, Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { deploymentsApiRef } from '../../api';
import { useLoaded } from '../../hooks/useLoaded';
import { useTranslation } from '../../translation';
import theme from '../theme.module.css';
import { FreezeForm } from './FreezeForm';
import type { FreezePlaces } from './FreezeForm';
import { FreezeList } from './FreezeList';
import styles from './FreezesDialog.module.css';

/**
 * Freezes that hold or are planned; those who may, declare and lift them here.
 *
 * @param onChanged - called after each change, as what is on the page depends
 * on it.
 * @internal
 */
export function FreezesDialog(props: {
  places: FreezePlaces;
  onChanged: () => void;
  onClose: () => void;
}) {
  const { places, onChanged, onClose } = props;
  const { t } = useTranslation();
  const api = useApi(deploymentsApiRef);
  const { value, failure, refresh } = useLoaded('freezes', signal =>
    api.getFreezes({ signal }),
  );
  const changed = () => {
    refresh();
    onChanged();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && onClose()}
      width="min(640px, calc(100vw - 32px))"
    >
      <DialogHeader>{t('acting.freezes.title')}</DialogHeader>
      <DialogBody>
        <div className={`${theme.theme} ${styles.body}`}>
          <p className={styles.muted}>{t('acting.freezes.what')}</p>
          {failure ? (
            <Alert
              role="alert"
              status="danger"
              icon
              title={t('acting.freezes.failed', { message: failure.message })}
            />
          ) : null}
          {!value && !failure ? (
            <p role="status" className={styles.muted}>
              {t('acting.freezes.loading')}
            </p>
          ) : null}
          {value ? (
            <FreezeList
              freezes={value.items}
              places={places}
              mayLift={value.mayDeclare}
              onLifted={changed}
            />
          ) : null}
          {value?.mayDeclare ? (
            <FreezeForm places={places} onDeclared={changed} />
          ) : null}
          {value && !value.mayDeclare ? (
            <p className={styles.muted}>{t('acting.freezes.notPermitted')}</p>
          ) : null}
        </div>
      </DialogBody>
    </Dialog>
  );
}
