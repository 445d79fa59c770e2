import { explain } from './explain';

const error = (summary: string, detail = '') => ({
  severity: 'error' as const,
  summary,
  detail,
  address: null,
});

describe('explain', () => {
  // As Terraform 1.11 and its providers word them.
  it.each([
    [
      'Error acquiring the state lock',
      'operation error S3: PutObject, 412',
      'state-locked',
    ],
    [
      'Saved plan is stale',
      'The given plan file can no longer be applied',
      'plan-stale',
    ],
    [
      'Plugin did not respond',
      'The plugin encountered an error',
      'provider-crashed',
    ],
    [
      'Failed to load state',
      'unsupported state file format',
      'state-unreadable',
    ],
    ['Error writing state', 'write /x: no space left on device', 'disk-full'],
    ['No valid credential sources found', '', 'credentials-refused'],
    [
      'creating bucket',
      'api error InvalidClientTokenId: invalid',
      'credentials-refused',
    ],
    [
      'Failed to get existing workspaces',
      'S3 bucket "x" does not exist.',
      'state-unreachable',
    ],
    [
      'Failed to query available provider packages',
      'Could not retrieve the list of available versions',
      'provider-unavailable',
    ],
    [
      'Failed to install provider',
      "the local package doesn't match any of the checksums previously recorded in the dependency lock file",
      'provider-changed',
    ],
    [
      'Inconsistent dependency lock file',
      'no version is selected',
      'provider-changed',
    ],
  ])('knows "%s"', (summary, detail, code) => {
    const told = explain('apply', [error(summary, detail)], []);
    expect(told.code).toBe(code);
    expect(told.hint).not.toBe('');
    expect(told.diagnostics).toHaveLength(1);
  });

  it('says it in the words of the engine when it knows no better', () => {
    expect(
      explain('plan', [error('creating queue: taken.')], []),
    ).toMatchObject({
      code: 'plan-failed',
      message: 'creating queue: taken',
      hint: '',
    });
  });

  it('looks at what was printed beside', () => {
    expect(explain('init', [], ['fatal: no space left on device']).code).toBe(
      'disk-full',
    );
    expect(explain('init', [], ['Error: strange']).message).toBe(
      'Error: strange',
    );
    expect(explain('init', [], []).message).toMatch(/could not init/);
  });

  it('does not take a warning for the reason', () => {
    const warning = {
      ...error('Saved plan is stale'),
      severity: 'warning' as const,
    };
    expect(explain('apply', [warning], []).code).toBe('apply-failed');
  });
});
