import { Card, CardBody } from '@backstage/ui';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { DeliveryPerformance } from './DeliveryPerformance';

/** Delivery performance of the system or group that the page is about. @internal */
export function DeliveryCard() {
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  const system = entity.kind.toLocaleLowerCase('en-US') === 'system';
  return (
    <Card>
      <CardBody>
        <DeliveryPerformance
          scope={system ? { system: ref } : { owner: ref }}
        />
      </CardBody>
    </Card>
  );
}
