import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLanguage } from './useLanguage';
import type { MessageKey, Phrase } from './keys';
import { provisioningTranslationRef } from './ref';

/** Writes a text in the reader's language. @internal */
export type Translate = (
  key: MessageKey,
  params?: Record<string, string | number>,
) => string;

/** @internal */
export interface Translation {
  t: Translate;
  /** Writes out what a model returned. */
  say: (phrase: Phrase) => string;
  /** BCP 47 tag, for numbers and times. */
  language: string;
}

/**
 * The plugin's texts. The portal's own function checks parameters a key at a
 * time, which a key that is only known at run time cannot satisfy; that every
 * parameter is given is covered by a test over all messages instead.
 *
 * @internal
 */
export function useTranslation(): Translation {
  const { t: strict } = useTranslationRef(provisioningTranslationRef);
  const language = useLanguage();
  const t = useCallback<Translate>(
    (key, params) => (strict as unknown as Translate)(key, params),
    [strict],
  );
  const say = useCallback(({ key, params }: Phrase) => t(key, params), [t]);
  return { t, say, language };
}
