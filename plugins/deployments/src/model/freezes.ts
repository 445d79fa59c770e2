/**
 * A moment as a field for date and time has it: in the reader's own zone,
 * to the minute.
 *
 * @internal
 */
export function localDateTime(milliseconds: number): string {
  const at = new Date(milliseconds);
  const two = (part: number) => String(part).padStart(2, '0');
  const date = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())];
  return `${date.join('-')}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
