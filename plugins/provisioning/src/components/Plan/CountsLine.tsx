import type { PlanCounts } from '@heal7/backstage-plugin-provisioning-common';
import { countsOf } from '../../model/planCounts';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import { GROUP_TONES, GroupIcon } from './GroupIcon';
import styles from './Plan.module.css';

/** How many resources a plan makes, changes and takes away. @internal */
export function CountsLine(props: { counts: PlanCounts }) {
  const { t, say } = useTranslation();
  return (
    <ul className={styles.counts} aria-label={t('plan.counts')}>
      {countsOf(props.counts).map(({ group, words }) => (
        <li key={group}>
          <Chip tone={GROUP_TONES[group]} icon={<GroupIcon group={group} />}>
            {say(words)}
          </Chip>
        </li>
      ))}
    </ul>
  );
}
