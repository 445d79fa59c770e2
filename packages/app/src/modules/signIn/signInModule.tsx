import {
  ApiBlueprint,
  createFrontendModule,
  discoveryApiRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { SignInPage } from '@backstage/core-components';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import type { ComponentProps } from 'react';
import { z } from 'zod';
import { portalTranslationRef } from '../translation/ref';
import { ColleagueAuth, colleagueAuthApiRef } from './ColleagueAuth';

type SignInProps = Pick<ComponentProps<typeof SignInPage>, 'onSignInSuccess'>;

function GuestOrColleague({ onSignInSuccess }: SignInProps) {
  const { t } = useTranslationRef(portalTranslationRef);
  return (
    <SignInPage
      onSignInSuccess={onSignInSuccess}
      providers={[
        'guest',
        {
          id: 'colleague',
          title: t('signIn.colleague'),
          message: t('signIn.colleagueMessage'),
          apiRef: colleagueAuthApiRef,
        },
      ]}
    />
  );
}

/** Guests only, unless the configuration has a colleague for them. */
const signInPage = SignInPageBlueprint.makeWithOverrides({
  configSchema: { colleague: z.boolean().default(false) },
  factory: (make, { config }) =>
    make({
      loader: async () =>
        config.colleague
          ? GuestOrColleague
          : props => <SignInPage {...props} providers={['guest']} />,
    }),
});

const colleagueAuth = ApiBlueprint.make({
  name: 'colleague-auth',
  params: define =>
    define({
      api: colleagueAuthApiRef,
      deps: { discovery: discoveryApiRef },
      factory: ({ discovery }) => new ColleagueAuth(discovery),
    }),
});

/** How people come in where nobody has to show who they are. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage, colleagueAuth],
});
