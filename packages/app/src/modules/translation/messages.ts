/** English. */
export const messages = {
  nav: {
    search: 'Search',
    home: 'Home',
    menu: 'Menu',
    settings: 'Settings',
  },
  signIn: {
    colleague: 'A colleague of the guest',
    colleagueMessage:
      'A second person, for what takes two: approving what the guest has asked for.',
  },
} as const;

/** Every text of one language, by its flattened key. */
export type Messages = Record<
  `nav.${keyof typeof messages.nav}` | `signIn.${keyof typeof messages.signIn}`,
  string
>;
