import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samplesOf } from './samples.mts';

test('operations that have an example for all they require', () => {
  const samples = samplesOf(`
paths:
  /health: { get: {} }
  /pillars/{year}:
    get:
      parameters:
        - { name: year, in: path, required: true, example: 2000 }
        - { name: zone, in: query, schema: { default: Asia/Seoul } }
        - { name: trace, in: header, required: false }
  /charts:
    post:
      requestBody:
        content:
          application/json: { examples: { one: { value: { at: now } } } }
  /secret/{id}:
    get: { parameters: [{ name: id, in: path, required: true }] }
  /upload:
    post: { requestBody: { content: { text/csv: { example: a } } } }
`);
  assert.deepEqual(samples, [
    { method: 'GET', path: '/pillars/2000?zone=Asia%2FSeoul' },
    { method: 'POST', path: '/charts', body: '{"at":"now"}' },
  ]);
});

test('a description without paths gives none', () => {
  assert.deepEqual(samplesOf(''), []);
});
