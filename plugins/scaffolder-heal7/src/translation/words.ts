import { useMemo, useSyncExternalStore } from 'react';
import {
  appLanguageApiRef,
  translationApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { ApiHolder } from '@backstage/frontend-plugin-api';
import type { MessageKey, Phrase } from './keys';
import { scaffolderHeal7TranslationRef } from './ref';

/** Writes a text in the reader's language. */
export type Translate = (key: MessageKey, params?: Phrase['params']) => string;

export interface Words {
  t: Translate;
  /** Writes out what a model returned. */
  say: (phrase: Phrase) => string;
  /** BCP 47 tag, for numbers. */
  language: string;
}

const wordsOf = (t: unknown, language: string): Words => {
  // The portal's own function checks parameters a key at a time, which a key
  // that is only known at run time cannot satisfy.
  const translate = t as Translate;
  return {
    t: translate,
    say: ({ key, params }) => translate(key, params),
    language,
  };
};

function useLanguage(): string {
  const api = useApiHolder().get(appLanguageApiRef);
  return useSyncExternalStore(
    changed => {
      const subscription = api?.language$().subscribe(changed);
      return () => subscription?.unsubscribe();
    },
    () => api?.getLanguage().language ?? 'en',
  );
}

/** The plugin's texts, in a component. */
export function useWords(): Words {
  const { t } = useTranslationRef(scaffolderHeal7TranslationRef);
  const language = useLanguage();
  return useMemo(() => wordsOf(t, language), [t, language]);
}

/** The plugin's texts where there is no component: in a form's validation. */
export function wordsFrom(apis: ApiHolder): Promise<Words> {
  const translations = apis.get(translationApiRef);
  const language = apis.get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  if (!translations) {
    throw new Error('the portal has no translations to word problems with');
  }
  const now = translations.getTranslation(scaffolderHeal7TranslationRef);
  if (now.ready) {
    return Promise.resolve(wordsOf(now.t, language));
  }
  return new Promise(resolve => {
    const subscription = translations
      .translation$(scaffolderHeal7TranslationRef)
      .subscribe(snapshot => {
        if (snapshot.ready) {
          subscription.unsubscribe();
          resolve(wordsOf(snapshot.t, language));
        }
      });
  });
}
