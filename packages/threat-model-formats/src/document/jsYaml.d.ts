/** What is used of js-yaml; its published types leave out the state's tag and anchor. */
declare module 'js-yaml' {
  interface TypeOptions {
    kind: 'scalar' | 'sequence' | 'mapping';
    multi: boolean;
  }

  export class Type {
    constructor(tag: string, options: TypeOptions);
  }

  export interface Schema {
    extend(types: Type[]): Schema;
  }

  export const FAILSAFE_SCHEMA: Schema;

  /** What the parser knows when a node begins (`open`) or has been read (`close`). */
  export interface State {
    input: string;
    /** Offset in the text; when a node begins, blanks may follow. */
    position: number;
    /** Null for an alias and for nothing. */
    kind: 'scalar' | 'sequence' | 'mapping' | null;
    /** `?` for a plain scalar without a tag, null for other nodes without one. */
    tag: string | null;
    anchor: string | null;
    result: unknown;
  }

  export class YAMLException extends Error {
    reason: string;
    mark?: { position: number };
  }

  export interface LoadOptions {
    schema: Schema;
    /** Lets a name be repeated in a mapping. */
    json: boolean;
    maxDepth: number;
    onWarning: (warning: YAMLException) => void;
    listener: (event: 'open' | 'close', state: State) => void;
  }

  export function loadAll(
    text: string,
    iterator: (document: unknown) => void,
    options: LoadOptions,
  ): void;
}
