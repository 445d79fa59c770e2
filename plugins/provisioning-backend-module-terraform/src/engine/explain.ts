import type {
  Diagnostic,
  RunError,
} from '@heal7/backstage-plugin-provisioning-common';

interface Explanation {
  code: string;
  /** In the summary or detail of an error, or in what was printed last. */
  seen: RegExp;
  message: string;
  hint: string;
}

/**
 * Faults that people can do something about, by the words of the engine, in
 * the order in which they are looked for: one is often told inside another.
 */
const EXPLANATIONS: Explanation[] = [
  {
    code: 'disk-full',
    seen: /no space left on device|disk quota exceeded/i,
    message: 'There was no room left on the disk of the portal',
    hint: 'Make room in the folder of provisioning.terraform.dataDir and in the temporary folder, then plan again.',
  },
  {
    code: 'plan-stale',
    seen: /saved plan is stale|saved plan does not match the given state/i,
    message: 'The state has changed since this was planned',
    hint: 'Make a new plan. Nothing was changed.',
  },
  {
    code: 'state-locked',
    seen: /error acquiring the state lock/i,
    message: 'Somebody else works on this state and has locked it',
    hint: 'Wait until they have finished. A lock that was left behind is released with the force-unlock command and the id below, by somebody who knows that nothing is running.',
  },
  {
    code: 'provider-crashed',
    seen: /plugin did not respond|plugin crashed|the plugin encountered an error|failed to load plugin schemas|plugin process exited/i,
    message: 'A provider stopped working in the middle',
    hint: 'Plan again: the state holds what was done. When it happens again, it is a fault of this version of the provider or of its memory limit.',
  },
  {
    code: 'state-unreadable',
    seen: /unsupported state file format|state file could not be|error loading state|failed to load state|does not have the expected content|state snapshot was created by/i,
    message: 'The state cannot be read',
    hint: 'Restore its last version from the bucket or the backup beside it; a state of a newer engine needs that engine.',
  },
  {
    code: 'credentials-refused',
    seen: /no valid credential sources|invalidclienttokenid|signaturedoesnotmatch|expiredtoken|could not find default credentials|invalid_grant|unable to locate credentials/i,
    message: 'The cloud did not accept the credentials of this environment',
    hint: 'Check the credentials of the environment in the configuration.',
  },
  {
    code: 'state-unreachable',
    seen: /nosuchbucket|s3 bucket .* does not exist|storage: bucket doesn't exist|failed to get existing workspaces|error refreshing state|backend initialization/i,
    message: 'Where the state is kept cannot be reached',
    hint: 'Check that the bucket exists and that the credentials of the environment may read and write it.',
  },
  {
    code: 'provider-changed',
    seen: /doesn't match any of the checksums|checksums previously recorded|inconsistent dependency lock file|provider dependency changes detected/i,
    message: 'A provider is not the one that the lock file of the module names',
    hint: 'Record the providers of this platform in the lock file with the providers lock command.',
  },
  {
    code: 'provider-unavailable',
    seen: /failed to query available provider packages|failed to install provider|could not retrieve the list of available versions/i,
    message: 'A provider cannot be had',
    hint: 'Let the portal reach the registry, or keep the providers in a folder and name it in provisioning.terraform.providerMirror.',
  },
];

const sentence = (text: string) => text.trim().replace(/[.\s]+$/, '');

/**
 * Says what went wrong in a step.
 *
 * @param step - e.g. `plan`; makes the code when nothing better is known
 * @param said - the last lines that were no diagnostics
 */
export function explain(
  step: string,
  diagnostics: Diagnostic[],
  said: string[],
): RunError {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const texts = [
    ...errors.map(({ summary, detail }) => `${summary}\n${detail}`),
    ...said,
  ].join('\n');
  const known = EXPLANATIONS.find(({ seen }) => seen.test(texts));
  if (known) {
    const { code, message, hint } = known;
    return { code, message, hint, diagnostics };
  }
  const [first] = errors;
  const reason = first
    ? sentence(first.summary)
    : sentence(said.filter(line => /\berror\b/i.test(line))[0] ?? '');
  return {
    code: `${step}-failed`,
    message: reason || `The engine could not ${step}, and said nothing of why`,
    hint: '',
    diagnostics,
  };
}
