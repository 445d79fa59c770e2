import type { messages } from './messages';

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

/** Key of every message, with its plural form. */
export type FullMessageKey = Paths<typeof messages>;

/** A key as it is asked for: without the plural form. */
export type MessageKey = FullMessageKey extends infer K
  ? K extends `${infer Base}_${'one' | 'other'}`
    ? Base
    : K
  : never;

/** Another language: a text for every key. */
export type Messages = Record<FullMessageKey, string>;

/** A text yet to be written out; what the pure models return for a string. */
export interface Phrase {
  key: MessageKey;
  /** `count` chooses the plural form. */
  params?: Record<string, string | number>;
}
