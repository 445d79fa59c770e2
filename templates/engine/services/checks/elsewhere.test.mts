import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startElsewhere } from './elsewhere.mts';

test('addresses lead to a server that has keys', async () => {
  const elsewhere = await startElsewhere();
  try {
    const redirected = elsewhere.redirect(
      '/a=http://service:8001;public,/b=https://issuer.example/keys',
    );
    const [a, b] = redirected.split(',');
    assert.match(a!, /^\/a=http:\/\/127\.0\.0\.1:\d+;public$/);
    const response = await fetch(b!.slice('/b='.length));
    const { keys } = (await response.json()) as { keys: object[] };
    assert.equal((keys[0] as { kty: string }).kty, 'EC');
    assert.ok(!('d' in keys[0]!), 'the key is private');
    assert.equal(elsewhere.redirect('no address'), 'no address');
  } finally {
    elsewhere.stop();
  }
});
