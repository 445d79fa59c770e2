import { EntityProvider } from '@backstage/plugin-catalog-react';
import { Container, Flex, Link } from '@backstage/ui';
import { DeploymentsContent } from '../src/components/DeploymentsContent';
import { OverviewCard } from '../src/components/OverviewCard';
import { scenarios } from './scenarios';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'heal7-web-main',
    namespace: 'default',
    annotations: {
      'backstage.io/kubernetes-id': 'heal7-web-main',
      'backstage.io/kubernetes-namespace': 'heal7-production',
    },
  },
};

/** Links to every state, and the one that the address names. */
export function DevPage() {
  const card = new URLSearchParams(window.location.search).has('card');
  return (
    <main>
      <Container py="4">
        <Flex gap="3" mb="4" style={{ flexWrap: 'wrap' }}>
          {Object.keys(scenarios).map(name => (
            <Link key={name} href={`/?state=${name}`} target="_self">
              {name}
            </Link>
          ))}
        </Flex>
        <EntityProvider entity={entity}>
          {card ? <OverviewCard /> : <DeploymentsContent />}
        </EntityProvider>
      </Container>
    </main>
  );
}
