import { ServiceUnavailableError } from '@backstage/errors';
import fc from 'fast-check';
import type {
  DeploymentPause,
  DeploymentState,
  DeploymentTargetRef,
  WaveAction,
} from '@heal7/backstage-plugin-deployments-common';
import { differingBasisFields } from '@heal7/backstage-plugin-deployments-common';
import { looking } from '../__testUtils__/rolloutStates';
import { nextStep } from './nextStep';
import type { WaveAct } from './nextStep';
import type { RecordedPlan } from './RecordedPlan';
import { settle } from './settle';
import { planOf } from './startPlan';

const START = Date.parse('2026-11-23T09:00:00Z');
const LOOK_MS = 2_000;
const NO_PAUSE = null;

const waits = (reason = 'CanaryPauseStep'): DeploymentPause => ({
  reason,
  startedAt: null,
  endsAt: null,
});

/** A rollout in a cluster: two pauses, then healthy. */
class Target {
  pauses = 2;
  at = 0;
  watched = true;
  unwell: 'degraded' | 'aborted' | null = null;
  revision = 'b';
  pause: DeploymentPause | null = waits();
  acts = 0;

  constructor(readonly cluster: string) {}

  get ref(): DeploymentTargetRef {
    const { cluster, namespace, name, engine } = this.state();
    return { cluster, namespace, name, engine };
  }

  state(): DeploymentState {
    const through = this.at >= this.pauses;
    const state = looking({
      cluster: this.cluster,
      newest: this.revision,
      stable: through ? this.revision : 'a',
      step: this.at,
      phase: this.unwell === 'degraded' ? 'degraded' : undefined,
      aborted: this.unwell === 'aborted',
    });
    return {
      ...state,
      pause: through ? NO_PAUSE : this.pause,
      actions: (['promote', 'promote-full'] as const).map(action => ({
        action,
        refusal: null,
        editsSpec: false,
      })),
      basis: {
        ...state.basis,
        stepIndex: this.at,
        aborted: this.unwell === 'aborted',
      },
    };
  }

  /** As the cluster carries an act out: only on what it was decided on. */
  act(act: WaveAct) {
    const fields = differingBasisFields(act.basis, this.state().basis);
    if (fields.length > 0) {
      return { outcome: 'conflict' as const, fields };
    }
    this.acts += 1;
    this.at += 1;
    return { outcome: 'done' as const };
  }
}

class World {
  now = START;
  readonly targets: Target[];
  plan: RecordedPlan;
  readonly story: string[] = [];

  constructor(
    waves: string[][],
    readonly healthySeconds: number,
    action: WaveAction = 'promote',
  ) {
    this.targets = waves.flat().map(name => new Target(name));
    this.plan = planOf(
      {
        action,
        waves: waves.map(names => ({
          targets: names.map(name => {
            const target = this.of(name);
            return { target: target.ref, basis: target.state().basis };
          }),
          healthyFor: { seconds: healthySeconds },
        })),
      },
      {
        entityRef: 'component:default/web',
        actor: 'user:default/a',
        now: new Date(START),
        maxAgeMs: 24 * 3_600_000,
        stateOf: ({ cluster }) => ({
          state: this.of(cluster).state(),
          environment: null,
        }),
      },
    );
  }

  of(name: string): Target {
    return this.targets.find(({ cluster }) => cluster === name)!;
  }

  /** @param lost - where the portal is killed. */
  look(lost?: 'before-save' | 'before-act' | 'after-act'): WaveAct | null {
    this.now += LOOK_MS;
    const step = nextStep(
      this.plan,
      ({ cluster }) => {
        const target = this.of(cluster);
        return { state: target.state(), watched: target.watched };
      },
      new Date(this.now),
    );
    if (lost === 'before-save') {
      return null;
    }
    this.keep(step);
    if (!step.act || lost === 'before-act') {
      return step.act;
    }
    const result = this.of(step.act.target.cluster).act(step.act);
    if (lost !== 'after-act') {
      const at = new Date(this.now);
      this.keep(settle(this.plan, step.act, { kind: 'result', result }, at));
    }
    return step.act;
  }

  looks(count: number) {
    for (let i = 0; i < count; i++) {
      this.look();
    }
  }

  private keep({ plan, events }: ReturnType<typeof nextStep>) {
    this.plan = JSON.parse(JSON.stringify(plan));
    this.story.push(...events.map(({ kind }) => kind));
  }
}

