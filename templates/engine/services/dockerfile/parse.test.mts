import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDockerfile } from './parse.mts';

test('stages, their flags, and lines joined without the comments in them', () => {
  const { globals, stages } = parseDockerfile(`# syntax=docker/dockerfile:1
ARG TAG=24
FROM --platform=$BUILDPLATFORM node:\${TAG}@sha256:abc AS build
RUN --mount=type=cache,target=/root/.npm --network=none \\
    # why
    npm ci \\
    && npm run build
FROM scratch
COPY --from=build --chown=1:1 /a /b
`);
  assert.deepEqual(
    globals.map(({ keyword, rest }) => [keyword, rest]),
    [['ARG', 'TAG=24']],
  );
  const [build, final] = stages;
  assert.equal(build!.from, 'node:${TAG}@sha256:abc');
  assert.equal(build!.name, 'build');
  const [run] = build!.instructions;
  assert.equal(run!.line, 4);
  assert.deepEqual(run!.flags, [
    { name: 'mount', value: 'type=cache,target=/root/.npm' },
    { name: 'network', value: 'none' },
  ]);
  assert.match(run!.rest, /^npm ci\s+&& npm run build$/);
  assert.equal(final!.name, undefined);
  assert.equal(final!.instructions[0]!.rest, '/a /b');
});

test('heredocs with the text they hold', () => {
  const { stages } = parseDockerfile(`FROM scratch
RUN <<-A python3 <<'B'
	one
	A
  \${two}
B
COPY <<C /x
three
C
`);
  const [run, copy] = stages[0]!.instructions;
  assert.deepEqual(run!.heredocs, [
    { name: 'A', content: 'one\n', literal: false },
    { name: 'B', content: '  ${two}\n', literal: true },
  ]);
  assert.equal(copy!.heredocs[0]!.content, 'three\n');
});

test('what is no Dockerfile is refused', () => {
  assert.throws(() => parseDockerfile('RUN true\n'), /before the first FROM/);
  assert.throws(() => parseDockerfile('ARG A\n'), /there is no FROM/);
  assert.throws(() => parseDockerfile('FROM a b c\n'), /line 1: FROM a b c/);
});
