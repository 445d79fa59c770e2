import type { RolloutRecord } from '@heal7/backstage-plugin-deployments-common';
import fc from 'fast-check';
import { csvCell, exported } from './exported';

const record = (more: Partial<RolloutRecord> = {}): RolloutRecord => ({
  id: '7',
  target: {
    cluster: 'east',
    namespace: 'shop',
    name: 'web',
    engine: 'argo-rollouts',
  },
  environment: null,
  revision: 3,
  revisionHash: 'b',
  images: ['web:2', 'proxy:1'],
  previousImages: ['web:1'],
  previousRevisionHash: 'a',
  commit: '=cmd|"x"!A1',
  rollback: false,
  startedAt: '2026-11-23T09:00:00.000Z',
  endedAt: null,
  verdict: 'running',
  actors: ['user:default/ann'],
  partial: true,
  ...more,
});

const textOf = async (records: RolloutRecord[], format: 'json' | 'csv') => {
  let text = '';
  for await (const piece of exported(records, format)) {
    text += piece;
  }
  return text;
};

describe('exported', () => {
  it('writes CSV that a spreadsheet runs nothing of', async () => {
    expect(await textOf([record()], 'csv')).toBe(
      [
        'id,cluster,namespace,name,engine,environment,revision,revision_hash,images,previous_revision_hash,previous_images,commit,rollback,started_at,ended_at,verdict,actors,partial',
        `7,east,shop,web,argo-rollouts,,3,b,web:2 proxy:1,a,web:1,"'=cmd|""x""!A1",false,2026-11-23T09:00:00.000Z,,running,user:default/ann,true`,
        '',
      ].join('\r\n'),
    );
  });

  it('writes JSON, however many there are', async () => {
    for (const records of [[], [record()], [record(), record({ id: '8' })]]) {
      expect(JSON.parse(await textOf(records, 'json'))).toEqual(records);
    }
  });

  it('makes cells that hold what they were given and begin no formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const cell = csvCell(text);
        const read = cell.startsWith('"')
          ? cell.slice(1, -1).replaceAll('""', '"')
          : cell;
        expect([text, `'${text}`]).toContain(read);
        expect(read).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
    expect(csvCell(-1)).toBe('-1');
  });
});
