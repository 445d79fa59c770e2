import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslation } from '../../translation';
import styles from './FleetPage.module.css';

/** The shape of what is to come. @internal */
export function FleetSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" className={styles.skeleton}>
      <VisuallyHidden>{t('fleet.loading')}</VisuallyHidden>
      {Array.from({ length: 10 }, (_, i) => (
        <Skeleton key={i} width="100%" height={40} />
      ))}
    </div>
  );
}
