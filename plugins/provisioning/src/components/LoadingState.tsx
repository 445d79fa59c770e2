import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslation } from '../translation';
import styles from './basics.module.css';

/** The shape of what is to come. @internal */
export function LoadingState() {
  const { t } = useTranslation();
  return (
    <div role="status" className={styles.loading}>
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <Skeleton width="45%" height={24} />
      <Skeleton width="100%" height={40} />
      <Skeleton width="100%" height={40} />
      <Skeleton width="80%" height={40} />
    </div>
  );
}
