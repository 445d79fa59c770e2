/**
 * The executor on Dockerfiles that are right and on ones that are not. Needs
 * root and overlayfs, so it is no part of the tests that run everywhere.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { build } from './build.mts';
import { Container } from './container.mts';

let work: string;
let context: string;

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'executor-'));
  context = join(work, 'files');
  mkdirSync(join(context, 'sub'), { recursive: true });
  writeFileSync(join(context, 'main.mjs'), `console.log('started');\n`);
  writeFileSync(join(context, 'sub/data.txt'), 'data\n');
});

afterEach(() => rmSync(work, { recursive: true }));

const make = (dockerfile: string) =>
  build({
    context,
    dockerfile,
    work: mkdtempSync(join(work, 'layers-')),
    template: 'executor-test',
  });

/** Builds, runs to the end, and returns what it printed with how it ended. */
async function run(dockerfile: string, writablePaths: string[] = []) {
  const container = new Container(await make(dockerfile), {
    work: mkdtempSync(join(work, 'container-')),
    env: {},
    writablePaths,
  });
  const code = await container.ended;
  return `${container.output.trim()} [${code}]`;
}

const sh = (command: string) => `FROM debian:stable-slim
USER 1001
CMD ["/bin/sh", "-c", ${JSON.stringify(command)}]
`;

test('builds stages, copies between them, and starts the last', async () => {
  const dockerfile = `ARG NODE=24
FROM node:\${NODE}-slim AS build
ARG WORD=one
ENV TEXT="\${WORD} two"
WORKDIR /src
COPY --chown=7:8 --chmod=640 sub/*.txt ./copied/
COPY main.mjs ./
RUN <<EOF
set -e
test "$(stat -c %u:%g:%a copied/data.txt)" = 7:8:640
echo "$TEXT" > made.txt
EOF
RUN --mount=type=cache,target=/root/.cache/x,sharing=locked \\
    --mount=type=bind,source=sub,target=/mnt/sub \\
    cat /mnt/sub/data.txt >> made.txt && touch /root/.cache/x/kept
FROM gcr.io/distroless/nodejs24-debian12:nonroot
WORKDIR /app
COPY --from=build /src/made.txt /src/main.mjs ./
COPY <<'EOF' /app/check.mjs
import { readFileSync } from 'node:fs';
console.log(process.getuid(), process.getgid(), process.cwd(), readFileSync('made.txt', 'utf8'));
EOF
USER 1001:1001
CMD ["check.mjs"]
`;
  assert.equal(await run(dockerfile), '1001 1001 /app one two\ndata [0]');
});

test('a stage takes over what the one below it has and says', async () => {
  const dockerfile = `FROM debian:stable-slim AS below
ENV TEXT=kept
RUN useradd --uid 1234 --create-home app
WORKDIR /app
FROM below
COPY --chown=app:app main.mjs ./
USER app
CMD echo "$TEXT" && id -nu && stat -c %U:%G main.mjs
`;
  assert.equal(await run(dockerfile), 'kept\napp\napp:app [0]');
});

test('a missing COPY is missed, whatever lies on this machine', async () => {
  const dockerfile = `FROM node:24-slim\nWORKDIR ${context}\nCMD ["node", "main.mjs"]\n`;
  assert.match(await run(dockerfile), /Cannot find module[^]*\[1\]$/);
  await assert.rejects(
    make('FROM node:24-slim\nCOPY no.txt /\n'),
    /line 2: COPY no.txt[^]*no.txt is not there/,
  );
});

test('what .dockerignore keeps back cannot be copied', async () => {
  writeFileSync(join(context, '.dockerignore'), 'sub\n');
  await assert.rejects(
    make('FROM debian:stable\nCOPY sub/data.txt /\n'),
    /sub\/data.txt is not there/,
  );
});

test('a wrong CMD does not start', async () => {
  assert.match(
    await run('FROM debian:stable\nCMD ["/no/such/program"]\n'),
    /No such file or directory \[127\]$/,
  );
});

test('only the writable paths are written to, and root owns the rest', async () => {
  const write = 'touch /app-file /tmp/file; echo done';
  assert.match(await run(sh(write), ['/tmp']), /'\/app-file'.*\ndone \[0\]$/);
  assert.match(await run(sh('touch /tmp/file')), /Read-only file system/);
  await assert.rejects(
    make('FROM debian:stable\nUSER 1001\nRUN touch /etc/mine\n'),
    /line 3: RUN[^]*Permission denied/,
  );
});

test('an image without tools has none, though COPY works in it', async () => {
  const base = 'FROM gcr.io/distroless/static-debian12\nCOPY main.mjs /app/\n';
  await assert.rejects(
    make(`${base}RUN true\n`),
    /failed to execute \/bin\/sh/,
  );
  assert.match(await run(`${base}CMD ["/bin/ls"]\n`), /\[127\]$/);
});

test('tools of this machine that the base does not have are not there', async () => {
  assert.match(await run(sh('node --version')), /node: not found \[127\]$/);
  assert.equal(
    await run(sh('ls -A /home /mnt /opt /srv')),
    [...['/home:', '', '/mnt:', '', '/opt:', '', '/srv:']].join('\n') + ' [0]',
  );
  assert.match(await run(sh(`ls ${context}`)), /No such file/);
});

test('what failed is named', async () => {
  const failing = async (text: string, reason: RegExp) =>
    assert.rejects(make(`FROM debian:stable\n${text}\n`), reason);
  await failing('ADD main.mjs /', /line 2: the instruction ADD/);
  await failing('COPY --parents sub /', /line 2: --parents of COPY/);
  await failing('RUN exit 7', /line 2: RUN exit 7\nexit 7/);
  await assert.rejects(make('FROM alpine:3\n'), /stands in for .*alpine:3/);
  await assert.rejects(make('FROM node:12\n'), /wants Node.js 12/);
});
