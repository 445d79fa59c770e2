/** The two subsets, and the ends of the two Deployments' names. */
export const COLOURS = ['blue', 'green'] as const;

/** One of the two. */
export type Colour = (typeof COLOURS)[number];

/** Whether a text names a colour. */
export const isColour = (text: string): text is Colour =>
  (COLOURS as readonly string[]).includes(text);

/** The other one. */
export const otherThan = (colour: Colour): Colour =>
  colour === 'blue' ? 'green' : 'blue';
