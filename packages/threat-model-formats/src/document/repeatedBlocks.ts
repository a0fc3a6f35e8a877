import { hasKeys, isList, isObject } from '../reading/shape';
import { JsonPlaces } from './JsonPlaces';
import { RepeatedKey } from './RepeatedKeys';

/** A repeated name with what it takes to keep both of its values. */
export interface RepeatedMember extends RepeatedKey {
  object: Record<string, unknown>;
  droppedOffset: number;
}

/**
 * The JSON syntax of HCL, as threatcl reads it. A name that is repeated there
 * is one more block of a type or label, and means what a list of them means.
 */
export const isHclJson = (root: unknown): boolean =>
  hasKeys(root, 'threatmodel', 'spec_version');

const isBlocks = (value: unknown): boolean =>
  isObject(value) || (isList(value) && value.every(isObject));

/**
 * Makes a list of the blocks under a repeated name. False when they are no
 * blocks: an attribute that is set twice.
 */
export function collectBlocks(
  { object, key, dropped, kept, droppedOffset, offset }: RepeatedMember,
  collected: Set<unknown>,
  places: JsonPlaces,
): boolean {
  if (!isBlocks(dropped) || !isBlocks(kept)) {
    return false;
  }
  const current = object[key];
  const list = collected.has(current) && isList(current) ? current : [];
  const offsets = places.collectedOffsets(list);
  const append = (value: unknown, at: number) => {
    if (!isList(value)) {
      list.push(value);
      offsets.push(at);
      return;
    }
    value.forEach((item, position) => {
      list.push(item);
      offsets.push(places.itemOffset(at, position) ?? at);
    });
  };
  if (list.length === 0) {
    append(dropped, droppedOffset);
    object[key] = list;
    collected.add(list);
  }
  append(kept, offset);
  return true;
}
