import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Recipe } from './recipes.mts';
import { wrapperModule } from './wrapper-module.mts';

const recipe: Recipe = {
  name: 'tool',
  group: 'tools',
  module: 'example.org/tool',
  package: 'example.org/tool/cmd/tool',
  version: 'v1.2.3',
};

test('requires the module and repeats its replacements by modules', () => {
  const text = wrapperModule(recipe, {
    Go: '1.24.0',
    Replace: [
      { Old: { Path: 'a.org/x' }, New: { Path: 'b.org/x', Version: 'v1.0.0' } },
      {
        Old: { Path: 'a.org/y', Version: 'v0.0.0' },
        New: { Path: 'a.org/y', Version: 'v2.0.0' },
      },
    ],
  });
  assert.equal(
    text,
    [
      'module heal7.local/build',
      'go 1.24.0',
      'require example.org/tool v1.2.3',
      'replace a.org/x => b.org/x v1.0.0',
      'replace a.org/y v0.0.0 => a.org/y v2.0.0',
      '',
    ].join('\n'),
  );
});

test('a sibling without a real version is the published one', () => {
  const text = wrapperModule(
    { ...recipe, stagingVersion: 'v0.9.0' },
    {
      Require: [{ Path: 'example.org/api', Version: 'v0.0.0' }],
      Replace: [
        { Old: { Path: 'example.org/api' }, New: { Path: './staging/api' } },
      ],
    },
  );
  assert.match(text, /^replace example.org\/api => example.org\/api v0.9.0$/m);
  assert.doesNotMatch(text, /staging/);
});

test('a sibling with a real version needs no replacement', () => {
  const text = wrapperModule(recipe, {
    Require: [{ Path: 'example.org/api', Version: 'v1.2.3' }],
    Replace: [{ Old: { Path: 'example.org/api' }, New: { Path: '../api' } }],
  });
  assert.doesNotMatch(text, /replace/);
});

test('a sibling that nothing replaces is refused', () => {
  assert.throws(
    () =>
      wrapperModule(recipe, {
        Require: [{ Path: 'example.org/api', Version: 'v0.0.0' }],
      }),
    /tool: example.org\/api needs a stagingVersion/,
  );
});
