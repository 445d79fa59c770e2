import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { FleetFilters } from '../../api';
import { useTranslation } from '../../translation';
import { FleetGlance } from './FleetGlance';

function filtersOf(entity: Entity): FleetFilters {
  const ref = stringifyEntityRef(entity);
  switch (entity.kind.toLocaleLowerCase('en-US')) {
    case 'system':
      return { system: [ref] };
    case 'domain':
      return { domain: [ref] };
    default:
      return { owner: [ref] };
  }
}

/** The rollouts of the system, domain or group that the page is about. @internal */
export function FleetEntityCard() {
  const { entity } = useEntity();
  const { t } = useTranslation();
  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="body-large" weight="bold">
          {t('fleet.card.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <FleetGlance filters={filtersOf(entity)} />
      </CardBody>
    </Card>
  );
}
