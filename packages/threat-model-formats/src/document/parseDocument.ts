import { ThreatModelFormatError } from '../errors';
import { ParsedDocument } from '../format';
import { Limits } from '../limits';
import { decodeText } from './decodeText';
import { parseHcl } from './parseHcl';
import { DocumentError } from './ParsedValue';
import { parseJson } from './parseJson';
import { parseXml } from './parseXml';
import { parseYaml } from './parseYaml';
import { TextPositions } from './TextPositions';

/** Blocks of HashiCorp's configuration language, as threatcl writes them. */
const hclBlock =
  /^[ \t]*(?:spec_version\s*=|(?:threatmodel|component|variable|backend)\s+"[^"\n]*"[^\n]*\{)/m;

function syntaxOf(text: string): ParsedDocument['syntax'] {
  const start = text.trimStart().slice(0, 2);
  if (start.startsWith('{') || start.startsWith('[')) {
    return 'json';
  }
  // `<<` is YAML's merge key.
  if (start.startsWith('<') && start !== '<<') {
    return 'xml';
  }
  return hclBlock.test(text) ? 'hcl' : 'yaml';
}

const languages = { json: 'JSON', yaml: 'YAML', xml: 'XML', hcl: 'HCL' };
const parsers = { json: parseJson, yaml: parseYaml, hcl: parseHcl };

/** Runs a parser; what it complains about becomes an error with file and place. */
function parsing<T>(
  { fileName, syntax }: { fileName: string; syntax: ParsedDocument['syntax'] },
  positions: TextPositions,
  parse: () => T,
): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof DocumentError)) {
      throw error;
    }
    const place = positions.at(error.offset);
    throw new ThreatModelFormatError(
      error.code,
      fileName,
      `${fileName}, line ${place.line}, column ${place.column}: read as ${languages[syntax]}, ${error.problem}. ${error.remedy}`,
      place,
    );
  }
}

function readXml(
  fileName: string,
  text: string,
  limits: Limits,
): ParsedDocument {
  const positions = new TextPositions(text);
  const xml = parsing({ fileName, syntax: 'xml' }, positions, () =>
    parseXml(text, limits),
  );
  return {
    fileName,
    text,
    syntax: 'xml',
    xml,
    positionAt: offset => positions.at(offset),
    locate: pointer => (pointer === '' ? positions.at(xml.offset) : undefined),
  };
}

function readValue(
  fileName: string,
  text: string,
  syntax: keyof typeof parsers,
  limits: Limits,
): ParsedDocument {
  const positions = new TextPositions(text);
  const parsed = parsing({ fileName, syntax }, positions, () =>
    parsers[syntax](text, limits),
  );
  const locate = (pointer: string) => {
    const offset = parsed.offsetOf(pointer);
    return offset === undefined ? undefined : positions.at(offset);
  };
  return {
    fileName,
    text,
    syntax,
    value: parsed.value,
    warnings: parsed.warnings.map(warning => ({
      ...warning,
      position: warning.position && {
        ...warning.position,
        ...locate(warning.position.pointer),
      },
    })),
    positionAt: offset => positions.at(offset),
    locate,
  };
}

/**
 * Decodes and parses a file. What begins with a brace or bracket is JSON: read
 * as YAML, a damaged JSON file could lose findings in silence.
 *
 * @throws {@link ThreatModelFormatError} when the file cannot be read.
 */
export function parseDocument(
  bytes: Uint8Array,
  fileName: string,
  limits: Limits,
): ParsedDocument {
  const text = decodeText(bytes, fileName, limits);
  const syntax = syntaxOf(text);
  if (syntax === 'xml') {
    return readXml(fileName, text, limits);
  }
  return readValue(fileName, text, syntax, limits);
}
