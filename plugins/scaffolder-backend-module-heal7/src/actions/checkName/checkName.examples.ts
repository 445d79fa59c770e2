import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Fail before anything is made when the name is taken',
    example: stringify({
      steps: [
        {
          id: 'name',
          name: 'Check the name',
          action: 'heal7:service:check-name',
          input: { name: 'heal7-web-events' },
        },
      ],
    }),
  },
];
