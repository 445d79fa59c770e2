import { ButtonLink } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { createStackRouteRef } from '../../routes';
import { useTranslation } from '../../translation';

/** Leads to the wizard, where the portal has one. @internal */
export function CreateLink(props: { variant?: 'primary' | 'secondary' }) {
  const { t } = useTranslation();
  const href = useRouteRef(createStackRouteRef)?.();
  return href ? (
    <ButtonLink
      href={href}
      variant={props.variant ?? 'primary'}
      iconStart={<RiAddLine />}
    >
      {t('stacks.create')}
    </ButtonLink>
  ) : null;
}
