const shared = [
  Object.prototype,
  Array.prototype,
  String.prototype,
  Number.prototype,
  Boolean.prototype,
  Function.prototype,
  Map.prototype,
  Set.prototype,
  RegExp.prototype,
  Error.prototype,
];

/** What everything in this process inherits, by name, to compare with later. */
export const inherited = (): Map<PropertyKey, unknown>[] =>
  shared.map(
    prototype =>
      new Map(
        Reflect.ownKeys(prototype).map(key => [
          key,
          // An accessor is not to be run on the prototype itself.
          Reflect.getOwnPropertyDescriptor(prototype, key),
        ]),
      ),
  );
