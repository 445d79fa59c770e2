import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const example = (
  description: string,
  action: string,
  input: object,
): TemplateExample => ({
  description,
  example: stringify({
    steps: [{ id: action.split(':')[2], name: description, action, input }],
  }),
});

export const createExamples: TemplateExample[] = [
  example('Register the stack that was just published', 'heal7:stack:create', {
    definitionUrl:
      'https://github.com/heal7/heal7-uploads/blob/main/stack.yaml',
  }),
  example('Register a stack that is in no repository', 'heal7:stack:create', {
    definition: {
      name: 'heal7-uploads',
      module: 'object-storage',
      environment: 'staging',
      owner: 'group:default/web-team',
      system: 'system:default/heal7-fortune',
      component: null,
      costCentre: 'web',
      deletionProtection: null,
      inputs: { bucket: 'heal7-uploads' },
    },
  }),
];

const STACK_ID = '6b3f0a52-6d0a-4d7e-9a51-4b2f1f6f2a10';

export const planExamples: TemplateExample[] = [
  example('Plan the stack', 'heal7:stack:plan', {
    stackId: STACK_ID,
    reason: 'A bucket for the pictures that visitors send',
  }),
];

export const applyExamples: TemplateExample[] = [
  example('Apply what was planned', 'heal7:stack:apply', {
    runId: 'f1c6e7a0-31a5-4f5e-8a4e-3f7f1e3b7c55',
  }),
];

export const outputsExamples: TemplateExample[] = [
  example('Read what the stack gives', 'heal7:stack:outputs', {
    stackId: STACK_ID,
  }),
];

export const destroyExamples: TemplateExample[] = [
  example('Plan that everything of the stack goes', 'heal7:stack:destroy', {
    stackId: STACK_ID,
    reason: 'Nobody reads these pictures any more',
  }),
];
