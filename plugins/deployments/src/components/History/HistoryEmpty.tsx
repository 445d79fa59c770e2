import { Box, Text } from '@backstage/ui';
import { useTranslation } from '../../translation';
import styles from './History.module.css';

/** Nothing is remembered yet. @internal */
export function HistoryEmpty() {
  const { t } = useTranslation();
  return (
    <Box bg="neutral" className={styles.empty}>
      <Text as="h3" variant="title-x-small">
        {t('history.empty')}
      </Text>
      <p className={styles.emptyText}>{t('history.emptyHint')}</p>
    </Box>
  );
}
