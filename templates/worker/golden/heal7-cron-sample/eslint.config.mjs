import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist/']),
  js.configs.recommended,
  ts.configs.strict,
  { languageOptions: { globals: globals.node } },
  {
    files: ['**/*.ts'],
    rules: {
      // `noUncheckedIndexedAccess` is on: an index known to exist is said so.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
