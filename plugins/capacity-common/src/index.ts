/**
 * Sizes, prices and monthly costs of what runs on the platform.
 *
 * @packageDocumentation
 */

export * from './cost';
export * from './priceBook';
export * from './prices';
export * from './quantity';
export * from './servicePrices';
