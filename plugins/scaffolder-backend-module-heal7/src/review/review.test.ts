import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { scaffolderModuleHeal7 } from '../module';

jest.setTimeout(60_000);

describe('POST /api/scaffolder/heal7/review', () => {
  const folder = createMockDirectory();
  const repositories = createMockDirectory();
  const workingDirectory = createMockDirectory();

  const template = (options: {
    name?: string;
    steps?: object[];
    annotations?: Record<string, string>;
  }) => ({
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: options.name ?? 'web',
      annotations: options.annotations ?? {
        'backstage.io/managed-by-location': `file:${folder.path}/web.yaml`,
      },
    },
    spec: {
      type: 'service',
      parameters: [
        {
          title: 'Service',
          required: ['name'],
          properties: {
            name: { type: 'string', pattern: '^[a-z-]+$' },
            size: {
              type: 'object',
              properties: { cpu: { type: 'string', maxLength: 5 } },
            },
          },
        },
      ],
      steps: options.steps ?? [
        {
          id: 'reserve',
          name: 'Reserve the name',
          action: 'heal7:service:reserve-name',
          input: { name: '${{ parameters.name }}' },
        },
        {
          id: 'shared',
          name: 'Write what is shared',
          action: 'fetch:template',
          input: {
            url: './shared',
            values: { name: '${{ parameters.name }}' },
          },
        },
        {
          id: 'own',
          name: 'Write the service',
          action: 'fetch:template',
          input: {
            url: './web/skeleton',
            replace: true,
            values: { name: '${{ parameters.name }}' },
          },
        },
        {
          id: 'publish',
          name: 'Publish',
          action: 'heal7:publish:local',
          input: { name: '${{ parameters.name }}' },
        },
        {
          id: 'register',
          name: 'Register',
          action: 'catalog:register',
          input: {
            catalogInfoUrl: '${{ steps.publish.output.catalogInfoUrl }}',
          },
        },
      ],
    },
  });

  const STEPS = ['one', 'two', 'three', 'four', 'five'];
  const fetching = (id: string, url: string, action = 'fetch:template') => ({
    id,
    name: `Write ${id}`,
    action,
    input: { url, replace: true, values: {} },
  });
  const everything = () => AuthorizeResult.ALLOW;
  let decide: (permission: string) => AuthorizeResult = everything;
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];

  beforeAll(async () => {
    const answer = async (
      requests: Array<{ permission: { name: string } }>,
      { credentials }: { credentials: { principal: unknown } },
    ) =>
      requests.map(({ permission }) => {
        const { type } = credentials.principal as { type: string };
        // As in the real service, the portal itself may do everything.
        const result =
          type === 'service' ? AuthorizeResult.ALLOW : decide(permission.name);
        return { result };
      });
    ({ server } = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleHeal7,
        catalogServiceMock.factory({
          entities: [
            template({}),
            ...STEPS.map(bad =>
              template({
                name: `broken-at-${bad}`,
                steps: STEPS.map(id =>
                  fetching(id, id === bad ? './broken' : './shared'),
                ),
              }),
            ),
            template({
              name: 'looks-up',
              steps: [fetching('up', '../..', 'fetch:plain')],
            }),
            template({
              name: 'points-here',
              annotations: {
                'backstage.io/managed-by-location':
                  'url:https://github.com/x/y/blob/main/web.yaml',
                'backstage.io/source-location': `file:${folder.path}/`,
              },
            }),
          ],
        }),
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () =>
            ({ authorize: answer, authorizeConditional: answer } as never),
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: {
              baseUrl: 'http://localhost',
              workingDirectory: workingDirectory.path,
            },
            localRepositories: { directory: repositories.path },
          },
        }),
      ],
    }));
  });

  beforeEach(() => {
    decide = everything;
    repositories.clear();
    folder.setContent({
      'shared/CODEOWNERS': '* @heal7/web',
      'shared/README.md': 'overwritten',
      'web/skeleton/README.md': '# ${{ values.name }}',
      'web/skeleton/run.sh': 'echo hello',
      'web/secret.txt': 'lies beside the skeleton',
      'broken/a.txt': '{% if %}',
    });
  });

  const templateRef = 'template:default/web';
  const values = { name: 'shop' };
  const review = async (body: object) => {
    const answer = await request(server)
      .post('/api/scaffolder/heal7/review')
      .send(body);
    return {
      status: answer.status,
      body: answer.body,
      message: answer.body.error?.message,
    };
  };

  it('shows what a template makes, and makes nothing', async () => {
    const { status, body } = await review({ templateRef, values });
    expect({ status, files: body.files }).toEqual({
      status: 200,
      files: [
        { path: 'CODEOWNERS', content: '* @heal7/web', executable: false },
        { path: 'README.md', content: '# shop', executable: false },
        { path: 'run.sh', content: 'echo hello', executable: false },
      ],
    });
    expect(body.log).toContainEqual({
      message: 'Left out of the review: Register (catalog:register)',
      level: 'info',
    });
    expect(repositories.content()).toEqual({});
    expect(workingDirectory.content()).toEqual({});
    // Nor is the name taken for others.
    expect((await review({ templateRef, values })).status).toBe(200);
  });

  it('needs no permission to run templates of one’s own making', async () => {
    decide = permission =>
      permission === 'scaffolder.template.dry-run'
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW;
    expect((await review({ templateRef, values })).status).toBe(200);
  });

  it.each([
    ['scaffolder.task.create', 'You may not run templates'],
    ['scaffolder.template.parameter.read', 'read the parameters'],
    ['scaffolder.template.step.read', 'read the steps'],
    ['scaffolder.action.execute', 'run actions'],
  ])('is refused to who lacks %s', async (lacking, message) => {
    decide = permission =>
      permission === lacking ? AuthorizeResult.DENY : AuthorizeResult.ALLOW;
    expect(await review({ templateRef, values })).toMatchObject({
      status: 403,
      message: expect.stringContaining(message),
    });
  });

  it('takes a condition for a refusal', async () => {
    decide = permission =>
      permission === 'scaffolder.template.step.read'
        ? AuthorizeResult.CONDITIONAL
        : AuthorizeResult.ALLOW;
    expect(await review({ templateRef, values })).toMatchObject({
      status: 403,
      message: expect.stringContaining('without conditions'),
    });
  });

  it.each([
    [{ values }, 400, 'templateRef'],
    [{ templateRef, values: 'x' }, 400, 'values'],
    [{ templateRef: 'template:default/none', values }, 404, 'no template'],
    [{ templateRef: 'component:default/web', values }, 404, 'no template'],
    [{ templateRef, values: {} }, 400, 'requires property "name"'],
    [
      { templateRef, values: { name: 'Shop' } },
      400,
      "'name' does not match pattern",
    ],
    [
      { templateRef, values: { name: 'shop', size: { cpu: '1000000' } } },
      400,
      "'size.cpu' does not meet maximum length",
    ],
    [
      { templateRef, values: { name: 'x' } },
      400,
      "The step 'Reserve the name' (heal7:service:reserve-name) fails: 'x' cannot name a service",
    ],
  ])('refuses %j', async (body, status, message) => {
    expect(await review(body)).toMatchObject({
      status,
      message: expect.stringContaining(message),
    });
  });

  it.each(STEPS)('names the step that fails: %s', async bad => {
    expect(
      await review({
        templateRef: `template:default/broken-at-${bad}`,
        values,
      }),
    ).toMatchObject({
      status: 400,
      message: expect.stringContaining(
        `The step 'Write ${bad}' (fetch:template) fails: `,
      ),
    });
  });

  it('reads files of this machine only where the catalog itself points', async () => {
    expect(
      await review({ templateRef: 'template:default/points-here', values }),
    ).toMatchObject({
      status: 400,
      message: expect.stringContaining('has no location'),
    });
  });

  it('does not read beside the template', async () => {
    expect(
      await review({ templateRef: 'template:default/looks-up', values }),
    ).toMatchObject({
      status: 400,
      message: expect.stringContaining("is not below the template's own"),
    });
  });

  it('is for people only', async () => {
    const { status } = await request(server)
      .post('/api/scaffolder/heal7/review')
      .set('authorization', mockCredentials.service.header())
      .send({ templateRef, values });
    expect(status).toBe(403);
  });
});
