import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const step = (input: object) =>
  stringify({
    steps: [
      { id: 'stamp', name: 'Stamp', action: 'heal7:template:stamp', input },
    ],
  });

export const examples: TemplateExample[] = [
  {
    description: 'Record a layer that was rendered just now',
    example: step({
      template: 'template:default/nextjs-web',
      version: '0.2.0',
      layer: 'shared/service',
      answers: { name: 'heal7-web-events', owner: 'group:default/web-team' },
    }),
  },
  {
    description: 'Bring the record up to date after files were removed',
    example: step({
      template: 'template:default/nextjs-web',
      version: '0.2.0',
      answers: { name: 'heal7-web-events' },
    }),
  },
];
