import fc from 'fast-check';
import type {
  PlannedValue,
  ResourceChange,
} from '@heal7/backstage-plugin-provisioning-common';
import { diffRows, groupOf, matches, PLAN_GROUPS, planRows } from './planRows';

const anyValue: fc.Arbitrary<PlannedValue> = fc.oneof(
  fc.constant<PlannedValue>({ kind: 'absent' }),
  fc.constant<PlannedValue>({ kind: 'sensitive' }),
  fc.constant<PlannedValue>({ kind: 'unknown' }),
  fc
    .jsonValue()
    .map((value): PlannedValue => ({ kind: 'known', value: value as never })),
);

const anyChange: fc.Arbitrary<ResourceChange> = fc.record({
  address: fc.string({ minLength: 1 }),
  previousAddress: fc.option(fc.string()),
  type: fc.string(),
  provider: fc.string(),
  action: fc.constantFrom(
    'create',
    'update',
    'replace',
    'delete',
    'forget',
    'no-op',
  ),
  createFirst: fc.boolean(),
  reason: fc.string(),
  imported: fc.boolean(),
  attributes: fc.array(
    fc.record({
      path: fc.string(),
      before: anyValue,
      after: anyValue,
      forcesReplacement: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
});

describe('the rows of a plan', () => {
  it('have every resource exactly once, below the heading of its group', () => {
    fc.assert(
      fc.property(fc.array(anyChange), changes => {
        const rows = planRows(changes, '');
        const shown = rows.flatMap(row =>
          row.kind === 'resource' ? [row.change] : [],
        );
        expect(new Set(shown)).toEqual(new Set(changes));
        expect(shown).toHaveLength(changes.length);
        const headings = rows.map((_, index) =>
          rows
            .slice(0, index + 1)
            .reverse()
            .find(({ kind }) => kind === 'group'),
        );
        expect(headings.map(heading => heading?.group)).toEqual(
          rows.map(row =>
            row.kind === 'resource' ? groupOf(row.change) : row.group,
          ),
        );
      }),
    );
  });

  it('count what is below a heading, and have what is lost first', () => {
    fc.assert(
      fc.property(fc.array(anyChange), fc.string(), (changes, search) => {
        const rows = planRows(changes, search);
        const headings = rows.flatMap(row =>
          row.kind === 'group' ? [row.group] : [],
        );
        expect(headings).toEqual(
          PLAN_GROUPS.filter(group => headings.includes(group)),
        );
        for (const group of headings) {
          const [heading, ...members] = rows.filter(row => row.group === group);
          expect(heading).toEqual({
            kind: 'group',
            group,
            count: members.length,
          });
        }
      }),
    );
  });

  it('keep the order of the engine within a group', () => {
    fc.assert(
      fc.property(fc.array(anyChange), changes => {
        const rows = planRows(changes, '');
        for (const group of PLAN_GROUPS) {
          expect(
            rows.flatMap(row =>
              row.kind === 'resource' && row.group === group
                ? [row.change]
                : [],
            ),
          ).toEqual(changes.filter(change => groupOf(change) === group));
        }
      }),
    );
  });
});

const aChange: ResourceChange = {
  address: 'aws_s3_bucket.objects',
  previousAddress: null,
  type: 'aws_s3_bucket',
  provider: 'registry.terraform.io/hashicorp/aws',
  action: 'update',
  createFirst: false,
  reason: '',
  imported: false,
  attributes: [
    {
      path: 'tags.owner',
      before: { kind: 'known', value: 'web-team' },
      after: { kind: 'known', value: 'data-team' },
      forcesReplacement: false,
    },
    {
      path: 'password',
      before: { kind: 'sensitive' },
      after: { kind: 'unknown' },
      forcesReplacement: true,
    },
  ],
};

describe('the search in a plan', () => {
  it.each(['BUCKET', 'tags.owner', 'data-team', 'objects web', ''])(
    'finds %s',
    search => expect(matches(aChange, search)).toBe(true),
  );

  it.each(['queue', 'objects queue', 'sensitive'])('does not find %s', search =>
    expect(matches(aChange, search)).toBe(false),
  );
});

describe('the attributes of a change', () => {
  it('are all there, those that force a replacement first', () => {
    fc.assert(
      fc.property(anyChange, change => {
        const rows = diffRows(change);
        expect(rows.map(row => row.path).sort()).toEqual(
          change.attributes.map(attribute => attribute.path).sort(),
        );
        const forcing = rows.map(row => row.forcesReplacement);
        expect(forcing).toEqual(
          [...forcing].sort((a, b) => Number(b) - Number(a)),
        );
      }),
    );
  });

  it('have one side only where something is made or goes', () => {
    expect(diffRows({ ...aChange, action: 'create' })[0]).toMatchObject({
      before: null,
      after: { kind: 'unknown' },
    });
    expect(diffRows({ ...aChange, action: 'delete' })[0]).toMatchObject({
      before: { kind: 'sensitive' },
      after: null,
    });
  });
});
