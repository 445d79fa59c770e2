import { Fragment } from 'react';
import { Container, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';
import { portalTranslationRef } from '../translation/ref';

/** One widget below the other, in the order of the configuration. */
export function HomeLayout({ widgets }: HomePageLayoutProps) {
  const { t } = useTranslationRef(portalTranslationRef);
  return (
    <main>
      <Container>
        <Flex direction="column" gap="4" my="6">
          {/* The library's page header has no heading of the first level. */}
          <Text as="h1" variant="title-medium">
            {t('nav.home')}
          </Text>
          {widgets.map(({ node, component }) => (
            <Fragment key={node.spec.id}>{component}</Fragment>
          ))}
        </Flex>
      </Container>
    </main>
  );
}
