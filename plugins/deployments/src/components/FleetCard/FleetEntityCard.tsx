import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { FleetFilters } from '../../api';
import { useTranslation } from '../../translation';
import { AbortAllButton } from '../BulkAbort';
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
  const filters = filtersOf(entity);
  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('fleet.card.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <FleetGlance filters={filters} />
        {filters.system?.map(ref => (
          <AbortAllButton key={ref} systemRef={ref} />
        ))}
      </CardBody>
    </Card>
  );
}
