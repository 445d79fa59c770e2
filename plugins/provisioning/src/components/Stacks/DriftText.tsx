import type { StackListItem } from '@heal7/backstage-plugin-provisioning-common';
import { useTranslation } from '../../translation';

/** How much of a stack has drifted, as far as anybody has looked. @internal */
export function DriftText(props: { stack: Pick<StackListItem, 'drift'> }) {
  const { drift } = props.stack;
  const { t } = useTranslation();
  if (!drift) {
    return <>{t('stacks.driftUnknown')}</>;
  }
  const count = drift.resources.length;
  return (
    <>{count === 0 ? t('stacks.noDrift') : t('stacks.drift', { count })}</>
  );
}
