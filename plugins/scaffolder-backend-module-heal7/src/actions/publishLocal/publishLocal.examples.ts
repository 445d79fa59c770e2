import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Publish the workspace as a repository in the data folder',
    example: stringify({
      steps: [
        {
          id: 'publish',
          name: 'Publish',
          action: 'heal7:publish:local',
          input: { name: 'heal7-web-events' },
        },
      ],
    }),
  },
  {
    description: 'Publish one folder of the workspace',
    example: stringify({
      steps: [
        {
          id: 'publish',
          name: 'Publish',
          action: 'heal7:publish:local',
          input: {
            name: 'heal7-web-events',
            sourcePath: 'service',
            defaultBranch: 'trunk',
          },
        },
      ],
    }),
  },
];
