import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFieldSelector } from './fieldSelector.mts';
import { parseLabelSelector } from './labelSelector.mts';
import { RESOURCES } from './resourceType.mts';
import { StoreError } from './storeErrors.mts';

const labels = { app: 'web', 'app.kubernetes.io/name': 'shop', empty: '' };

describe('a label selector', () => {
  const cases: [string, boolean][] = [
    ['', true],
    ['app=web', true],
    ['app==web', true],
    ['app=api', false],
    ['app!=api', true],
    ['missing!=x', true],
    ['app in (api, web)', true],
    ['app in (api)', false],
    ['app notin (api)', true],
    ['missing notin (x)', true],
    ['app', true],
    ['missing', false],
    ['!missing', true],
    ['!app', false],
    ['empty=', true],
    ['app.kubernetes.io/name in (shop),app', true],
    ['app=web,missing', false],
    ['toString', false],
  ];
  for (const [selector, expected] of cases) {
    it(`"${selector}" ${expected ? 'matches' : 'does not match'}`, () => {
      assert.equal(parseLabelSelector(selector)(labels), expected);
    });
  }

  it('that cannot be read is refused', () => {
    for (const selector of ['app in web', 'a b', '=x', 'app in (a', 'a>1']) {
      assert.throws(() => parseLabelSelector(selector), StoreError, selector);
    }
  });
});

describe('a field selector', () => {
  const event = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: 'e1',
      uid: 'u',
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: '',
    },
    involvedObject: { kind: 'Rollout', name: 'shop' },
  };
  const matches = (selector: string) =>
    parseFieldSelector(RESOURCES.events, selector)(event);

  it('compares the fields that are indexed', () => {
    assert.equal(matches('metadata.name=e1'), true);
    assert.equal(matches('metadata.name!=e1'), false);
    assert.equal(matches('involvedObject.kind=Rollout'), true);
    assert.equal(
      matches('involvedObject.kind=Rollout,involvedObject.name=other'),
      false,
    );
  });

  it('is refused for fields that are not', () => {
    assert.throws(() => matches('message=x'), StoreError);
    assert.throws(
      () => parseFieldSelector(RESOURCES.rollouts, 'involvedObject.kind=x'),
      StoreError,
    );
  });
});
