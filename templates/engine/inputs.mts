import type { Answers } from './types.mts';

/** What is tried, in words, and the answers that it changes. */
export type Change = [what: string, change: Answers];

const size = (
  minReplicas: number,
  maxReplicas: number,
  cpu: string,
  memory: string,
) => ({ minReplicas, maxReplicas, cpu, memory });

const canary = (...steps: Array<{ weight: number; pause?: string }>) => ({
  engine: 'argo-rollouts',
  canary: { steps },
});

/** Texts that break careless quoting, and what they are. */
export const AWKWARD_TEXTS: Array<[what: string, text: string]> = [
  ['Korean', '사주팔자를 보여 주는 서비스'],
  ['both quotes', `it's "quoted"`],
  ['a YAML boolean', 'yes'],
  ['a YAML null', '~'],
  ['a number', '0123'],
  ['a YAML mapping', 'key: value'],
  ['a YAML comment', 'this # that'],
  ['a YAML tag and anchor', '!!binary &a *a'],
  ['a leading dash and bracket', '- [x'],
  ['an expression', '${{ parameters.name }}'],
  ['a template statement', '{% for x in y %}{{ x }}{# c #}'],
  ['shell metacharacters', '$(id) `id` ; rm -rf / && | > < \\'],
  ['markup', '</script><img src=x onerror=alert(1)> [a](javascript:b)'],
  ['backslashes', 'C:\\new\\table\\'],
  ['an astral character', '🔮 saju'],
  ['200 characters', 'x'.repeat(200)],
];

/** Every option at its edges. */
export const VARIANTS: Change[] = [
  ['the shortest name', { name: 'abc' }],
  ['the longest name', { name: `a${'-b'.repeat(19)}c` }],
  ['AWS alone', { clusters: ['eks-heal7-production'] }],
  ['GCP alone', { clusters: ['gke-heal7-secondary'] }],
  ['no dependencies', { dependsOn: [] }],
  [
    'two dependencies',
    { dependsOn: ['component:default/a', 'resource:default/b'] },
  ],
  ['GitHub', { repoHost: 'github', repoOwner: 'Some-Org' }],
  ['the smallest size', { size: size(1, 1, '10m', '16Mi') }],
  ['the largest size', { size: size(10, 50, '16000m', '65536Mi') }],
  ['the steepest canary', canary({ weight: 99, pause: '1s' })],
  ['a canary that waits for people', canary({ weight: 1 })],
  ['Flagger', { engine: 'flagger' }],
  ['blue-green', { engine: 'istio-blue-green' }],
  ['a rolling update', { engine: 'rolling' }],
  ['an owner in a namespace', { owner: 'group:other/team-a' }],
];

const text = (what: string, description: string): Change => [
  what,
  { description },
];

const name = (what: string, value: string): Change => [what, { name: value }];

/** Answers that the form refuses. */
export const REFUSED: Change[] = [
  name('an upper-case name', 'Heal7'),
  name('a name of one letter', 'a'),
  name('a name of 41 characters', `a${'b'.repeat(40)}`),
  name('a name ending in a hyphen', 'abc-'),
  name('a name beginning with a digit', '7heal'),
  name('a name that leaves the folder', '../abc'),
  name('a name with a slash', 'a/b'),
  name('a name with an expression', 'a${{b}}'),
  name('a name with a line break', 'abc\n'),
  text('a line break in the description', 'one\ntwo'),
  text('an empty description', ''),
  text('a description of 201 characters', 'x'.repeat(201)),
  ['no cluster', { clusters: [] }],
  ['an unknown cluster', { clusters: ['elsewhere'] }],
  ['a pause without a unit', canary({ weight: 10, pause: '10' })],
  ['a canary of everything', canary({ weight: 100 })],
  ['a canary without steps', canary()],
  ['an unknown engine', { engine: 'spinnaker' }],
  ['more replicas than the budget', { size: size(3, 51, '250m', '256Mi') }],
  ['cores without a unit', { size: size(3, 20, '1', '256Mi') }],
  ['a dependency that is no reference', { dependsOn: ['a b'] }],
  ['an owner that is no group', { owner: 'user:default/guest' }],
  ['an organisation with a space', { repoOwner: 'a b' }],
];

/** Of templates of stacks. */
export const STACK_VARIANTS: Change[] = [
  ['the shortest name', { name: 'abc' }],
  ['a long name', { name: `a${'-b'.repeat(14)}c` }],
  ['GitHub', { repoHost: 'github', repoOwner: 'Some-Org' }],
  ['an owner in a namespace', { owner: 'group:other/team-a' }],
];

/** Answers that the form of a stack refuses. */
export const STACK_REFUSED: Change[] = [
  name('an upper-case name', 'Heal7'),
  name('a name of 41 characters', `a${'b'.repeat(40)}`),
  name('a name with two hyphens in a row', 'a--b'),
  name('a name that leaves the folder', '../abc'),
  name('a name with an expression', 'a${{b}}'),
  name('a name with a line break', 'abc\n'),
  text('a line break in the description', 'one\ntwo'),
  ['no reason', { reason: '' }],
  ['a line break in the reason', { reason: 'one\ntwo' }],
  ['an unknown environment', { environment: 'elsewhere' }],
  ['a cost centre with a space', { costCentre: 'a b' }],
  ['a service of another kind', { component: 'system:default/a' }],
  ['an owner that is no group', { owner: 'user:default/guest' }],
  ['an organisation with a space', { repoOwner: 'a b' }],
];
