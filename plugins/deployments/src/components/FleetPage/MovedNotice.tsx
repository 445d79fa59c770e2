import { Button } from '@backstage/ui';
import { RiSortDesc } from '@remixicon/react';
import { useTranslation } from '../../translation';
import styles from './FleetPage.module.css';

/**
 * Says that the order is another one by now, and leaves it to the reader when
 * to see it. The live region is there before it has something to say.
 *
 * @internal
 */
export function MovedNotice(props: { count: number; onShow: () => void }) {
  const { count, onShow } = props;
  const { t } = useTranslation();
  return (
    <div role="status" className={count > 0 ? styles.moved : undefined}>
      {count > 0 ? (
        <>
          <span>{t('fleet.moved', { count })}</span>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiSortDesc />}
            onPress={onShow}
          >
            {t('fleet.reorder')}
          </Button>
        </>
      ) : null}
    </div>
  );
}