describe('nextStep', () => {
  it('promotes through each pause, waits, and goes on to the next wave', () => {
    const world = new World([['aws'], ['gcp']], 10);
    world.looks(2);
    expect(world.of('aws').acts).toBe(2);
    expect(world.of('gcp').acts).toBe(0);
    world.looks(5);
    expect(world.plan).toMatchObject({ status: 'waiting', currentWave: 0 });
    world.looks(1);
    expect(world.plan).toMatchObject({ status: 'acting', currentWave: 1 });
    world.looks(8);
    expect(world.plan).toMatchObject({ status: 'done', currentWave: 1 });
    expect(world.of('gcp').acts).toBe(2);
    expect(world.story).toEqual([
      ...['acting', 'acted', 'acting', 'acted', 'target-healthy'],
      ...['wave-healthy', 'wave-ended', 'wave-began'],
      ...['acting', 'acted', 'acting', 'acted', 'target-healthy'],
      ...['wave-healthy', 'wave-ended', 'done'],
    ]);
  });

  it.each([
    ['degraded', (t: Target) => Object.assign(t, { unwell: 'degraded' })],
    ['aborted', (t: Target) => Object.assign(t, { unwell: 'aborted' })],
    ['moved-on', (t: Target) => Object.assign(t, { revision: 'c' })],
  ] as const)(
    'stops when a target is %s, whichever wave it is of',
    (code, go) => {
      for (const name of ['aws', 'gcp']) {
        const world = new World([['aws'], ['gcp']], 10);
        world.looks(3);
        go(world.of(name));
        world.looks(20);
        expect(world.plan).toMatchObject({ status: 'stopped', stop: { code } });
        expect(world.of('gcp').acts).toBe(0);
      }
    },
  );

  it('stops for trouble with what it promoted in an earlier wave, not for a newer release there', () => {
    const at = () => {
      const world = new World([['aws'], ['gcp']], 4);
      world.looks(7);
      expect(world.plan.currentWave).toBe(1);
      return world;
    };
    const newer = at();
    newer.of('aws').revision = 'c';
    newer.looks(10);
    expect(newer.plan.status).toBe('done');
    const bad = at();
    bad.of('aws').unwell = 'degraded';
    bad.looks(1);
    expect(bad.plan.stop).toMatchObject({ code: 'degraded' });
  });

  it('leaves to people what only they can decide', () => {
    for (const [reason, code] of [
      ['Manual', 'paused-by-hand'],
      ['InconclusiveAnalysisRun', 'inconclusive'],
    ]) {
      const world = new World([['aws']], 0);
      world.of('aws').pause = waits(reason);
      world.looks(5);
      expect(world.of('aws').acts).toBe(0);
      expect(world.plan.hold).toMatchObject({ code });
      world.of('aws').pause = waits();
      world.looks(5);
      expect(world.plan).toMatchObject({ status: 'done', hold: null });
      expect(world.story[0]).toBe('held');
      expect(world.story).toContain('released');
    }
  });

  it('counts no time in which nobody looked, or the cluster was not watched', () => {
    const world = new World([['aws'], ['gcp']], 60);
    world.looks(5);
    const { soakedMs } = world.plan.waves[0];
    world.now += 3_600_000;
    world.looks(1);
    expect(world.plan.waves[0].soakedMs).toBe(soakedMs);
    world.of('aws').watched = false;
    world.looks(100);
    expect(world.plan.hold).toMatchObject({ code: 'not-watched' });
    expect(world.plan.waves[0].soakedMs).toBe(soakedMs);
    world.of('aws').watched = true;
    world.looks(2);
    expect(world.plan.waves[0].soakedMs).toBe(soakedMs + LOOK_MS);
  });

  it('starts counting anew when a target was not healthy in between', () => {
    const world = new World([['aws'], ['gcp']], 20);
    world.looks(8);
    expect(world.plan.status).toBe('waiting');
    world.of('aws').at = 1;
    world.of('aws').pause = { ...waits(), endsAt: '2026-11-23T10:00:00Z' };
    world.looks(1);
    expect(world.plan).toMatchObject({ status: 'acting' });
    expect(world.plan.waves[0].soakedMs).toBe(0);
    world.of('aws').at = 2;
    world.looks(10);
    expect(world.plan.currentWave).toBe(0);
    world.looks(1);
    expect(world.plan.currentWave).toBe(1);
    expect(world.story).toContain('soak-restarted');
  });

  it('stops when it is too old', () => {
    const world = new World([['aws']], 0);
    world.now += 24 * 3_600_000;
    world.looks(1);
    expect(world.plan.stop).toMatchObject({ code: 'expired' });
    expect(world.of('aws').acts).toBe(0);
  });

  it('promotes fully once', () => {
    const world = new World([['aws']], 0, 'promote-full');
    world.of('aws').pauses = 3;
    world.looks(5);
    expect(world.of('aws').acts).toBe(1);
  });

  const losses = fc.array(
    fc.option(
      fc.constantFrom<'before-save' | 'before-act' | 'after-act'>(
        'before-save',
        'before-act',
        'after-act',
      ),
      { nil: undefined },
    ),
    { maxLength: 60 },
  );

  it('acts the same, once each, wherever the portal is killed', () => {
    fc.assert(
      fc.property(losses, fc.nat(20), (killed, seconds) => {
        const world = new World([['a', 'b'], ['c']], seconds);
        killed.forEach(lost => world.look(lost));
        world.looks(60);
        expect(world.plan.status).toBe('done');
        expect(world.targets.map(({ acts }) => acts)).toEqual([2, 2, 2]);
      }),
    );
  });

  it('never acts on a wave before those before it were healthy for long enough, nor after an end', () => {
    const happening = fc.record({
      lost: fc.option(fc.constantFrom('before-act', 'after-act'), {
        nil: undefined,
      }),
      target: fc.constantFrom('a', 'b', 'c'),
      what: fc.constantFrom(
        ...['nothing', 'nothing', 'nothing', 'nothing', 'blind', 'watched'],
        ...['blip', 'well', 'degraded', 'cancel'],
      ),
      gapMs: fc.constantFrom(0, 0, 0, 5_000, 60_000),
    });
    fc.assert(
      fc.property(
        fc.array(happening, { maxLength: 80 }),
        fc.integer({ min: 1, max: 30 }),
        (happenings, seconds) => {
          const world = new World([['a', 'b'], ['c']], seconds);
          const wrong: string[] = [];
          let healthySince: number | null = null;
          for (const { lost, target: name, what, gapMs } of happenings) {
            const target = world.of(name);
            world.now += gapMs;
            if (what === 'blind' || what === 'watched') {
              target.watched = what === 'watched';
            } else if (what === 'blip' && target.at === 2) {
              target.at = 1;
            } else if (what === 'well') {
              target.at = 2;
            } else if (what === 'degraded' && gapMs > 0) {
              target.unwell = 'degraded';
            } else if (what === 'cancel' && gapMs > 5_000) {
              world.plan = { ...world.plan, status: 'cancelled' };
            }
            const first = ['a', 'b'].map(one => world.of(one));
            const healthy = first.every(one => one.at === 2 && !one.unwell);
            const ended = !['acting', 'waiting'].includes(world.plan.status);
            const wave = world.plan.currentWave;
            const act = world.look(lost as 'before-act' | undefined);
            if (!healthy) {
              healthySince = null;
            } else {
              healthySince ??= world.now;
            }
            const soaked =
              healthySince !== null &&
              world.now - healthySince >= seconds * 1000;
            const tooEarly =
              wave === 0 &&
              (act?.target.cluster === 'c' ||
                (world.plan.currentWave === 1 && !soaked));
            wrong.push(...(ended && act ? ['acted after its end'] : []));
            wrong.push(...(tooEarly ? ['went on too early'] : []));
          }
          expect(wrong).toEqual([]);
        },
      ),
    );
  });
});

