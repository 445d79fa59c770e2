import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jobsOf } from './jobs.mts';

const WORKFLOW = `
env: { LEVEL: one }
jobs:
  test:
    defaults: { run: { working-directory: api } }
    strategy:
      matrix:
        python: ['3.13', '3.14']
        include: [{ python: '3.13', extra: yes }]
    services:
      postgres:
        image: postgres:17
        env: { POSTGRES_PASSWORD: secret }
        ports: ['5432:5432']
    env: { PYTHON: "\${{ matrix.python }}" }
    steps:
      - uses: actions/checkout@v7
      - uses: actions/setup-python@v6
        with: { python-version: "\${{ matrix.python }}" }
      - run: make \${{ matrix.extra }} \${{ env.PYTHON }}
      - name: Elsewhere
        shell: bash
        working-directory: .
        env: { LEVEL: two }
        run: |
          echo
          echo
      - if: failure()
        run: cat log
  call:
    uses: ./.github/workflows/x.yml
`;

test('the steps that run something, with the first of the matrix', () => {
  const [job, ...more] = jobsOf(WORKFLOW);
  assert.deepEqual(more, []);
  assert.deepEqual(job!.steps, [
    {
      title: 'make yes 3.13',
      script: 'make yes 3.13',
      shell: ['bash', '-e'],
      folder: 'api',
      env: { LEVEL: 'one', PYTHON: '3.13' },
    },
    {
      title: 'Elsewhere',
      script: 'echo\necho\n',
      shell: ['bash', '--noprofile', '--norc', '-eo', 'pipefail'],
      folder: '.',
      env: { LEVEL: 'two', PYTHON: '3.13' },
    },
  ]);
  assert.equal(job!.python, '3.13');
  assert.deepEqual(job!.sides, [
    {
      name: 'postgres',
      image: 'postgres:17',
      env: { POSTGRES_PASSWORD: 'secret' },
      port: 5432,
    },
  ]);
});

test('an expression or condition of GitHub alone is refused', () => {
  const one = (step: string) => () =>
    jobsOf(`jobs: { a: { steps: [${step}] } }`);
  assert.throws(one('{ run: "${{ github.token }}" }'), /github.token/);
  assert.throws(one('{ run: a, if: "inputs.x" }'), /"if: inputs.x"/);
});
