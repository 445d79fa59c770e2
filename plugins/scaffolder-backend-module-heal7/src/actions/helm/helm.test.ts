import { readFileSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { realHelm } from '../../__testUtils__/helm';
import { inputOf, runAction } from '../../__testUtils__/runAction';
import { Helm } from '../../helm/Helm';
import type { HelmSettings } from '../../helm/Helm';
import { createHelmDiffAction } from './helmDiff';
import { createHelmLintAction } from './helmLint';
import { createHelmRenderAction } from './helmRender';

jest.setTimeout(60_000);

const CHART = {
  'Chart.yaml': 'apiVersion: v2\nname: service\nversion: 1.0.0\n',
  'values.yaml': 'replicas: 2\ndebug: false\n',
  'values.schema.json': JSON.stringify({
    type: 'object',
    properties: { replicas: { type: 'integer', minimum: 1 } },
  }),
  'templates/config.yaml': [
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata:',
    '  name: {{ .Release.Name }}',
    '  namespace: {{ .Release.Namespace }}',
    'data:',
    '  replicas: {{ .Values.replicas | quote }}',
    '',
  ].join('\n'),
  'templates/debug.yaml': [
    '{{- if .Values.debug }}',
    'apiVersion: v1',
    'kind: Service',
    'metadata:',
    '  name: {{ .Release.Name }}-debug',
    '{{- end }}',
    '',
  ].join('\n'),
};

describe('actions of helm', () => {
  const charts = createMockDirectory();
  const workspace = createMockDirectory();
  const workspacePath = workspace.path;

  beforeEach(() => {
    charts.setContent({ service: CHART });
    workspace.setContent({
      'deploy/values.yaml': 'replicas: 3\n',
      'deploy/values-staging.yaml': 'replicas: 1\ndebug: true\n',
      'deploy/wrong.yaml': 'replicas: none\n',
    });
  });

  const actions = (settings: Partial<HelmSettings> = {}) => {
    const helm = new Helm({
      binary: realHelm(),
      chart: charts.resolve('service'),
      required: true,
      registries: ['oci://ghcr.io/heal7/charts/'],
      ...settings,
    });
    return {
      lint: createHelmLintAction(helm),
      render: createHelmRenderAction(helm),
      diff: createHelmDiffAction(helm),
    };
  };
  const release = { release: 'web', namespace: 'heal7-staging' };

  it('runs every example it documents', async () => {
    let ran = 0;
    for (const action of Object.values(actions())) {
      for (const example of action.examples ?? []) {
        const outputs = await runAction(action, inputOf(example), {
          workspacePath,
        });
        expect(outputs.skipped).toBe(false);
        ran += 1;
      }
    }
    expect(ran).toBe(3);
  });

  it('tells what is wrong with values, and in which file', async () => {
    const failure = runAction(
      actions().lint,
      { values: ['deploy/wrong.yaml'] },
      { workspacePath },
    );
    await expect(failure).rejects.toThrow(
      /finds fault with deploy\/wrong\.yaml:[\s\S]*replicas/,
    );
    await expect(failure).rejects.not.toThrow(workspacePath);
  });

  it('renders the objects that a cluster would get', async () => {
    const outputs = await runAction(
      actions().render,
      {
        ...release,
        values: ['deploy/values.yaml', 'deploy/values-staging.yaml'],
        targetPath: 'out/staging.yaml',
      },
      { workspacePath },
    );
    expect(outputs).toEqual({
      skipped: false,
      objects: ['v1 ConfigMap heal7-staging/web', 'v1 Service web-debug'],
    });
    const manifest = readFileSync(
      workspace.resolve('out/staging.yaml'),
      'utf8',
    );
    expect(manifest).toContain('replicas: "1"');
  });

  it('compares what two lists of values give', async () => {
    const { changes } = await runAction(
      actions().diff,
      {
        ...release,
        from: ['deploy/values.yaml'],
        values: ['deploy/values.yaml', 'deploy/values-staging.yaml'],
      },
      { workspacePath },
    );
    expect(changes).toEqual([
      {
        object: 'v1 ConfigMap heal7-staging/web',
        change: 'changed',
        patch: expect.stringMatching(/-\s+replicas: "3"\n\+\s+replicas: "1"/),
      },
      {
        object: 'v1 Service web-debug',
        change: 'added',
        patch: expect.stringContaining('+kind: Service'),
      },
    ]);
  });

  it('works in a dry run, too', async () => {
    const outputs = await runAction(
      actions().lint,
      { values: ['deploy/values.yaml'] },
      { workspacePath, isDryRun: true },
    );
    expect(outputs).toEqual({ skipped: false });
  });

  describe('where there is no helm', () => {
    const missing = { binary: 'no-such-helm', required: false };

    it('skips, and says so', async () => {
      const warn = jest.fn();
      const outputs = await runAction(
        actions(missing).diff,
        { ...release, from: [], values: [] },
        { workspacePath, logger: { info: jest.fn(), warn } },
      );
      expect(outputs).toEqual({ skipped: true, changes: [] });
      expect(warn).toHaveBeenCalledWith(
        expect.stringContaining('were not compared: there is no helm'),
      );
    });

    it.each([
      [{ ...missing, required: true }, {}],
      [missing, { required: true }],
    ])('fails when it is required: %j, %j', async (settings, input) => {
      await expect(
        runAction(actions(settings).lint, input, { workspacePath }),
      ).rejects.toThrow("no program 'no-such-helm': install helm");
    });
  });

  it.each([
    [{ values: ['../../etc/passwd'] }, 'not allowed'],
    [{ chart: '../elsewhere' }, 'not allowed'],
    [{ chart: 'oci://evil.example.com/charts/x' }, 'in no registry'],
    [{ chart: 'https://evil.example.com/x.tgz' }, 'in no registry'],
  ])('refuses %j', async (input, message) => {
    await expect(
      runAction(actions().lint, input, { workspacePath }),
    ).rejects.toThrow(message);
  });

  it('takes no name for an option', async () => {
    await expect(
      runAction(
        actions().render,
        { ...release, release: '--post-renderer=/bin/sh' },
        { workspacePath },
      ),
    ).rejects.toThrow('can name no release');
  });

  it('asks for a chart where none is configured', async () => {
    await expect(
      runAction(actions({ chart: undefined }).lint, {}, { workspacePath }),
    ).rejects.toThrow('set the input chart, or heal7.helm.chart');
  });

  it('stops when the task is cancelled', async () => {
    await expect(
      runAction(
        actions().lint,
        {},
        {
          workspacePath,
          signal: AbortSignal.abort(new Error('the task was cancelled')),
        },
      ),
    ).rejects.toThrow('the task was cancelled');
  });
});
