import fc from 'fast-check';
import {
  parseLabelSelector,
  selects,
} from '@heal7/backstage-plugin-deployments-common';
import type { EntitySelector } from '@heal7/backstage-plugin-deployments-common';
import { ChannelNames } from './ChangeSignals';
import { topicsOfChanges, topicsOfSelector } from './topics';

const selectorOf = (text: string): EntitySelector => ({
  labels: parseLabelSelector(text),
  cluster: null,
  namespace: null,
  names: null,
});

describe('topics', () => {
  it('concern only the target itself while its labels stay', () => {
    expect([
      ...topicsOfChanges([
        { id: 't', labelsBefore: { a: '1' }, labelsAfter: { a: '1' } },
      ]),
    ]).toEqual(['target:t']);
  });

  it('of old and new labels are told when a target is relabelled', () => {
    const topics = topicsOfChanges([
      { id: 't', labelsBefore: { a: '1' }, labelsAfter: { a: '2' } },
    ]);
    expect(topics).toContain('label:a=1');
    expect(topics).toContain('label:a=2');
  });

  it('reach every entity that comes to select a target', () => {
    const label = fc.constantFrom('1', '2', '3');
    const labels = fc.dictionary(fc.constantFrom('a', 'b', 'c'), label);
    fc.assert(
      fc.property(
        fc.constantFrom(
          'a=1',
          'a in (1,2),b',
          'a!=1',
          'c',
          '!a,b=2',
          'b notin (1),c in (1,2,3)',
        ),
        fc.option(labels),
        fc.option(labels),
        (text, labelsBefore, labelsAfter) => {
          const selector = selectorOf(text);
          const has = (given: Record<string, string> | null) =>
            given !== null &&
            selects(selector, {
              cluster: 'c',
              namespace: 'n',
              name: 'x',
              labels: given,
            });
          fc.pre(has(labelsBefore) !== has(labelsAfter));
          const told = topicsOfChanges([
            { id: 't', labelsBefore, labelsAfter },
          ]);
          expect(
            topicsOfSelector(selector).some(topic => told.has(topic)),
          ).toBe(true);
        },
      ),
    );
  });
});

describe('ChannelNames', () => {
  it('tell nothing, differ by topic and by portal, and stay the same', () => {
    const names = new ChannelNames('salt');
    const name = names.of('cluster:east');
    expect(name).toMatch(/^deployments:[0-9a-f]{32}$/);
    expect(new ChannelNames('salt').of('cluster:east')).toBe(name);
    expect(names.of('cluster:west')).not.toBe(name);
    expect(new ChannelNames('other').of('cluster:east')).not.toBe(name);
  });
});
