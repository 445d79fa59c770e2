import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const step = (action: string, name: string, input: object) =>
  stringify({ steps: [{ id: 'helm', name, action, input }] });

export const lintExamples: TemplateExample[] = [
  {
    description: "Check a service's values before anything is published",
    example: step('heal7:helm:lint', 'Check the values', {
      values: ['deploy/values.yaml', 'deploy/values-staging.yaml'],
      strict: true,
    }),
  },
];

export const renderExamples: TemplateExample[] = [
  {
    description: 'Write what staging would get into a file',
    example: step('heal7:helm:render', 'Render staging', {
      release: 'heal7-web-events',
      namespace: 'heal7-staging',
      values: ['deploy/values.yaml', 'deploy/values-staging.yaml'],
      targetPath: 'rendered/staging.yaml',
    }),
  },
];

export const diffExamples: TemplateExample[] = [
  {
    description: 'Tell how staging differs from the values all share',
    example: step('heal7:helm:diff', 'Compare', {
      release: 'heal7-web-events',
      namespace: 'heal7-staging',
      from: ['deploy/values.yaml'],
      values: ['deploy/values.yaml', 'deploy/values-staging.yaml'],
    }),
  },
];
