import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import type { StackActionOptions } from './StackActionOptions';
import { createStackApplyAction } from './stackApply';
import { createStackCreateAction } from './stackCreate';
import { createStackDestroyAction } from './stackDestroy';
import { createStackOutputsAction } from './stackOutputs';
import { createStackPlanAction } from './stackPlan';

/** Every action on stacks of cloud resources. */
export const stackActions = (
  options: StackActionOptions,
): TemplateAction<any, any, any>[] => [
  createStackCreateAction(options),
  createStackPlanAction(options),
  createStackApplyAction(options),
  createStackOutputsAction(options),
  createStackDestroyAction(options),
];
