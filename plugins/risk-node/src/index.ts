/**
 * Extension points of the Product Risk backend.
 *
 * @packageDocumentation
 */

export * from './threatModelFormats';
export * from './threatModelHistory';
export * from './FormatRegistry';
export * from './tickets';
