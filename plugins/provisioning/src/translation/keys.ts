import type { messages } from './messages';

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

/** Key of every message, plural forms apart. @internal */
export type FullMessageKey = Paths<typeof messages>;

/** A key as it is asked for: without the plural form. @internal */
export type MessageKey = FullMessageKey extends infer K
  ? K extends `${infer Base}_${'one' | 'other'}`
    ? Base
    : K
  : never;

/** Another language: a text for every key. @internal */
export type Messages = Record<FullMessageKey, string>;

/**
 * A text yet to be written out in the reader's language; what the pure models
 * return instead of a string.
 *
 * @internal
 */
export interface Phrase {
  key: MessageKey;
  /** `count` chooses the plural form. */
  params?: Record<string, string | number>;
}
