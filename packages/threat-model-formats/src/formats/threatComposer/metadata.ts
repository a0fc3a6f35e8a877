import { Cursor } from '../../reading/Cursor';

/** The entry of an item's metadata with a key: a list of `{ key, value }`. */
export function metadataEntry(item: Cursor, key: string): Cursor | undefined {
  return item
    .get('metadata')
    .objects()
    .find(entry => entry.id('key') === key);
}
