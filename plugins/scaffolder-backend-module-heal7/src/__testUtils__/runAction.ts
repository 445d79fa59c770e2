import type {
  TemplateAction,
  TemplateExample,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';

/** Runs an action as a task would, and gives its outputs. */
export async function runAction(
  action: unknown,
  input: object,
  context: {
    workspacePath: string;
    isDryRun?: boolean;
    task?: { id: string };
    signal?: AbortSignal;
    templateInfo?: { entityRef: string };
    logger?: unknown;
  },
): Promise<Record<string, any>> {
  const output = jest.fn();
  await (action as TemplateAction).handler({
    ...createMockActionContext({
      input: input as never,
      workspacePath: context.workspacePath,
    }),
    ...context,
    output,
  } as never);
  return Object.fromEntries(output.mock.calls);
}

/** The input of the step that an example shows. */
export function inputOf({ example }: TemplateExample): object {
  return parse(example).steps[0].input;
}
