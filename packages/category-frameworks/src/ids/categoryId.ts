import { CategoryError } from '../errors';

/**
 * The parts of a category id.
 *
 * @public
 */
export interface CategoryIdParts {
  /** `asvs`, `iso27001`, `cwe` ... or the id of an own framework. */
  framework: string;
  /** Empty for frameworks whose ids never change their meaning, as `cwe`. */
  version: string;
  /** The id within the framework: `V11.3`, `A.8.24`, `79`. */
  node: string;
}

const FULL_ID =
  /^([a-z][a-z0-9-]{0,62})(?:@([0-9A-Za-z][\w.-]{0,30}))?:(\S.{0,126})$/;

/** Refuses what is no text, before a number loses its last zero. */
export function requireText(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  throw new CategoryError(
    'notText',
    `The category id ${String(
      value,
    )} is a ${typeof value}. Write it in quotes: as a number, 8.10 would be read as 8.1.`,
  );
}

/**
 * Takes `framework@version:id` or `framework:id` apart. Says nothing about
 * whether there is such a category; `CategoryFrameworks.resolve` does.
 *
 * @throws {@link CategoryError} `notText` or `syntax`.
 * @public
 */
export function parseCategoryId(value: unknown): CategoryIdParts {
  const text = requireText(value);
  const match = FULL_ID.exec(text);
  if (!match) {
    throw new CategoryError(
      'syntax',
      `"${text.slice(
        0,
        100,
      )}" is no category id. Write framework@version:id, for instance iso27001@2022:A.8.24.`,
    );
  }
  const [, framework, version = '', node] = match;
  return { framework, version, node };
}

/** A framework and its version as one word, `asvs@5.0.0` or `cwe`. @public */
export function formatFramework(parts: {
  framework: string;
  version: string;
}): string {
  return parts.version
    ? `${parts.framework}@${parts.version}`
    : parts.framework;
}

/**
 * Puts a category id together: the inverse of {@link parseCategoryId}.
 *
 * @public
 */
export function formatCategoryId(parts: CategoryIdParts): string {
  return `${formatFramework(parts)}:${parts.node}`;
}

const PIECES = /\d+|\D+/g;
const isNumber = (piece: string) => /^\d/.test(piece);

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function comparePieces(a: string, b: string): number {
  if (!isNumber(a) || !isNumber(b)) return compareText(a, b);
  const left = a.replace(/^0+(?=\d)/, '');
  const right = b.replace(/^0+(?=\d)/, '');
  return left.length - right.length || compareText(left, right);
}

/**
 * Orders category ids as people do: `V2` before `V11`, `A.8.2` before
 * `A.8.10`. A total order, the same in every locale.
 *
 * @public
 */
export function compareCategoryIds(a: string, b: string): number {
  const left = a.match(PIECES) ?? [];
  const right = b.match(PIECES) ?? [];
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const order = comparePieces(left[i], right[i]);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}
