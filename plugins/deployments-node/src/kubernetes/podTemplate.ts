import { asList, asText, fieldOf, pathOf } from './json';

/**
 * The images of a pod template's containers, in its order.
 *
 * @public
 */
export function readImages(template: unknown): string[] {
  return asList(pathOf(template, 'spec', 'containers')).map(container =>
    asText(fieldOf(container, 'image')),
  );
}
