export { provisioningTranslationRef } from './ref';
export { useTranslation } from './useTranslation';
export type { Translate, Translation } from './useTranslation';
export type { MessageKey, Messages, Phrase } from './keys';
