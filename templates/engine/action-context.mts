import { pathToFileURL } from 'node:url';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { Answers, Template } from './types.mts';

const silent = () => {};
const logger = {
  error: silent,
  warn: silent,
  info: silent,
  debug: silent,
  child: () => logger,
};

/** What an action that writes files gets from the portal, and no more. */
export function actionContext(options: {
  input: Answers;
  workspacePath: string;
  /** An empty folder for the action's own use. */
  scratch: string;
  template: Template;
}): ActionContext<any, any, any> {
  const { input, workspacePath, scratch, template } = options;
  return {
    logger,
    input,
    workspacePath,
    createTemporaryDirectory: async () => scratch,
    output: silent,
    checkpoint: async ({ fn }) => fn(),
    task: { id: 'render' },
    getInitiatorCredentials: async () => {
      throw new Error('a template here needs no credentials');
    },
    templateInfo: {
      entityRef: `template:default/${template.name}`,
      baseUrl: pathToFileURL(template.file).href,
    },
  };
}
