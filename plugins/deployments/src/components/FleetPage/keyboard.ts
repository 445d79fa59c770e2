/**
 * The row that a key leads to; null for keys that mean something else.
 *
 * @param screen - how many rows a screen holds.
 * @internal
 */
export function nextRow(
  key: string,
  current: number,
  count: number,
  screen: number,
): number | null {
  const to: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + Math.max(1, screen),
    PageUp: current - Math.max(1, screen),
    Home: 0,
    End: count - 1,
  };
  return Object.hasOwn(to, key) && count > 0
    ? Math.min(count - 1, Math.max(0, to[key]))
    : null;
}
