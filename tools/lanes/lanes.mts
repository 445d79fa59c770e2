import { globSync } from 'node:fs';
import { root } from '../bootstrap/lib/paths.mjs';
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
      ...['--watchAll=false', '--ci', '--cacheDirectory=.cache/jest'],
      ...['--selectProjects', ...names],
    ],
    counts: 'jest',
  };
}

const foldersOf = (...sides: Array<WorkspacePackage['side']>) =>
  packages.filter(({ side }) => sides.includes(side)).map(({ dir }) => dir);

const shellcheck: Need = {
  anyOf: ['shellcheck'],
  hint: 'install shellcheck, or run .ci/run',
};

const mkdocs: Need = {
  anyOf: ['mkdocs'],
  hint: 'install python3 with its venv module',
};

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
    id: 'static',
    title: 'types, lint, API reports, formatting, repository hygiene',
    inputs: ['.'],
    steps: [
      {
        name: 'repository hygiene',
        command: ['node', 'tools/lanes/checks/hygiene-cli.mts'],
        counts: 'last-line',
      },
      {
        name: 'types of the packages',
        command: ['tsc', '--skipLibCheck', 'true', '--incremental', 'false'],
        counts: 'one',
        env: roomy,
      },
      ...globSync('{tools,e2e,catalog,templates,charts}/{,*/}tsconfig.json', {
        cwd: root,
      })
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
        command: ['backstage-repo-tools', 'api-reports', '--ci'],
        counts: 'one',
        env: roomy,
      },
      {
        name: 'lint',
        command: ['backstage-cli', 'repo', 'lint', '--max-warnings=0'],
        counts: 'one',
        env: roomy,
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
    inputs: ['tools', 'catalog'],
    steps: [
      {
        name: 'node --test',
        command: ['node', '--test', '{tools,catalog}/**/*.test.{mjs,mts}'],
        counts: 'node-test',
      },
    ],
  },
  {
    id: 'scripts',
    title: 'shellcheck on the shell scripts',
    inputs: ['.ci', '*.sh'],
    needs: [shellcheck],
    steps: [
      {
        name: 'shellcheck',
        command: ['shellcheck', '.ci/run'],
        counts: 'one',
      },
    ],
  },
  {
    id: 'catalog',
    title: "heal7's catalog is complete and consistent",
    inputs: ['catalog', 'catalog-info.yaml', 'plugins/deployments-common'],
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
    steps: [jest('backend')],
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
];
