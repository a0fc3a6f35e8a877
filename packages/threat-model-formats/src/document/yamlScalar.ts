/** Tags that give a text a type, quoted or not; `?` is the parser's own for a plain text. */
const typing = new Set([
  '?',
  ...['null', 'bool', 'int', 'float'].map(name => `tag:yaml.org,2002:${name}`),
]);

const constants = new Map<string, boolean | null>([
  ...['', '~', 'null', 'Null', 'NULL'].map((text): [string, null] => [
    text,
    null,
  ]),
  ...['true', 'True', 'TRUE'].map((text): [string, boolean] => [text, true]),
  ...['false', 'False', 'FALSE'].map((text): [string, boolean] => [
    text,
    false,
  ]),
]);
const decimal = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const octalOrHex = /^0(?:o[0-7]+|x[\da-fA-F]+)$/;

/**
 * What a text means in the core schema of YAML 1.2; only plain texts and those
 * with a tag of it mean anything else than themselves. Infinity and what is no
 * number stay texts.
 */
export function yamlScalar(text: string, tag: string | null): unknown {
  if (tag === null || !typing.has(tag)) {
    return text;
  }
  const constant = constants.get(text);
  if (constant !== undefined) {
    return constant;
  }
  if (decimal.test(text) || octalOrHex.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : text;
  }
  return text;
}
