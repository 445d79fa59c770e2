import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { lintsOf } from './lint.mts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (files: Record<string, string>) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

test('each linter sees the files of its kind', () => {
  write({
    Dockerfile: '',
    'deploy/values.yaml': '',
    '.github/workflows/ci.yml': '',
    '.github/zizmor.yml': '',
    'scripts/drill': '#!/usr/bin/env bash\n',
    'scripts/run.sh': '',
    'src/main.ts': '',
  });
  const files = Object.fromEntries(
    lintsOf(folder).map(lint => [lint.command[0], lint.files.sort()]),
  );
  const github = ['.github/workflows/ci.yml', '.github/zizmor.yml'];
  assert.deepEqual(files, {
    hadolint: ['Dockerfile'],
    actionlint: github,
    zizmor: github,
    yamllint: [...github, 'deploy/values.yaml'],
    shellcheck: ['scripts/drill', 'scripts/run.sh'],
  });
});

test('a linter with nothing to look at is not run', () => {
  write({ 'src/main.ts': '' });
  assert.deepEqual(lintsOf(folder), []);
});
