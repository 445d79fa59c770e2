import { RiAlertLine, RiForbidLine } from '@remixicon/react';
import type { PolicyFinding } from '@heal7/backstage-plugin-provisioning-common';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import styles from './Plan.module.css';

/** What policies say of a plan, what blocks it first. @internal */
export function Findings(props: { findings: PolicyFinding[] }) {
  const { t } = useTranslation();
  const blocking = props.findings.filter(f => f.severity === 'block');
  const findings = [
    ...blocking,
    ...props.findings.filter(f => f.severity !== 'block'),
  ];
  if (findings.length === 0) {
    return <p className={styles.muted}>{t('plan.noFindings')}</p>;
  }
  return (
    <>
      {blocking.length > 0 ? (
        <p className={styles.over}>
          {t('plan.blocked', { count: blocking.length })}
        </p>
      ) : null}
      <ul className={styles.findings} aria-label={t('plan.findings')}>
        {findings.map((finding, index) => (
          <li key={index} className={styles.finding}>
            {finding.severity === 'block' ? (
              <Chip tone="danger" icon={<RiForbidLine />}>
                {t('plan.blocks')}
              </Chip>
            ) : (
              <Chip tone="warning" icon={<RiAlertLine />}>
                {t('plan.warns')}
              </Chip>
            )}
            <div>
              <p>{finding.message}</p>
              {finding.fix ? (
                <p>{t('plan.fix', { fix: finding.fix })}</p>
              ) : null}
              <p className={styles.muted}>
                <span className={styles.address}>
                  {finding.address ?? t('plan.whole')}
                  {finding.attribute ? ` ${finding.attribute}` : ''}
                </span>{' '}
                {t('plan.rule', { rule: finding.rule, engine: finding.engine })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
