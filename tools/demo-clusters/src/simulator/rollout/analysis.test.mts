import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  SimulatedCluster,
  testService,
} from '../../testing/simulatedCluster.mts';
import { HASH_LABEL } from './types.mts';

const STEPS = [
  { setWeight: 25 },
  { analysis: { templates: [{ templateName: 'shop-error-ratio' }] } },
  { pause: {} },
];

describe('a step that is an analysis', () => {
  it('measures as often as its metric says and then goes on', () => {
    const cluster = new SimulatedCluster(testService({ steps: STEPS }));
    cluster.start('1.0.0').release('1.1.0');
    cluster.run(90);
    assert.equal(cluster.phase, 'Paused: CanaryPauseStep');
    const [run] = cluster.runs;
    assert.equal(run.status?.phase, 'Successful');
    assert.equal(run.status?.metricResults?.[0].measurements.length, 4);
    assert.equal(
      run.metadata.labels?.[HASH_LABEL],
      cluster.status.currentPodHash,
    );
    assert.equal(
      run.metadata.ownerReferences?.[0].uid,
      cluster.rollout.metadata.uid,
    );
  });

  it('aborts on a bad version, with the metric as the reason', () => {
    const cluster = new SimulatedCluster(testService({ steps: STEPS }));
    cluster.start('1.0.0').release('1.1.0', 'errors');
    cluster.run(90);
    assert.equal(
      cluster.phase,
      'Degraded: RolloutAborted: Rollout aborted update to revision 2: ' +
        'Metric "error-ratio" assessed Failed due to failed (2) > failureLimit (1)',
    );
    assert.equal(cluster.runs[0].status?.phase, 'Failed');
    assert.equal(cluster.status.canary.weights?.canary.weight, 0);
    assert.ok(cluster.eventReasons.includes('AnalysisRunFailed'));
  });

  it('measures afresh after a retry', () => {
    const cluster = new SimulatedCluster(testService({ steps: STEPS }));
    cluster.start('1.0.0').release('1.1.0', 'errors');
    cluster.run(90);
    cluster.patchStatus({ abort: false });
    cluster.run(90);
    assert.equal(cluster.runs.length, 2);
    assert.equal(cluster.status.phase, 'Degraded');
  });
});

describe('a background analysis', () => {
  it('goes on measuring during a pause and ends with the update', () => {
    const cluster = new SimulatedCluster(
      testService({
        backgroundAnalysis: true,
        steps: [{ setWeight: 25 }, { setWeight: 30 }, { pause: {} }],
      }),
    );
    cluster.start('1.0.0').release('1.1.0');
    cluster.run(40);
    const count = () => cluster.runs[0].status?.metricResults?.[0].count ?? 0;
    const before = count();
    cluster.run(40);
    assert.ok(count() > before);
    assert.equal(
      cluster.status.canary.currentBackgroundAnalysisRunStatus?.status,
      'Running',
    );
    cluster.patchStatus({ pauseConditions: null });
    cluster.run(60);
    assert.equal(cluster.phase, 'Healthy');
    assert.equal(cluster.runs[0].status?.phase, 'Successful');
  });
});
