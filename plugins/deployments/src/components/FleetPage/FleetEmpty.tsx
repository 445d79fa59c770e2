import { Box, Button, Text } from '@backstage/ui';
import { ENTITY_ANNOTATIONS } from '@heal7/backstage-plugin-deployments-common';
import { useTranslation } from '../../translation';
import styles from './FleetPage.module.css';

/** Nothing to show: because of the filters, or because there is nothing yet. @internal */
export function FleetEmpty(props: { filtered: boolean; onClear: () => void }) {
  const { filtered, onClear } = props;
  const { t } = useTranslation();
  return (
    <Box bg="neutral" className={styles.empty}>
      <Text as="h2" variant="title-x-small">
        {t(filtered ? 'fleet.noMatch' : 'fleet.empty')}
      </Text>
      <p className={styles.emptyText}>
        {filtered
          ? t('fleet.noMatchHint')
          : t('fleet.emptyHint', {
              annotation: ENTITY_ANNOTATIONS.kubernetesId,
            })}
      </p>
      {filtered ? (
        <Button size="small" variant="secondary" onPress={onClear}>
          {t('fleet.clear')}
        </Button>
      ) : null}
    </Box>
  );
}
