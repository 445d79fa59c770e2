import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OptionError, readOptions } from './options.mts';

describe('the options', () => {
  it('are the documented ports without any', () => {
    assert.deepEqual(readOptions([], {}), {
      ports: [7101, 7102],
      generate: null,
    });
  });

  it('take ports from the environment and sizes from the command line', () => {
    const env = { HEAL7_DEMO_PORTS: '1, 2' };
    const argv = ['--generate', '500', '--replicasets', '4'];
    assert.deepEqual(readOptions(argv, env), {
      ports: [1, 2],
      generate: { rollouts: 500, replicaSets: 4, pods: 3 },
    });
  });

  it('are refused when they make no sense', () => {
    const refused = (argv: string[], ports?: string) =>
      assert.throws(
        () => readOptions(argv, { HEAL7_DEMO_PORTS: ports }),
        OptionError,
      );
    refused([], '7101');
    refused([], '7101,x');
    refused([], '7101,70000');
    refused(['--generate', 'many']);
    refused(['--unknown']);
  });
});
