/** The parts of an error that messages are made of. */
export interface ErrorShape {
  name: string;
  message: string;
  /** Of the system or the network, as in `ENOENT`. */
  code?: string;
  cause?: unknown;
}

const textOf = (value: object, key: string): string | undefined => {
  const member: unknown = Reflect.get(value, key);
  return typeof member === 'string' ? member : undefined;
};

/**
 * Looks at a thrown value by its shape: errors of the platform need not be of
 * this realm's classes.
 */
export function errorShape(error: unknown): ErrorShape {
  if (typeof error !== 'object' || error === null) {
    return { name: '', message: String(error) };
  }
  return {
    name: textOf(error, 'name') ?? '',
    message: textOf(error, 'message') ?? '',
    code: textOf(error, 'code'),
    cause: Reflect.get(error, 'cause'),
  };
}
