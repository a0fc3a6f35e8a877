import { FAILSAFE_SCHEMA, loadAll, Type, YAMLException } from 'js-yaml';
import { Limits } from '../limits';
import { appendPointer } from './jsonPointer';
import { DocumentError, ParsedValue } from './ParsedValue';
import { RepeatedKeys } from './RepeatedKeys';
import { tooDeep, YamlBuilder } from './YamlBuilder';

/** What a tag means is ours to say; an unknown one means nothing. */
const anyTag = FAILSAFE_SCHEMA.extend(
  (['scalar', 'sequence', 'mapping'] as const).map(
    kind => new Type('', { kind, multi: true }),
  ),
);

/** Our own words for what the library says: its messages may quote the text. */
function yamlProblem(reason: string): string {
  if (/tab characters/.test(reason)) {
    return 'a tab is used to indent; YAML allows only spaces';
  }
  if (/quoted scalar|deficient indentation/.test(reason)) {
    return 'a quoted text is not closed, or its continuation lines are not indented';
  }
  if (/multiline key/.test(reason)) {
    return 'a name must stand on one line, followed by a colon';
  }
  if (/flow collection|colon is missed|block mapping|key node/.test(reason)) {
    return 'a character is missing, such as a colon, a comma, a dash or a closing bracket';
  }
  if (/indentation|end of the stream/.test(reason)) {
    return 'the indentation does not fit, or two names with colons stand on one line';
  }
  if (/alias|anchor/.test(reason)) {
    return 'an alias refers to an anchor that is not defined before it, or one of them is malformed';
  }
  if (/non-printable|JSON character/.test(reason)) {
    return 'the text holds control characters';
  }
  return 'the text is not valid YAML';
}

function readInto(builder: YamlBuilder, text: string, limits: Limits): void {
  const refuse = ({ reason, mark }: YAMLException) => {
    const offset = Math.min(mark?.position ?? 0, text.length);
    return /maxDepth/.test(reason)
      ? tooDeep(limits, offset)
      : new DocumentError('syntax', yamlProblem(reason), offset);
  };
  try {
    loadAll(text, () => {}, {
      schema: anyTag,
      json: true,
      // A name or an item may take one level more while it is looked at.
      maxDepth: limits.maxDepth + 3,
      onWarning: ({ reason }) => {
        // In brackets no item can get lost; in quotes whole lines could.
        const quote = builder.openQuote(text);
        if (/deficient indentation/.test(reason) && quote !== undefined) {
          throw new DocumentError('syntax', yamlProblem(reason), quote);
        }
      },
      listener: builder.listen,
    });
  } catch (error) {
    throw error instanceof YAMLException ? refuse(error) : error;
  }
}

/** Pointers to objects in a value, however often aliases repeat them. */
function pointersTo(
  value: unknown,
  pointer: string = '',
  found: Map<object, string> = new Map(),
): Map<object, string> {
  if (typeof value === 'object' && value !== null && !found.has(value)) {
    found.set(value, pointer);
    for (const [step, member] of Object.entries(value)) {
      pointersTo(member, appendPointer(pointer, step), found);
    }
  }
  return found;
}

/**
 * The value of a YAML 1.2 text (core schema, merge keys on); several documents
 * become a list. Its objects have no prototype, its aliases are bounded.
 *
 * @throws {@link DocumentError} `syntax` or `too-complex`; a document with any
 * error is refused.
 */
export function parseYaml(text: string, limits: Limits): ParsedValue {
  const builder = new YamlBuilder(limits);
  readInto(builder, text, limits);

  const { roots, places } = builder;
  let value: unknown = null;
  if (roots.length > 1) {
    const list = roots.map(root => root.value);
    places.setItems(
      list,
      roots.map(root => root.start),
    );
    places.setRoot(list, 0);
    value = list;
  } else if (roots.length === 1) {
    value = roots[0].value;
    places.setRoot(value, roots[0].start);
  }

  const repeated = new RepeatedKeys();
  if (builder.repeated.length > 0) {
    const pointers = pointersTo(value);
    for (const { object, ...key } of builder.repeated) {
      repeated.add({ ...key, objectPointer: pointers.get(object) ?? '' });
    }
  }
  return {
    value,
    warnings: repeated.warnings(),
    offsetOf: pointer => places.find(pointer),
  };
}
