import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Keep others from creating a service of the same name',
    example: stringify({
      steps: [
        {
          id: 'name',
          name: 'Reserve the name',
          action: 'heal7:service:reserve-name',
          input: { name: 'heal7-web-events' },
        },
      ],
    }),
  },
];
