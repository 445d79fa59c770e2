/**
 * The theme's colours, resolved: a canvas understands neither variables nor
 * `color-mix` of them.
 *
 * @internal
 */
export function canvasColours(within: HTMLElement) {
  const probe = document.createElement('span');
  within.append(probe);
  const resolve = (colour: string) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  };
  const { fontFamily } = getComputedStyle(within);
  const colours = {
    text: resolve('var(--dep-fg-muted)'),
    grid: resolve('var(--dep-track)'),
    calm: resolve('var(--dep-success)'),
    new: resolve('var(--dep-accent)'),
    quiet: resolve('var(--dep-fg-muted)'),
    limit: resolve('var(--dep-warning)'),
    bad: resolve('var(--dep-danger)'),
    font: `12px ${fontFamily}`,
  };
  probe.remove();
  return colours;
}
