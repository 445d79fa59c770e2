import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unreachable } from './network.mts';

for (const line of [
  'npm error audit endpoint returned an error',
  'npm error code ENOTFOUND',
  'dial tcp: lookup vuln.go.dev: no such host',
  "Failed to resolve 'pypi.org' ([Errno -3] Temporary failure in name resolution)",
]) {
  test(`is no verdict: ${line}`, () => {
    assert.equal(unreachable(`before\n  ${line}\nafter`), line);
  });
}

for (const line of [
  'found 3 high severity vulnerabilities',
  'Vulnerability #1: GO-2026-0001',
  'jinja2 2.10 PYSEC-2019-217 2.10.1',
]) {
  test(`is a verdict: ${line}`, () => {
    assert.equal(unreachable(line), undefined);
  });
}
