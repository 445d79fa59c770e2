import type { ReactNode } from 'react';
import { Card, CardBody, CardHeader, Link, Text } from '@backstage/ui';
import { useTranslation } from '../../translation';
import styles from '../Stacks/Stacks.module.css';
import theme from '../theme.module.css';

/** The frame of both cards. @internal */
export function InfrastructureCard(props: {
  /** Where the rest is. */
  href: string | undefined;
  children: ReactNode;
}) {
  const { href, children } = props;
  const { t } = useTranslation();
  return (
    <Card>
      <CardHeader>
        <div className={`${theme.theme} ${styles.cardHeader}`}>
          <Text as="h2" variant="title-x-small" weight="bold">
            {t('stacks.card.title')}
          </Text>
          {href ? <Link href={href}>{t('stacks.card.open')}</Link> : null}
        </div>
      </CardHeader>
      <CardBody>
        <div className={theme.theme}>{children}</div>
      </CardBody>
    </Card>
  );
}
