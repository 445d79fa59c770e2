import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scalarsOf } from './scalars.mts';

test('scalars are found by their path, whatever stands between', () => {
  const text = `
# cluster: none
name: heal7-web-main # the service
entity: "component:default/heal7-web-main"
list:
  - name: not this
cluster:
  # primary
  name: 'eks-heal7''s'

  cloud: aws
delivery: { engine: inline }
text: |
  name of nothing
port: 3000
empty: ''
`;
  assert.deepEqual(Object.fromEntries(scalarsOf(text)), {
    name: 'heal7-web-main',
    entity: 'component:default/heal7-web-main',
    'cluster.name': "eks-heal7's",
    'cluster.cloud': 'aws',
    port: '3000',
    empty: '',
  });
});

test('a key belongs to what is above it, also after a deeper block', () => {
  const text = 'a:\n  b:\n    c: 1\n  d: 2\ne: 3\n';
  assert.deepEqual(
    [...scalarsOf(text)],
    [
      ['a.b.c', '1'],
      ['a.d', '2'],
      ['e', '3'],
    ],
  );
});
