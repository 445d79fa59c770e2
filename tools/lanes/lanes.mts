import { globSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bootstrap/lib/paths.mjs';
import { postgresBinaries } from '../../plugins/deployments-backend/scripts/postgres.mjs';
import type { Lane, Need, Step } from './engine/lane.mts';
import { workspacePackages } from './engine/packages.mts';
import type { WorkspacePackage } from './engine/packages.mts';

const packages = workspacePackages();

/** Jest in all packages of some sides, as the Backstage CLI sets it up. */
function jest(...sides: Array<WorkspacePackage['side']>): Step {
  const names = packages
    .filter(({ side }) => sides.includes(side))
    .map(({ name }) => name);
  return {
    name: 'jest',
    command: [
      ...(['backstage-cli', 'repo', 'test'] as const),
      ...['--watchAll=false', '--ci'],
      // A relative one would be made in every package.
      `--cacheDirectory=${join(root, '.cache', 'jest')}`,
      ...['--selectProjects', ...names],
    ],
    counts: 'jest',
  };
}

/**
 * Beside a real PostgreSQL, where there is one. With CI=true there has to be.
 * Docker is never used: the server is the machine's own.
 */
function withPostgres(step: Step): Step {
  const wanted = postgresBinaries() || process.env.CI === 'true';
  const runner = 'plugins/deployments-backend/scripts/with-postgres.mjs';
  return {
    ...step,
    command: wanted ? ['node', runner, ...step.command] : step.command,
    env: { ...step.env, BACKSTAGE_TEST_DISABLE_DOCKER: '1' },
  };
}

const foldersOf = (...sides: Array<WorkspacePackage['side']>) =>
  packages.filter(({ side }) => sides.includes(side)).map(({ dir }) => dir);

const shellcheck: Need = {
  anyOf: ['shellcheck'],
  hint: 'install shellcheck, or run .ci/run',
};

const jq: Need = {
  anyOf: ['jq'],
  hint: 'install jq, or run .ci/run',
};

const mkdocs: Need = {
  anyOf: ['mkdocs'],
  hint: 'install python3 with its venv module',
};

const prometheus: Need = {
  anyOf: ['prometheus'],
  hint: 'install Prometheus, or run .ci/run',
};

const postgres: Need = {
  anyOf: ['initdb'],
  hint: 'install PostgreSQL, or run .ci/run',
};

const redis: Need = {
  anyOf: ['redis-server'],
  hint: 'install Redis, or run .ci/run',
};

const chromium: Need = {
  anyOf: ['chromium', 'google-chrome'],
  hint: 'install Chromium, or run .ci/run',
};

const terraform: Need = {
  anyOf: ['terraform'],
  hint: 'install Terraform 1.11 or later',
};

const pythonTool = (name: string): Need => ({
  anyOf: [name],
  hint: `pip install the ${name} of tools/lanes/python-tools.txt, or run .ci/run`,
});

/** A binary that Go builds once (`npm run cluster -- build`). */
const goBuilt = (binary: string): Need => ({
  anyOf: [binary, 'go'],
  hint: 'install Go, which builds it',
});

/** Builds what is missing; at once when nothing is. */
const goBuild = (only?: string): Step => ({
  name: 'binaries',
  command: [
    ...(['node', 'tools/test-cluster/cli.mts', 'build'] as const),
    ...(only ? ['--only', only] : []),
  ],
  counts: 'none',
});

/** The type checker and the linters need more than Node's usual 2 GB. */
const roomy = { NODE_OPTIONS: '--max-old-space-size=4096' };

/**
 * What `npm test` consists of, in the order in which lanes begin. A new lane
 * is one more entry: see `Lane` for the fields.
 *
 * @internal
 */
export const lanes: Lane[] = [
  {
    id: 'types',
    group: 'static',
    title: 'TypeScript, and the API reports made from its types',
    inputs: ['*.ts', '*.tsx', '*.mts', '*.mjs', '*.cts', '*.json', '*.api.md'],
    steps: [
      {
        name: 'types of the packages',
        // All at once: in what is compiled piecemeal, the keys of a mapped type
        // come out in another order, and so in the API reports.
        command: ['tsc', '--incremental', 'false'],
        counts: 'one',
        env: roomy,
      },
      ...globSync(
        '{tools,e2e,catalog,templates,charts,delivery,infra}/{,*/}tsconfig.json',
        {
          cwd: root,
        },
      )
        .sort()
        .map(
          (config): Step => ({
            name: `types of ${config}`,
            command: ['tsc', '--project', config],
            counts: 'one',
          }),
        ),
      {
        name: 'API reports',
        // The options of the root script of that name; Yarn need not be there.
        command: [
          ...(['backstage-repo-tools', 'api-reports', '--ci'] as const),
          ...['-o', 'ae-wrong-input-file-type,ae-undocumented'],
        ],
        counts: 'one',
        env: roomy,
      },
    ],
  },
  {
    id: 'lint',
    group: 'static',
    title: 'ESLint, as the Backstage CLI sets it up',
    inputs: ['examples', 'packages', 'plugins', '*eslintrc*', '*eslintignore'],
    steps: [
      {
        name: 'lint',
        command: ['backstage-cli', 'repo', 'lint', '--max-warnings=0'],
        counts: 'one',
        env: roomy,
      },
    ],
  },
  {
    id: 'format',
    group: 'static',
    title: 'formatting, and nothing committed that should not be',
    inputs: ['.'],
    steps: [
      {
        name: 'repository hygiene',
        command: ['node', 'tools/lanes/checks/hygiene-cli.mts'],
        counts: 'last-line',
      },
      {
        name: 'formatting',
        command: ['prettier', '--check', '--loglevel=warn', '.'],
        counts: 'one',
      },
    ],
  },
  {
    id: 'tools',
    title: 'tests of the scripts under tools/',
    inputs: ['tools', 'catalog', 'templates/engine'],
    steps: [
      {
        name: 'node --test',
        command: [
          ...(['node', '--test'] as const),
          '{tools,catalog,templates/engine}/**/*.test.{mjs,mts}',
        ],
        counts: 'node-test',
      },
    ],
  },
  {
    id: 'scripts',
    group: 'static',
    title: 'linters on the shell scripts, and on the workflows and actions',
    inputs: ['.ci', '.github', 'delivery', '*.sh'],
    needs: [shellcheck, goBuilt('actionlint'), pythonTool('zizmor')],
    steps: [
      goBuild('actionlint'),
      {
        name: 'shellcheck',
        command: [
          ...(['shellcheck', '--external-sources', '.ci/run'] as const),
          ...globSync('delivery/**/*.sh', { cwd: root }).sort(),
        ],
        counts: 'one',
      },
      { name: 'actionlint', command: ['actionlint'], counts: 'one' },
      {
        name: 'zizmor',
        command: ['zizmor', '--offline', '--quiet', '.github', 'delivery'],
        counts: 'one',
      },
    ],
  },
  {
    id: 'delivery',
    title: 'what pipelines of services run: releasing, waiting, publishing',
    inputs: ['delivery', 'charts', 'plugins/deployments-common'],
    needs: [goBuilt('helm'), jq],
    steps: [
      goBuild('helm,oci-registry'),
      {
        name: 'node --test',
        command: ['node', '--test', 'delivery/!(cluster)/**/*.test.mts'],
        counts: 'node-test',
      },
    ],
  },
  {
    id: 'catalog',
    title: "heal7's catalog is complete and consistent",
    inputs: [
      ...['catalog', 'catalog-info.yaml', 'docs', 'mkdocs.yml'],
      'plugins/deployments-common',
    ],
    steps: [
      {
        name: 'catalog/check.mts',
        command: ['node', 'catalog/check.mts'],
        counts: 'last-line',
      },
    ],
  },
  {
    id: 'unit',
    title: 'Jest: pages and shared packages',
    inputs: foldersOf('frontend', 'common'),
    steps: [jest('frontend', 'common')],
  },
  {
    id: 'backend',
    title: 'Jest: backend packages, with databases',
    inputs: [...foldersOf('backend', 'common'), 'catalog', 'templates'],
    // Actions of templates run helm.
    needs: [goBuilt('helm')],
    steps: [goBuild('helm'), withPostgres(jest('backend'))],
  },
  {
    id: 'techdocs',
    title: 'the documentation builds without a warning',
    inputs: ['docs', 'mkdocs.yml'],
    needs: [mkdocs],
    steps: [
      {
        name: 'mkdocs',
        command: ['mkdocs', 'build', '--strict', '--site-dir=.cache/techdocs'],
        counts: 'one',
      },
    ],
  },
  {
    id: 'charts',
    title: 'the charts, rendered by the real helm',
    inputs: ['charts', 'templates'],
    needs: [goBuilt('helm'), goBuilt('cyclonus')],
    steps: [
      goBuild('helm,cyclonus'),
      {
        name: 'node --test',
        command: ['node', '--test', 'charts/checks/**/*.test.mts'],
        counts: 'node-test',
      },
      {
        name: 'charts/check.mts',
        command: ['node', 'charts/check.mts'],
        counts: 'last-line',
      },
    ],
  },
  {
    id: 'templates',
    title: 'templates render, and what they render is valid',
    // Questions about stacks are made of the manifests of their modules.
    inputs: ['templates', 'charts', 'infra/terraform/stacks'],
    needs: [goBuilt('helm')],
    steps: [
      goBuild('helm,actionlint'),
      {
        name: 'templates/check.mts',
        command: ['node', 'templates/check.mts'],
        counts: 'last-line',
      },
    ],
  },
  {
    id: 'infra',
    title: 'the infrastructure code: Terraform, tflint and checkov on it',
    inputs: [
      ...['infra', 'tools/terraform-checks', 'tools/terraform-schemas'],
      'tools/test-cluster',
      'plugins/deployments-backend/scripts',
    ],
    needs: [
      terraform,
      goBuilt('terraform-provider-schema'),
      goBuilt('terraform-config-inspect'),
      goBuilt('tflint'),
      pythonTool('checkov'),
      ...(postgresBinaries() ? [] : [postgres]),
    ],
    steps: [
      goBuild('terraform-provider-schema,terraform-config-inspect,tflint'),
      {
        name: 'planted mistakes',
        command: [
          ...(['node', '--test'] as const),
          'tools/terraform-schemas/planted.check.mts',
        ],
        counts: 'node-test',
      },
      {
        name: 'Google Cloud and Cloudflare',
        command: [
          ...(['node', '--test'] as const),
          'tools/terraform-schemas/infrastructure.check.mts',
        ],
        counts: 'node-test',
      },
      {
        name: 'what the portal reads of the stacks',
        command: [
          ...(['node', '--test'] as const),
          'tools/terraform-checks/stacks.check.mts',
        ],
        counts: 'node-test',
      },
      {
        name: 'AWS',
        command: [
          ...(['node', '--test'] as const),
          'tools/terraform-checks/aws.check.mts',
        ],
        counts: 'node-test',
      },
      {
        name: 'Cloud SQL following RDS',
        command: ['node', '--test', 'infra/replication/replication.check.mts'],
        counts: 'node-test',
      },
      {
        name: 'checkov',
        command: [
          ...(['checkov', '--framework', 'terraform'] as const),
          ...['--quiet', '--compact', '--skip-download'],
          // One folder: of several, the exit code tells of the first alone.
          ...['--directory', 'infra/terraform'],
        ],
        counts: 'one',
      },
    ],
  },
  {
    id: 'services',
    title: 'a service of every template builds, starts and drains',
    inputs: ['templates', 'plugins/deployments-backend/scripts'],
    needs: [
      shellcheck,
      redis,
      goBuilt('actionlint'),
      ...['hadolint', 'yamllint', 'zizmor'].map(pythonTool),
      ...(postgresBinaries() ? [] : [postgres]),
    ],
    steps: [
      goBuild('actionlint'),
      {
        name: 'the scripts of the Dockerfile executor',
        command: [
          'shellcheck',
          ...globSync('templates/engine/**/*.sh', { cwd: root }).sort(),
        ],
        counts: 'one',
      },
      {
        name: 'the Dockerfile executor',
        command: ['node', '--test', 'templates/engine/**/*.root.mts'],
        counts: 'node-test',
      },
      {
        name: 'templates/service-check.mts',
        command: [
          ...(['node', 'templates/service-check.mts'] as const),
          // On a machine that keeps nothing from run to run.
          ...(process.env.CI === 'true' ? ['--minutes', '25'] : []),
        ],
        counts: 'last-line',
      },
    ],
  },
  {
    id: 'cluster',
    title: 'the real controllers on real API servers, through our backend',
    inputs: [
      ...['tools/test-cluster', 'e2e', 'charts', 'delivery'],
      ...foldersOf('backend'),
    ],
    needs: [goBuilt('kube-apiserver'), prometheus],
    alone: true,
    steps: [
      goBuild(),
      {
        name: 'the test cluster by itself',
        command: ['node', 'tools/test-cluster/smoke.mts'],
        counts: 'last-line',
      },
      {
        name: 'the charts on it',
        command: ['node', 'charts/cluster-check.mts'],
        counts: 'last-line',
      },
      {
        name: 'the charts in a mesh',
        command: ['node', 'charts/mesh-check.mts'],
        counts: 'last-line',
      },
      {
        name: 'the backend on it',
        command: [
          ...(['node', '--test', '--test-concurrency=1'] as const),
          'e2e/cluster/**/*.test.mts',
        ],
        counts: 'node-test',
      },
      {
        name: 'the blue-green script on it',
        command: [
          ...(['node', '--test', '--test-concurrency=1'] as const),
          'delivery/cluster/*.test.mts',
        ],
        counts: 'node-test',
      },
    ],
  },
  {
    id: 'production',
    title: 'the production configuration, on a real PostgreSQL',
    inputs: [
      ...['app-config*.yaml', 'e2e/production', 'e2e/support'],
      ...foldersOf('backend', 'common'),
    ],
    // Debian keeps PostgreSQL's binaries off the path.
    needs: postgresBinaries() ? [] : [postgres],
    alone: true,
    steps: [
      {
        name: 'e2e/production',
        command: ['node', '--test', 'e2e/production/**/*.test.mts'],
        counts: 'node-test',
      },
    ],
  },
  {
    id: 'recovery',
    title: 'tasks that are killed with the portal, at every write they make',
    inputs: [
      ...['app-config.yaml', 'e2e/recovery', 'e2e/support', 'templates'],
      ...foldersOf('backend', 'common'),
    ],
    alone: true,
    steps: [
      {
        name: 'e2e/recovery',
        command: ['node', '--test', 'e2e/recovery/**/*.test.mts'],
        counts: 'node-test',
      },
    ],
  },
  {
    id: 'provisioning',
    title: 'stacks, by the real Terraform on an emulator of AWS',
    inputs: [
      ...['e2e/provisioning', 'e2e/support', 'infra/terraform'],
      ...foldersOf('backend', 'common').filter(dir =>
        dir.includes('provisioning'),
      ),
    ],
    needs: [terraform, pythonTool('moto_server')],
    alone: true,
    steps: [
      {
        name: 'the executor',
        command: [
          // Most of the time providers wait.
          ...(['node', '--test', '--test-concurrency=2'] as const),
          'e2e/provisioning/executor*.test.mts',
        ],
        counts: 'node-test',
      },
      {
        name: 'the portal',
        command: [
          ...(['node', '--test', '--test-concurrency=1'] as const),
          'e2e/provisioning/!(executor*).test.mts',
        ],
        counts: 'node-test',
      },
    ],
  },
  {
    id: 'browser',
    title: 'people using the portal, in Chromium',
    inputs: ['.'],
    needs: [chromium, mkdocs, goBuilt('kube-apiserver')],
    alone: true,
    steps: [
      goBuild(),
      {
        name: 'e2e/browser',
        command: [
          ...(['node', '--test', '--test-concurrency=1'] as const),
          'e2e/browser/**/*.test.mts',
        ],
        counts: 'node-test',
        env: roomy,
      },
    ],
  },
];
