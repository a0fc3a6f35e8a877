import { ParsedDocument } from '../../format';
import { ThreatModel } from '../../model';
import { checkModelCount } from '../../reading/checkModelCount';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { plainLine } from '../../reading/plainText';
import { structureError } from '../../reading/requireList';
import { isList, isObject } from '../../reading/shape';
import { WarningLog } from '../../reading/WarningLog';
import { Block, blocksOf, lineOf, textOf } from './blocks';
import { ControlTable, importableControls } from './ControlTable';
import { readElements } from './readElements';
import { readThreats } from './readThreats';

/** Members that make threatcl read other files, some of them over the network. */
const includes = ['imports', 'including'];

/** Sections that hold the threats: anything but blocks could hide some. */
const sections = ['threatmodel', 'threatmodels', 'threat'];

function checkSections(document: ParsedDocument, body: Cursor): void {
  for (const name of sections) {
    const section = body.get(name);
    if (!section.isAbsent && typeof section.value !== 'object') {
      throw structureError(
        document,
        section.pointer,
        `"${name}" must be a block`,
        'Correct the file, or export it as JSON with threatcl.',
      );
    }
  }
}

/** Seconds since 1970, kept by hand, as a date-time. */
function readTime(model: Cursor): string | undefined {
  const name = model.get('updated_at').isAbsent ? 'updatedAt' : 'updated_at';
  const seconds = model.number(name);
  return seconds !== undefined && seconds > 0 && seconds < 1e11
    ? new Date(seconds * 1000).toISOString()
    : undefined;
}

function warnAboutIncludes(model: Cursor): void {
  for (const name of includes) {
    const member = model.get(name);
    if (
      !member.isAbsent &&
      (!isList(member.value) || member.value.length > 0)
    ) {
      member.warn(
        'includes-not-read',
        'The model includes other files, which were not read and never are fetched. Import the JSON export of threatcl, which holds them.',
      );
    }
  }
}

/** The authors, one or a list of them. */
function readAuthors(model: Cursor): string[] {
  if (isList(model.get('author').value)) {
    return model.lines('author');
  }
  const author = model.line('author');
  return author ? [author] : [];
}

function readModel(
  document: ParsedDocument,
  block: Block,
  file: Cursor,
  components: ReadonlyMap<string, Block>,
): ThreatModel {
  const log = new WarningLog(document);
  const at = block.at.withLog(log);
  checkSections(document, at);
  warnAboutIncludes(at);
  const structure = readElements(at);
  const controls = new ControlTable(components);
  const findings = readThreats(at, block.name ?? '', {
    assets: structure.assets,
    controls,
  });
  if (findings.length > 0) {
    at.warn(
      'derived-status',
      'The format gives its threats no status; it was derived from which of their controls are implemented.',
    );
  }
  return finishModel(
    {
      kind: 'threat-model',
      format: 'threatcl',
      formatVersion: lineOf(file, 'spec_version'),
      title: plainLine(block.name ?? '') || document.fileName,
      description: textOf(at, 'description') || undefined,
      owner: blocksOf(at, 'additional_attribute')
        .find(({ name }) => name?.toLowerCase() === 'owner')
        ?.at.line('value'),
      authors: readAuthors(at),
      updatedAt: readTime(at),
      diagrams: structure.diagrams,
      elements: structure.elements,
      findings,
      mitigations: controls.mitigations,
    },
    log,
    at.pointer,
  );
}

/** The models of a file; a library of controls is one model without threats. */
export function readThreatcl(document: ParsedDocument): ThreatModel[] {
  const log = new WarningLog(document);
  const file = new Cursor(document.value, '', log);
  if (!isObject(document.value) && !isList(document.value)) {
    throw structureError(
      document,
      '',
      'a threatcl file needs blocks "threatmodel"',
      'Import the file threatcl reads, or its JSON export.',
    );
  }
  checkSections(document, file);
  const models = isList(document.value)
    ? file.objects().map((at): Block => ({ at, name: at.id('name') }))
    : [...blocksOf(file, 'threatmodel'), ...blocksOf(file, 'threatmodels')];
  checkModelCount(models.length, document.fileName);
  const components = importableControls(file);
  const [first, ...others] = (models.length > 0 ? models : [{ at: file }]).map(
    block => readModel(document, block, file, components),
  );
  return [
    { ...first, warnings: [...log.list(), ...first.warnings] },
    ...others,
  ];
}
