import { compareDeep, Json } from './compareDeep';
import { checks } from './oracleChecks';

/** One case of a file, and all that differs from what it expects. */
export interface OracleResult {
  /** Section and position, such as `budget[2]`. */
  place: string;
  /** In words; empty for a case that passes. */
  problems: string[];
}

function problemsOf(section: string, given: Json): string[] {
  const check = checks[section];
  if (!check) {
    return ['no check knows this section'];
  }
  try {
    return check(given).flatMap(({ actual, expected, path }) =>
      compareDeep(actual, expected, path),
    );
  } catch (error) {
    return [String(error)];
  }
}

/** Runs every case of a file; `note` is for its readers alone. */
export function runOracles(file: { [section: string]: Json }): OracleResult[] {
  return Object.entries(file)
    .filter(([section]) => section !== 'note')
    .flatMap(([section, content]) =>
      (Array.isArray(content) ? content : [content]).map((given, index) => ({
        place: `${section}[${index}]`,
        problems: problemsOf(section, given),
      })),
    );
}
