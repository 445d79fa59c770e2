import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Wait until the component is in the catalog',
    example: stringify({
      steps: [
        {
          id: 'register',
          name: 'Register',
          action: 'heal7:catalog:register-local',
          input: { name: 'heal7-web-events' },
        },
      ],
    }),
  },
];
