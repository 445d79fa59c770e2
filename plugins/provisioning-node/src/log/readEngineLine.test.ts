import fc from 'fast-check';
import { readEngineLine } from './readEngineLine';

const line = (message: object) =>
  JSON.stringify({
    '@level': 'info',
    '@timestamp': '2026-11-23T22:39:53.123609Z',
    ...message,
  });

const queue = { addr: 'aws_sqs_queue.work' };

describe('readEngineLine', () => {
  it('tells when something of a resource is done, and under which id', () => {
    const read = readEngineLine(
      line({
        '@message': 'aws_sqs_queue.work: Creation complete after 2s [id=q-1]',
        type: 'apply_complete',
        hook: {
          resource: queue,
          action: 'create',
          id_key: 'id',
          id_value: 'q-1',
        },
      }),
    );
    expect(read).toEqual({
      at: '2026-11-23T22:39:53.123Z',
      level: 'info',
      texts: ['aws_sqs_queue.work: Creation complete after 2s [id=q-1]'],
      address: 'aws_sqs_queue.work',
      progress: {
        phase: 'done',
        action: 'create',
        address: 'aws_sqs_queue.work',
        id: 'q-1',
      },
      diagnostic: null,
    });
  });

  it.each([
    ['apply_start', 'started'],
    ['apply_errored', 'failed'],
  ])('tells of %s', (type, phase) => {
    const read = readEngineLine(
      line({ type, hook: { resource: queue, action: 'delete' } }),
    );
    expect(read.progress).toEqual({
      phase,
      action: 'delete',
      address: 'aws_sqs_queue.work',
      id: null,
    });
  });

  it('names the resource that is planned', () => {
    const change = { resource: queue, action: 'create' };
    const read = readEngineLine(line({ type: 'planned_change', change }));
    expect(read).toMatchObject({
      address: 'aws_sqs_queue.work',
      progress: null,
    });
  });

  it('tells an error whole: what, why, where, of which resource', () => {
    const read = readEngineLine(
      line({
        '@level': 'error',
        '@message': 'Error: creating queue',
        type: 'diagnostic',
        diagnostic: {
          severity: 'error',
          summary: 'creating queue',
          detail: 'It is taken.\n\nChoose another name.',
          address: 'aws_sqs_queue.work',
          range: { filename: 'main.tf', start: { line: 16 } },
          snippet: { code: 'password = "of the code"' },
        },
      }),
    );
    expect(read).toMatchObject({
      level: 'error',
      texts: [
        'Error: creating queue',
        'It is taken.',
        'Choose another name.',
        '  at main.tf:16',
      ],
      address: 'aws_sqs_queue.work',
      diagnostic: {
        severity: 'error',
        summary: 'creating queue',
        detail: 'It is taken.\n\nChoose another name.',
        address: 'aws_sqs_queue.work',
      },
    });
  });

  it('takes what is no message as it is, without what a terminal acts on', () => {
    expect(
      readEngineLine('\u001b[31m│ \u001b[1mError:\u001b[0m no\u0007 room\r'),
    ).toMatchObject({ at: null, level: 'info', texts: ['Error: no room'] });
    expect(readEngineLine('{"not": "whole').texts).toEqual(['{"not": "whole']);
  });

  it('gives lines without line ends, of anything, and never throws', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .record({
          '@level': fc.jsonValue(),
          '@message': fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
          '@timestamp': fc.jsonValue(),
          type: fc.constantFrom('diagnostic', 'apply_start', 'planned_change'),
          hook: fc.jsonValue(),
          change: fc.jsonValue(),
          diagnostic: fc.oneof(
            fc.jsonValue(),
            fc.record({ summary: fc.string(), range: fc.jsonValue() }),
          ),
        })
        .map(message => JSON.stringify(message)),
    );
    fc.assert(
      fc.property(anything, text => {
        const read = readEngineLine(text);
        expect(['info', 'warn', 'error']).toContain(read.level);
        for (const one of read.texts) {
          // eslint-disable-next-line no-control-regex
          expect(one).not.toMatch(/[\n\r\u0000-\u0008\u001b]/);
        }
      }),
    );
  });
});
