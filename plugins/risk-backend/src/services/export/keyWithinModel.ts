/** The key within its model that an id of a source was made of. */
export function keyWithinModel(key: string, modelKey: string): string {
  const prefix = `${modelKey}/`;
  return key.startsWith(prefix) ? key.slice(prefix.length) : key;
}
