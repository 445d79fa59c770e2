import type { Answers } from './template.mts';

/** What is tried, in words, and the answers that it changes. */
export type Change = [what: string, change: Answers];

const text = (what: string, description: string): Change => [
  what,
  { description },
];

/** Descriptions that break careless quoting. */
export const AWKWARD_TEXTS: Change[] = [
  text('Korean', '사주팔자를 보여 주는 서비스'),
  text('both quotes', `it's "quoted"`),
  text('a YAML boolean', 'yes'),
  text('a YAML null', '~'),
  text('a number', '0123'),
  text('a YAML mapping', 'key: value'),
  text('a YAML comment', 'this # that'),
  text('a YAML tag and anchor', '!!binary &a *a'),
  text('a leading dash and bracket', '- [x'),
  text('an expression', '${{ parameters.name }}'),
  text('a template statement', '{% for x in y %}{{ x }}{# c #}'),
  text('shell metacharacters', '$(id) `id` ; rm -rf / && | > < \\'),
  text('markup', '</script><img src=x onerror=alert(1)> [a](javascript:b)'),
  text('backslashes', 'C:\\new\\table\\'),
  text('an astral character', '🔮 saju'),
  text('200 characters', 'x'.repeat(200)),
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
  ['the smallest size', { minReplicas: 2, maxReplicas: 10 }],
  ['the largest size', { minReplicas: 10, maxReplicas: 50 }],
  ['the steepest canary', { canaryWeight: 49, canaryPause: '1s' }],
  ['an owner in a namespace', { owner: 'group:other/team-a' }],
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
  ['a pause without a unit', { canaryPause: '10' }],
  ['a canary above its second step', { canaryWeight: 50 }],
  ['more replicas than the budget', { maxReplicas: 51 }],
  ['an organisation with a space', { repoOwner: 'a b' }],
];
