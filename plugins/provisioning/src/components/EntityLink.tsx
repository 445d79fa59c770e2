import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { entityOf, refName } from '../model/names';

/** An entity by its name, leading to its page where there is one. @internal */
export function EntityLink(props: { entityRef: string; label?: string }) {
  const { entityRef, label } = props;
  const route = useRouteRef(entityRouteRef);
  const entity = entityOf(entityRef);
  const name = refName(entityRef);
  return entity && route ? (
    <Link href={route(entityRouteParams(entity))} aria-label={label}>
      {name}
    </Link>
  ) : (
    <>{name}</>
  );
}
