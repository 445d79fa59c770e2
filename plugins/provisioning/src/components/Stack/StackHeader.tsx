import { Link } from '@backstage/ui';
import { RiLockLine, RiLockUnlockLine } from '@remixicon/react';
import type { StackView } from '@heal7/backstage-plugin-provisioning-common';
import { useAgo } from '../../hooks/useAgo';
import { refName, webAddress } from '../../model/names';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import { CostText } from '../CostText';
import { EntityLink } from '../EntityLink';
import { StackPhaseChip } from '../PhaseChip';
import styles from './Stack.module.css';

/** What a stack is and where it stands. @internal */
export function StackHeader(props: { stack: StackView; level: 'h1' | 'h2' }) {
  const { stack, level: Heading } = props;
  const { t } = useTranslation();
  const ago = useAgo();
  const definition = webAddress(stack.definitionUrl);
  return (
    <>
      <div className={styles.header}>
        <Heading className={styles.title}>{stack.name}</Heading>
        {/* A change of it is news. */}
        <span role="status">
          <StackPhaseChip phase={stack.phase} />
        </span>
        {stack.deletionProtection ? (
          <Chip icon={<RiLockLine />}>{t('stack.protected')}</Chip>
        ) : (
          <Chip icon={<RiLockUnlockLine />}>{t('stack.unprotected')}</Chip>
        )}
      </div>
      <dl className={styles.facts} aria-label={t('stack.facts')}>
        <div>
          <dt>{t('stack.environment')}</dt>
          <dd>{stack.environment}</dd>
        </div>
        <div>
          <dt>{t('stack.module')}</dt>
          <dd>{stack.module}</dd>
        </div>
        <div>
          <dt>{t('stack.owner')}</dt>
          <dd>
            <EntityLink entityRef={stack.owner} />
          </dd>
        </div>
        {stack.system ? (
          <div>
            <dt>{t('stack.system')}</dt>
            <dd>
              <EntityLink entityRef={stack.system} />
            </dd>
          </div>
        ) : null}
        {stack.component ? (
          <div>
            <dt>{t('stack.component')}</dt>
            <dd>
              <EntityLink entityRef={stack.component} />
            </dd>
          </div>
        ) : null}
        <div>
          <dt>{t('stack.costCentre')}</dt>
          <dd>{stack.costCentre}</dd>
        </div>
        <div>
          <dt>{t('stack.executor')}</dt>
          <dd>{stack.executor}</dd>
        </div>
        {stack.cost ? (
          <div>
            <dt>{t('stacks.column.cost')}</dt>
            <dd>
              <CostText cost={stack.cost} />
            </dd>
          </div>
        ) : null}
        {definition ? (
          <div>
            <dt>{t('stack.definition')}</dt>
            <dd>
              <Link href={definition} target="_blank" rel="noopener noreferrer">
                {t('stack.definition')}
              </Link>
            </dd>
          </div>
        ) : null}
      </dl>
      <p className={styles.muted}>
        {t('stack.requestedBy', {
          who: refName(stack.requestedBy),
          when: ago(stack.createdAt),
        })}
      </p>
    </>
  );
}
