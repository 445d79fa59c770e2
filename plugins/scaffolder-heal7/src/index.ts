/**
 * Fields of the Create wizard for heal7's templates.
 *
 * @packageDocumentation
 */

export {
  scaffolderHeal7Plugin as default,
  scaffolderHeal7Translations,
} from './plugin';
export { scaffolderHeal7TranslationRef } from './translation/ref';
