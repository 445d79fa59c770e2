import { Box, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslation } from '../../translation';
import styles from './LoadingState.module.css';

/** The shape of what is to come. @internal */
export function LoadingState() {
  const { t } = useTranslation();
  return (
    <div role="status" className={styles.cells}>
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {[0, 1].map(card => (
        <Box key={card} bg="neutral" className={styles.card}>
          <Skeleton width="45%" height={20} />
          <Skeleton width="70%" height={16} />
          <Skeleton width="100%" height={36} />
          <Skeleton width="100%" height={12} />
          <Skeleton width="85%" height={48} />
        </Box>
      ))}
    </div>
  );
}
