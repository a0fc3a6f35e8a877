/**
 * Extension points of the Product Risk backend.
 *
 * @packageDocumentation
 */

export * from './threatModelFormats';
export * from './FormatRegistry';
