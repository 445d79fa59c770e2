import js from '@eslint/js';
import next from '@next/eslint-plugin-next';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['.next/', 'next-env.d.ts']),
  js.configs.recommended,
  ts.configs.strict,
  next.configs['core-web-vitals'],
  hooks.configs.flat['recommended-latest'],
  { languageOptions: { globals: globals.node } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      // `noUncheckedIndexedAccess` is on: an index known to exist is said so.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
