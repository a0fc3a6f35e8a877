/** Asked for by id or ref. */
export const notFound = {
  404: 'Unknown, or not visible to the caller',
} as const;

/** What can go wrong with a file. */
export const importErrors = {
  404: 'The entity is unknown, or not visible to the caller',
  409: 'The source is being imported or has changed meanwhile; try again',
  413: 'The file is too large',
  422: 'The file cannot be imported; the error names place and remedy',
} as const;
