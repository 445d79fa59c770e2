/** English. */
export const messages = {
  nav: {
    search: 'Search',
    home: 'Home',
    menu: 'Menu',
    settings: 'Settings',
  },
} as const;

/** Every text of one language, by its flattened key. */
export type Messages = Record<`nav.${keyof typeof messages.nav}`, string>;
