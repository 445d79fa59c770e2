import { parseCpu, parseMemory } from '@heal7/backstage-plugin-capacity-common';

const positive = (parse: (text: string) => number, text: string) => {
  try {
    return parse(text) > 0;
  } catch {
    return false;
  }
};

export const isCpu = (text: string) => positive(parseCpu, text);

/** A bare number would be bytes, which nobody means. */
export const isMemory = (text: string) =>
  /(Mi|Gi)$/.test(text) && positive(parseMemory, text);
