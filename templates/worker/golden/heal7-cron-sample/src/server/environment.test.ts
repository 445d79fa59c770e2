import assert from 'node:assert/strict';
import { test } from 'node:test';
import { common, ConfigError, readEnvironment } from './environment.ts';

const readConfig = (env: Record<string, string>) =>
  readEnvironment(common, env);

test('an empty environment gives the defaults', () => {
  const config = readConfig({});
  assert.equal(config.LOG_LEVEL, 'info');
  assert.deepEqual(config.UPSTREAMS, []);
  assert.equal(config.OTEL_EXPORTER_OTLP_ENDPOINT, undefined);
});

test('an empty variable counts as unset', () => {
  assert.equal(readConfig({ LOG_LEVEL: '' }).LOG_LEVEL, 'info');
});

test('reads a list of upstreams', () => {
  const { UPSTREAMS } = readConfig({
    UPSTREAMS: 'api=http://api:8000/health, auth=https://auth/x?a=b',
  });
  assert.deepEqual(UPSTREAMS, [
    { name: 'api', url: 'http://api:8000/health' },
    { name: 'auth', url: 'https://auth/x?a=b' },
  ]);
});

test('names every wrong variable at once', () => {
  assert.throws(
    () => readConfig({ PORT: '70000', LOG_LEVEL: 'loud', UPSTREAMS: 'api' }),
    (error: Error) =>
      error instanceof ConfigError &&
      /PORT/.test(error.message) &&
      /LOG_LEVEL/.test(error.message) &&
      /"api" is not of the form/.test(error.message),
  );
});