describe('settle', () => {
  const begun = () => {
    const world = new World([['aws'], ['gcp']], 0);
    const act = world.look('before-act')!;
    return { world, act };
  };

  it('tries what may have been carried out again on the same basis, some times', () => {
    const { world, act } = begun();
    const error = new ServiceUnavailableError('no answer');
    let { plan } = world;
    const now = new Date(world.now);
    for (let i = 1; i <= 4; i++) {
      ({ plan } = settle(plan, act, { kind: 'error', error }, now));
      expect(plan.waves[0].targets[0].attempt).toEqual(act.basis);
      expect(plan.status).toBe('acting');
    }
    ({ plan } = settle(plan, act, { kind: 'error', error }, now));
    expect(plan.stop).toMatchObject({ code: 'failed' });
  });

  it('stops at once for what will not pass', () => {
    const { world, act } = begun();
    const outcome = { kind: 'error' as const, error: new Error('forbidden') };
    const { plan } = settle(world.plan, act, outcome, new Date(world.now));
    expect(plan.stop).toMatchObject({
      code: 'failed',
      message: expect.stringContaining('forbidden'),
    });
  });

  it.each([
    [['revisionHash'], 'moved-on'],
    [['uid'], 'moved-on'],
    [['aborted'], 'aborted'],
    [['stepIndex'], undefined],
  ])('takes a conflict in %p for what it is', (fields, code) => {
    const { world, act } = begun();
    const result = { outcome: 'conflict' as const, fields };
    const at = new Date(world.now);
    const { plan } = settle(world.plan, act, { kind: 'result', result }, at);
    expect(plan.stop?.code).toBe(code);
  });
});
