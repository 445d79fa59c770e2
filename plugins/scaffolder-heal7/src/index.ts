/**
 * Fields of the Create wizard for heal7's templates.
 *
 * @packageDocumentation
 */

export { scaffolderHeal7Plugin as default } from './plugin';
export { scaffolderHeal7TranslationRef } from './translation/ref';
