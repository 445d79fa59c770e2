/**
 * An amount of US dollars in the reader's language, without cents where they
 * do not matter.
 *
 * @internal
 */
export function formatMoney(amount: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: Math.abs(amount) >= 100 ? 0 : 2,
    minimumFractionDigits: Math.abs(amount) >= 100 ? 0 : 2,
  }).format(amount);
}

/** How an amount changes, always with its sign. @internal */
export function formatChange(
  before: number,
  after: number,
  language: string,
): string {
  const change = after - before;
  const text = formatMoney(Math.abs(change), language);
  // What rounds to nothing has no direction.
  if (!/[1-9]/.test(text)) {
    return `±${text}`;
  }
  return `${change > 0 ? '+' : '−'}${text}`;
}
