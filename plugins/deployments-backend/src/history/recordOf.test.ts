import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import fc from 'fast-check';
import { analysisOf, looking } from '../__testUtils__/rolloutStates';
import type { Look } from '../__testUtils__/rolloutStates';
import type { HistoryFact, RolloutStart } from './HistoryFact';
import { mayMatter, recordOf } from './recordOf';
import type { EarlierRollout, LatestRollout } from './recordOf';

const AT = new Date('2026-11-23T09:00:00Z');

interface Kept {
  start: RolloutStart;
  startedAt: number;
  endedAt: number | null;
  verdict: string;
  partial: boolean;
  facts: HistoryFact[];
  mustRun(): void;
}

/** Follows a target as the recorder does, with rollouts kept in a list. */
class Ledger {
  readonly rollouts: Kept[] = [];
  #before: DeploymentState | null = null;
  #now = AT.getTime();

  see(look: Look | null, options: { gap?: boolean } = {}): HistoryFact[] {
    this.#now += 1000;
    const after = look && looking(look);
    const last = this.rollouts.at(-1);
    const latest: LatestRollout | null = last
      ? {
          uid: last.start.uid,
          revisionHash: last.start.revisionHash,
          running: last.verdict === 'running',
          rollback: last.start.rollback,
        }
      : null;
    const earlier: EarlierRollout[] = this.rollouts
      .map(({ start, verdict }) => ({
        revisionHash: start.revisionHash,
        images: start.images,
        promoted: verdict === 'promoted',
      }))
      .reverse();
    const facts = mayMatter(this.#before, after)
      ? recordOf(this.#before, after, {
          latest,
          earlier,
          at: new Date(this.#now),
          gap: options.gap ?? false,
        })
      : [];
    for (const fact of facts) {
      this.keep(fact);
    }
    this.#before = after;
    return facts;
  }

  private keep(fact: HistoryFact) {
    if (fact.kind === 'started') {
      this.rollouts.push({
        start: fact.start,
        startedAt: this.#now,
        endedAt: null,
        verdict: 'running',
        partial: fact.start.partial,
        facts: [],
        mustRun() {
          if (this.verdict !== 'running') {
            throw new Error(`${this.start.revisionHash} ended twice`);
          }
        },
      });
      return;
    }
    const last = this.rollouts.at(-1)!;
    if (fact.kind === 'ended') {
      last.mustRun();
      last.verdict = fact.verdict;
      last.endedAt = this.#now;
    } else if (fact.kind === 'missed') {
      last.mustRun();
      last.partial = true;
    } else {
      last.facts.push(fact);
    }
  }

  get told() {
    return this.rollouts.map(({ start, verdict, partial }) =>
      [
        start.revisionHash,
        verdict,
        start.rollback && 'rollback',
        partial && 'partial',
      ]
        .filter(Boolean)
        .join(' '),
    );
  }
}

const kinds = (facts: HistoryFact[]) => facts.map(({ kind }) => kind);

describe('recordOf', () => {
  let ledger: Ledger;
  beforeEach(() => {
    ledger = new Ledger();
  });

  it('follows a canary to its promotion', () => {
    ledger.see({});
    ledger.see({ newest: 'b' });
    ledger.see({ newest: 'b', step: 1, weight: 10, phase: 'paused' });
    ledger.see({ newest: 'b', step: 2, weight: 10 });
    ledger.see({ newest: 'b', step: 2, weight: 50 });
    ledger.see({ newest: 'b', step: 4, weight: 100 });
    expect(ledger.told).toEqual(['b running']);
    ledger.see({ stable: 'b', old: ['a'] });
    expect(ledger.told).toEqual(['b promoted']);
    const [{ start, facts }] = ledger.rollouts;
    expect(start).toEqual({
      uid: 'uid-web',
      revision: 2,
      revisionHash: 'b',
      images: ['registry/web:b'],
      previousImages: ['registry/web:a'],
      previousRevisionHash: 'a',
      repository: 'https://git.test/web',
      commit: 'commit-b',
      rollback: false,
      partial: false,
    });
    expect(facts.filter(({ kind }) => kind === 'phase')).toEqual([
      { kind: 'phase', phase: 'progressing', message: '' },
      { kind: 'phase', phase: 'paused', message: '' },
      { kind: 'phase', phase: 'progressing', message: '' },
      { kind: 'phase', phase: 'healthy', message: '' },
    ]);
    expect(facts.filter(({ kind }) => kind === 'step')).toEqual([
      { kind: 'step', index: 0, total: 4, label: 'weight 10' },
      { kind: 'step', index: 1, total: 4, label: 'pause' },
      { kind: 'step', index: 2, total: 4, label: 'weight 50' },
      { kind: 'step', index: 4, total: 4, label: '' },
    ]);
    expect(
      facts.flatMap(fact => (fact.kind === 'traffic' ? [fact.actual] : [])),
    ).toEqual([0, 10, 50, 100]);
  });

  it('says what is rolled out as soon as its objects are there', () => {
    ledger.see({});
    ledger.see({ newest: 'b', unidentified: true });
    const identified = {
      kind: 'identified',
      identity: {
        revision: 2,
        images: ['registry/web:b'],
        repository: 'https://git.test/web',
        commit: 'commit-b',
      },
    };
    expect(ledger.see({ newest: 'b' })).toEqual([identified]);
    expect(ledger.see({ newest: 'b', weight: 10 })).not.toContainEqual(
      identified,
    );
    expect(ledger.told).toEqual(['b running']);
  });

  it('makes nothing of a target at rest: first sight, scaling, degrading', () => {
    expect(ledger.see({})).toEqual([]);
    expect(ledger.see({ phase: 'progressing' })).toEqual([]);
    expect(ledger.see({ phase: 'degraded' })).toEqual([]);
    expect(ledger.see({})).toEqual([]);
    expect(ledger.see(null)).toEqual([]);
  });

  it('makes a partial rollout of one that is under way at first sight', () => {
    ledger.see({ newest: 'b', step: 2 });
    expect(ledger.told).toEqual(['b running partial']);
    ledger.see({ stable: 'b' });
    expect(ledger.told).toEqual(['b promoted partial']);
  });

  it('makes no rollout of an abort that is old news', () => {
    ledger.see({ newest: 'b', aborted: true, phase: 'degraded' });
    expect(ledger.told).toEqual([]);
    ledger.see({ newest: 'b' });
    expect(ledger.told).toEqual(['b running']);
  });

  it('sees the first rollout of a workload made just now from its start', () => {
    const createdAt = AT.toISOString();
    const first = { newest: 'a', stable: null, createdAt };
    ledger.see(first);
    ledger.see({ ...first, phase: 'healthy' });
    expect(ledger.told).toEqual(['a promoted']);
  });

  it('counts each attempt: an abort ends one, a retry starts another', () => {
    ledger.see({});
    ledger.see({ newest: 'b', step: 2, weight: 50 });
    const facts = ledger.see({ newest: 'b', aborted: true, phase: 'degraded' });
    expect(kinds(facts)).toEqual(
      expect.arrayContaining(['phase', 'failed', 'ended']),
    );
    ledger.see({ newest: 'b', aborted: true, phase: 'degraded', step: 1 });
    ledger.see({ newest: 'b' });
    ledger.see({ stable: 'b' });
    expect(ledger.told).toEqual(['b aborted', 'b promoted']);
  });

  it('takes a return to the stable revision for giving up, not for a rollout', () => {
    ledger.see({});
    ledger.see({ newest: 'b', step: 2 });
    ledger.see({ stable: 'a', old: ['b'] });
    expect(ledger.told).toEqual(['b aborted']);
  });

  it('restores after an abort when the spec goes back', () => {
    ledger.see({});
    ledger.see({ newest: 'b' });
    ledger.see({ newest: 'b', aborted: true, phase: 'degraded' });
    expect(kinds(ledger.see({ stable: 'a', old: ['b'] }))).toEqual([
      'restored',
    ]);
    expect(ledger.told).toEqual(['b aborted']);
  });

  it('knows a rollback by its template', () => {
    ledger.see({});
    ledger.see({ newest: 'b' });
    ledger.see({ stable: 'b', old: ['a'] });
    ledger.see({ newest: 'a', stable: 'b' });
    ledger.see({ stable: 'a', old: ['b'] });
    expect(ledger.told).toEqual(['b promoted', 'a promoted rollback']);
  });

  it('knows a rollback by its images, also of revisions only we remember', () => {
    const images = { d: ['registry/web:b'] };
    ledger.see({});
    ledger.see({ newest: 'b' });
    ledger.see({ stable: 'b' });
    ledger.see({ newest: 'c', stable: 'b' });
    ledger.see({ stable: 'c' });
    ledger.see({ newest: 'd', stable: 'c', images });
    expect(ledger.told.at(-1)).toBe('d running rollback');
  });

  it('takes neither a changed setting nor a second try for a rollback', () => {
    const same = { b: ['registry/web:a'] };
    ledger.see({ old: ['z'], images: { z: ['registry/web:a'] } });
    ledger.see({ newest: 'b', images: same });
    expect(ledger.told).toEqual(['b running']);
    ledger.see({ newest: 'b', aborted: true, phase: 'degraded', images: same });
    ledger.see({ old: ['b'] });
    ledger.see({ newest: 'b' });
    expect(ledger.told).toEqual(['b aborted', 'b running']);
  });

  it('tells superseded from promoted unseen', () => {
    ledger.see({});
    ledger.see({ newest: 'b' });
    ledger.see({ newest: 'c' });
    ledger.see({ newest: 'd', stable: 'c' }, { gap: true });
    expect(ledger.told).toEqual([
      'b superseded',
      'c promoted partial',
      'd running partial',
    ]);
  });

  it('marks what ran on unseen, and only when something changed', () => {
    ledger.see({});
    ledger.see({ newest: 'b', step: 1 });
    ledger.see({ newest: 'b', step: 1 }, { gap: true });
    expect(ledger.told).toEqual(['b running']);
    ledger.see({ newest: 'b', step: 3 }, { gap: true });
    expect(ledger.told).toEqual(['b running partial']);
  });

  it('ends with the workload, and starts anew with another of the name', () => {
    ledger.see({});
    ledger.see({ newest: 'b' });
    ledger.see({ newest: 'c', uid: 'other' });
    expect(ledger.told).toEqual(['b removed', 'c running partial']);
    ledger.see(null);
    expect(ledger.told.at(-1)).toBe('c removed partial');
  });

  it('picks up a rollout that began before there was a history', () => {
    const context = { latest: null, earlier: [], at: AT, gap: false };
    const facts = recordOf(
      looking({ newest: 'b', step: 1 }),
      looking({ newest: 'b', step: 2 }),
      context,
    );
    expect(facts[0]).toMatchObject({
      kind: 'started',
      start: { partial: true, revisionHash: 'b' },
    });
  });

  it('follows engines without steps, and blue-green', () => {
    ledger.see({ step: null });
    ledger.see({ newest: 'b', step: null });
    ledger.see({ stable: 'b', step: null });
    const blueGreen = looking({ newest: 'c', stable: 'b', step: null });
    blueGreen.revisions[0].roles = ['preview'];
    blueGreen.revisions[1].roles = ['stable', 'active'];
    const switched = looking({ newest: 'c', stable: 'b', step: null });
    switched.revisions[0].roles = ['active'];
    const facts = (before: DeploymentState, after: DeploymentState) =>
      kinds(
        recordOf(before, after, {
          latest: {
            uid: 'uid-web',
            revisionHash: 'c',
            running: true,
            rollback: false,
          },
          earlier: [],
          at: AT,
          gap: false,
        }),
      );
    expect(ledger.told).toEqual(['b promoted']);
    expect(facts(blueGreen, switched)).not.toContain('ended');
    expect(facts(switched, { ...switched, phase: 'healthy' })).toContain(
      'ended',
    );
  });

  it('does not take an idle colour at peace for promoted', () => {
    ledger.see({});
    ledger.see({ newest: 'b', phase: 'healthy', weight: 0 });
    expect(ledger.told).toEqual(['b running']);
    ledger.see({ newest: 'b', phase: 'healthy', weight: 100 });
    expect(ledger.told).toEqual(['b promoted']);
    ledger.see({ newest: 'b', phase: 'progressing', weight: 100 });
    expect(ledger.told).toEqual(['b promoted']);
  });

  it('keeps what an analysis says, also after the end', () => {
    ledger.see({});
    ledger.see({ newest: 'b', analysis: [analysisOf('b', [1])] });
    const seen = ledger.see({
      newest: 'b',
      analysis: [analysisOf('b', [1, 2]), analysisOf('z', [1])],
    });
    expect(seen).toEqual([
      { kind: 'analysis', analysis: analysisOf('b', [1, 2]) },
    ]);
    ledger.see({
      newest: 'b',
      aborted: true,
      phase: 'degraded',
      analysis: [analysisOf('b', [1, 2])],
    });
    const late = ledger.see({
      newest: 'b',
      aborted: true,
      phase: 'degraded',
      analysis: [analysisOf('b', [1, 2], 'Failed')],
    });
    expect(kinds(late)).toEqual(['analysis']);
  });

  it('makes a consistent history of any sequence of states', () => {
    const hash = fc.constantFrom('a', 'b', 'c', 'd');
    const look = fc.record({
      newest: hash,
      stable: fc.option(hash, { freq: 8 }),
      old: fc.uniqueArray(hash, { maxLength: 3 }),
      phase: fc.constantFrom(
        'healthy' as const,
        'progressing' as const,
        'paused' as const,
        'degraded' as const,
        'unknown' as const,
      ),
      aborted: fc.boolean(),
      step: fc.option(fc.integer({ min: 0, max: 4 })),
      weight: fc.integer({ min: 0, max: 100 }),
      uid: fc.constantFrom('one', 'one', 'one', 'two'),
    });
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            look: fc.option(look, { freq: 8 }),
            gap: fc.boolean(),
          }),
          { maxLength: 30 },
        ),
        sights => {
          // That no rollout ends twice is asserted by the ledger itself.
          const seen = new Ledger();
          for (const { look: one, gap } of sights) {
            seen.see(one, { gap });
            const running = seen.rollouts.filter(
              ({ verdict }) => verdict === 'running',
            );
            expect(running.length).toBeLessThanOrEqual(1);
            // Only the newest can run, and only what is wanted runs.
            expect(running).toEqual(
              running.length === 0 ? [] : seen.rollouts.slice(-1),
            );
            expect(
              running.map(({ start }) => [
                start.revisionHash,
                start.uid,
                false,
              ]),
            ).toEqual(running.map(() => [one?.newest, one?.uid, one?.aborted]));
            // The same sight once more is nothing new.
            expect(seen.see(one)).toEqual([]);
          }
          seen.rollouts.forEach((rollout, index) => {
            const next = seen.rollouts[index + 1];
            expect(rollout.endedAt ?? Infinity).toBeGreaterThanOrEqual(
              rollout.startedAt,
            );
            expect(next?.startedAt ?? Infinity).toBeGreaterThanOrEqual(
              rollout.endedAt ?? Infinity,
            );
          });
          expect(seen.told.filter(text => text === '')).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
