import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  LocalRepositories,
  RepositoryAddress,
} from '@heal7/backstage-plugin-local-repositories-node';
import { parse } from 'yaml';
import { ServiceNames } from '../names/ServiceNames';
import { createCheckNameAction } from './checkName/checkName';
import { createPublishLocalAction } from './publishLocal/publishLocal';
import { createRegisterLocalAction } from './registerLocal/registerLocal';

const component = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
});
const base = 'http://localhost:7007/api/local-repositories';

describe('actions', () => {
  const data = createMockDirectory();
  const workspace = createMockDirectory();

  const setUp = (options: { entities?: Entity[]; disabled?: boolean } = {}) => {
    data.clear();
    workspace.setContent({
      'catalog-info.yaml': 'kind: Component',
      service: { 'README.md': 'inner' },
    });
    const repositories = new LocalRepositories(data.path);
    const catalog = catalogServiceMock({ entities: options.entities ?? [] });
    const auth = mockServices.auth();
    const events = mockServices.events.mock();
    const local = {
      repositories: options.disabled ? undefined : repositories,
      address: new RepositoryAddress(base),
    };
    const author = { name: 'Portal', email: 'portal@example.com' };
    const names = new ServiceNames({ auth, catalog, repositories });
    const actions = [
      createCheckNameAction(names),
      createPublishLocalAction({ local, events, author }),
      createRegisterLocalAction({
        auth,
        catalog,
        events,
        wait: { every: 1, times: 3 },
      }),
    ] as unknown as TemplateAction[];
    const run = async (
      id: string,
      input: object,
      context: { isDryRun?: boolean; task?: { id: string } } = {},
    ) => {
      const output = jest.fn();
      const action = actions.find(candidate => candidate.id === id)!;
      await action.handler({
        ...createMockActionContext({
          input: input as never,
          workspacePath: workspace.path,
        }),
        ...context,
        output,
      } as never);
      return Object.fromEntries(output.mock.calls);
    };
    return { actions, run, repositories, events, catalog };
  };

  it('runs every example it documents', async () => {
    const { actions, run } = setUp({ entities: [component('registered')] });
    let ran = 0;
    for (const { id, examples } of actions) {
      for (const { example } of examples ?? []) {
        const [step] = parse(example).steps;
        const name = `${step.input.name}-${ran}`;
        const registers = id === 'heal7:catalog:register-local';
        await run(step.action, {
          ...step.input,
          name: registers ? 'registered' : name,
        });
        ran += 1;
      }
    }
    expect(ran).toBe(4);
  });

  describe('heal7:service:check-name', () => {
    it.each([
      ['taken', 'has a component'],
      ['../evil', 'cannot name a service'],
      ['Upper', 'cannot name a service'],
    ])('refuses %p', async (name, message) => {
      const { run } = setUp({ entities: [component('taken')] });
      await expect(run('heal7:service:check-name', { name })).rejects.toThrow(
        message,
      );
    });

    it('refuses the name of a repository that is not cataloged', async () => {
      const { run } = setUp();
      await run('heal7:publish:local', { name: 'web' });
      await expect(
        run('heal7:service:check-name', { name: 'web' }),
      ).rejects.toThrow("There is a repository 'web' already");
    });
  });

  describe('heal7:publish:local', () => {
    it('publishes the workspace and says where it is', async () => {
      const { run, repositories, events } = setUp();
      const output = await run('heal7:publish:local', { name: 'web' });
      expect(output).toEqual({
        remoteUrl: join(data.path, 'web.git'),
        repoContentsUrl: `${base}/web/blob/main/`,
        catalogInfoUrl: `${base}/web/blob/main/catalog-info.yaml`,
        commitHash: await repositories.resolve('web', 'main'),
      });
      expect(
        await repositories.listFiles('web', output.commitHash as string),
      ).toEqual(['catalog-info.yaml', 'service/README.md']);
      expect(events.publish).toHaveBeenCalledWith({
        topic: 'local-repositories.changed',
        eventPayload: {},
      });
    });

    it('publishes one folder, to another branch', async () => {
      const { run, repositories } = setUp();
      await run('heal7:publish:local', {
        name: 'web',
        sourcePath: 'service',
        defaultBranch: 'trunk',
      });
      const sha = await repositories.resolve('web', 'trunk');
      expect(await repositories.listFiles('web', sha)).toEqual(['README.md']);
    });

    it('finds its own repository when the task runs again', async () => {
      const { run } = setUp();
      const task = { id: 'task-1' };
      const first = await run('heal7:publish:local', { name: 'web' }, { task });
      const again = await run('heal7:publish:local', { name: 'web' }, { task });
      expect(again).toEqual(first);
    });

    it("never takes another task's repository for its own", async () => {
      const { run } = setUp();
      await run(
        'heal7:publish:local',
        { name: 'web', commitMessage: 'Create\n\nScaffolder-Task: two' },
        { task: { id: 'one' } },
      );
      await expect(
        run('heal7:publish:local', { name: 'web' }, { task: { id: 'two' } }),
      ).rejects.toThrow("There is a repository 'web' already");
    });

    it('makes nothing in a dry run', async () => {
      const { run, events } = setUp();
      await run('heal7:publish:local', { name: 'web' }, { isDryRun: true });
      expect(readdirSync(data.path)).toEqual([]);
      expect(events.publish).not.toHaveBeenCalled();
    });

    it.each(['../evil', 'Upper', ''])('refuses the name %p', async name => {
      const { run } = setUp();
      await expect(run('heal7:publish:local', { name })).rejects.toThrow(
        'cannot name a repository',
      );
      expect(readdirSync(data.path)).toEqual([]);
    });

    it('refuses a folder outside of the workspace', async () => {
      const { run } = setUp();
      await expect(
        run('heal7:publish:local', { name: 'web', sourcePath: '../..' }),
      ).rejects.toThrow('not allowed');
      expect(readdirSync(data.path)).toEqual([]);
    });

    it('says what to do where there are no local repositories', async () => {
      const { run } = setUp({ disabled: true });
      await expect(run('heal7:publish:local', { name: 'web' })).rejects.toThrow(
        'set localRepositories.directory',
      );
    });
  });

  describe('heal7:catalog:register-local', () => {
    it('waits for the component and names it', async () => {
      const { run, events } = setUp({ entities: [component('web')] });
      expect(
        await run('heal7:catalog:register-local', { name: 'web' }),
      ).toEqual({ entityRef: 'component:default/web' });
      expect(events.publish).toHaveBeenCalledTimes(1);
    });

    it('looks again when the catalog does not answer', async () => {
      const { run, catalog } = setUp({ entities: [component('web')] });
      jest
        .spyOn(catalog, 'getEntityByRef')
        .mockRejectedValueOnce(new Error('read ECONNRESET'));
      expect(
        await run('heal7:catalog:register-local', { name: 'web' }),
      ).toEqual({ entityRef: 'component:default/web' });
    });

    it('says what happened when the component does not appear', async () => {
      const { run } = setUp();
      await expect(
        run('heal7:catalog:register-local', { name: 'web' }),
      ).rejects.toThrow(
        "The repository 'web' was made, but component:default/web has not appeared",
      );
    });
  });
});
