import type { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import emailModule from '@backstage/plugin-notifications-backend-module-email';
import type { JsonObject } from '@backstage/types';
import email from './email';

interface Loader extends BackendFeature {
  loader(deps: object): Promise<BackendFeature[]>;
}

const featuresWith = (notifications: JsonObject) =>
  (email as Loader).loader({
    config: mockServices.rootConfig({ data: { notifications } }),
  });

describe('email', () => {
  it('takes part where mail is configured, and only there', async () => {
    const processors = { email: { sender: 'portal@heal7.invalid' } };
    expect(await featuresWith({ processors })).toEqual([emailModule]);
    expect(await featuresWith({ processors: {} })).toEqual([]);
    expect(await featuresWith({})).toEqual([]);
  });
});
