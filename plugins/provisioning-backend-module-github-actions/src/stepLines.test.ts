import fc from 'fast-check';
import { stepLines } from './stepLines';
import type { WorkflowStep } from './WorkflowRun';

const AT = '2026-11-24T00:00:00Z';
const STATUSES = ['queued', 'in_progress', 'completed'];

/** Steps as they stand when so many of them have ended. */
const at = (conclusions: string[], ended: number): WorkflowStep[] =>
  conclusions.map((conclusion, index) => {
    const done = index < ended;
    const begun = index <= ended;
    return {
      name: `step ${index}`,
      status: STATUSES[Number(begun) + Number(done)],
      conclusion: done ? conclusion : null,
      startedAt: begun ? AT : null,
      completedAt: done ? AT : null,
    };
  });

describe('stepLines', () => {
  it('never takes back what was told: positions stay', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('success', 'failure', 'cancelled')),
        fc.nat(20),
        fc.nat(20),
        (conclusions, first, more) => {
          const before = stepLines(at(conclusions, first));
          const after = stepLines(at(conclusions, first + more));
          expect(after.slice(0, before.length)).toEqual(before);
        },
      ),
    );
  });

  it('tells of a failure as one', () => {
    expect(
      stepLines(at(['success', 'failure'], 2)).map(({ level, text }) => [
        level,
        text,
      ]),
    ).toEqual([
      ['info', 'step 0'],
      ['info', 'step 1'],
      ['error', 'step 1: failure'],
    ]);
  });
});
