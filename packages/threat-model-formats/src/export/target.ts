import { Finding, ModelElement, ThreatModel } from '../model';

/**
 * Something a target format cannot hold, and how a model is brought into what
 * it can. Only what was really there counts as lost.
 */
export interface Reduction {
  /** Stable kebab-case code. */
  code: string;
  /** What is lost, in plain words; absent where only ids or order change. */
  message?: string;
  /** The model without it; the very same object when there was nothing to lose. */
  reduce(model: ThreatModel): ThreatModel;
}

/**
 * One thing an export lost.
 * @public
 */
export interface ExportLoss {
  /** Stable kebab-case code, e.g. `tickets`, `acceptance-requests`. */
  code: string;
  /** What the target cannot hold, in plain words. */
  message: string;
}

/** A format that models can be written in. */
export interface ExportTarget {
  id: string;
  title: string;
  /** The usual end of a file's name, with its dot. */
  extension: string;
  mediaType: string;
  /** What it cannot hold, in the order in which it is taken out. */
  reductions: Reduction[];
  /** Text of a model from which every reduction was taken. */
  write(model: ThreatModel): string;
}

/** Applies a change to each item; the very same list when none changed. */
function mapSame<T>(items: T[], change: (item: T) => T): T[] {
  const changed = items.map(change);
  return changed.some((item, position) => item !== items[position])
    ? changed
    : items;
}

/** A reduction finding by finding; `change` returns what it does not change. */
export function eachFinding(
  code: string,
  message: string | undefined,
  change: (finding: Finding, model: ThreatModel) => Finding,
): Reduction {
  return {
    code,
    message,
    reduce: model => {
      const findings = mapSame(model.findings, finding =>
        change(finding, model),
      );
      return findings === model.findings ? model : { ...model, findings };
    },
  };
}

/** A reduction element by element. */
export function eachElement(
  code: string,
  message: string | undefined,
  change: (element: ModelElement, model: ThreatModel) => ModelElement,
): Reduction {
  return {
    code,
    message,
    reduce: model => {
      const elements = mapSame(model.elements, element =>
        change(element, model),
      );
      return elements === model.elements ? model : { ...model, elements };
    },
  };
}

/** The object without some members; the very same one when it has none of them. */
export function omit<T extends object, K extends keyof T>(
  object: T,
  ...keys: K[]
): T {
  if (keys.every(key => object[key] === undefined)) {
    return object;
  }
  const copy = { ...object };
  keys.forEach(key => delete copy[key]);
  return copy;
}

/** Findings lose some members, all of them optional. */
export const findingsWithout = (
  code: string,
  message: string,
  ...keys: OptionalKeys<Finding>[]
): Reduction => eachFinding(code, message, finding => omit(finding, ...keys));

/** Elements lose some members, all of them optional. */
export const elementsWithout = (
  code: string,
  message: string,
  ...keys: OptionalKeys<ModelElement>[]
): Reduction => eachElement(code, message, element => omit(element, ...keys));

/** The model itself loses some members, all of them optional. */
export const modelWithout = (
  code: string,
  message: string,
  ...keys: OptionalKeys<ThreatModel>[]
): Reduction => ({ code, message, reduce: model => omit(model, ...keys) });

type OptionalKeys<T> = {
  [K in keyof T]-?: undefined extends T[K] ? K : never;
}[keyof T];
