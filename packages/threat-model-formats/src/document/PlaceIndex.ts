import { pointerSteps } from './jsonPointer';

/** Places of the members of an object by name, or of the items of a list. */
type Places<Place> = Record<string, Place | undefined> | Place[];

/**
 * Where each member of each list and object stands in the text, so that a JSON
 * Pointer can be answered with a place without scanning the text again.
 */
export class PlaceIndex<Place> {
  private readonly members = new Map<object, Places<Place>>();
  private root: unknown;
  private rootPlace: Place | undefined;

  setRoot(value: unknown, place: Place): void {
    this.root = value;
    this.rootPlace = place;
  }

  /** Names could be those of `Object.prototype`: an object of places has none. */
  setMembers(container: object, places: Places<Place>): void {
    this.members.set(container, places);
  }

  /** Place of the value at the pointer, or undefined when there is none. */
  find(pointer: string): Place | undefined {
    let value = this.root;
    let place = this.rootPlace;
    for (const step of pointerSteps(pointer)) {
      if (typeof value !== 'object' || value === null) {
        return undefined;
      }
      const places = this.members.get(value);
      place = Array.isArray(places) ? places[Number(step)] : places?.[step];
      if (place === undefined) {
        return undefined;
      }
      value = Reflect.get(value, step);
    }
    return place;
  }
}
