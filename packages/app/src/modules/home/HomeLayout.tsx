import { Fragment } from 'react';
import { Container, Flex, Header } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';
import { portalTranslationRef } from '../translation/ref';

/** One widget below the other, in the order of the configuration. */
export function HomeLayout({ widgets }: HomePageLayoutProps) {
  const { t } = useTranslationRef(portalTranslationRef);
  return (
    <main>
      <Header title={t('nav.home')} />
      <Container>
        <Flex direction="column" gap="4" mb="6">
          {widgets.map(({ node, component }) => (
            <Fragment key={node.spec.id}>{component}</Fragment>
          ))}
        </Flex>
      </Container>
    </main>
  );
}
