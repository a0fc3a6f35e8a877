import {
  FindingMitigation,
  FindingStatus,
  Mitigation,
  MitigationStatus,
} from '../../model';
import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey, UniqueKeys } from '../../reading/keys';
import { plainLine, plainText } from '../../reading/plainText';
import { titleFrom } from '../../reading/titleFrom';
import { Block, blocksOf, lineOf, memberOf, textOf, textsOf } from './blocks';

/** Blocks of a threat that are controls: today's, those of 0.1.5, and those of its export. */
const controlTypes = ['control', 'expanded_control', 'proposed_control'];

function readRiskReduction(control: Cursor): number | undefined {
  const name = control.get('risk_reduction').isAbsent
    ? 'riskReduction'
    : 'risk_reduction';
  const percentage = control.number(name);
  if (percentage !== undefined && (percentage < 0 || percentage > 100)) {
    control
      .get(name)
      .warn(
        'out-of-range',
        'A risk reduction goes from 0 to 100; the value was left out.',
      );
    return undefined;
  }
  return percentage === undefined ? undefined : percentage / 100;
}

/** The value of `attribute "owner" { value = … }`. */
function ownerOf(control: Cursor): string | undefined {
  return blocksOf(control, 'attribute')
    .find(({ name }) => name?.toLowerCase() === 'owner')
    ?.at.line('value');
}

/** Controls that the file itself defines to be imported, by name. */
export function importableControls(file: Cursor): Map<string, Block> {
  return new Map(
    [...blocksOf(file, 'component'), ...blocksOf(file, 'components')]
      .filter(({ at, kind }) => (kind ?? at.id('componentType')) === 'control')
      .map(block => [block.name ?? block.at.id('componentName') ?? '', block]),
  );
}

/** The controls of a model's threats. Every control belongs to one threat. */
export class ControlTable {
  readonly mitigations: Mitigation[] = [];
  private readonly keys = new UniqueKeys();

  constructor(private readonly components: ReadonlyMap<string, Block>) {}

  /**
   * The controls of a threat, and its status: the format has none, so it is
   * derived. Without a control: open; some implemented: in progress; all of
   * them: mitigated. An author cannot accept a threat.
   */
  read(
    threat: Cursor,
    threatKey: string,
  ): { mitigations: FindingMitigation[]; status: FindingStatus } {
    const blocks = controlTypes.flatMap(type =>
      blocksOf(threat, type, { orTexts: true }),
    );
    const imported = this.findImports(threat);
    const mitigations = [
      ...textsOf(threat, 'control').map(text => this.addText(text, threatKey)),
      ...[...blocks, ...imported.found].map(block =>
        this.addBlock(block, threatKey),
      ),
    ];
    const implemented = mitigations.filter(
      ({ status }) => status === 'implemented',
    ).length;
    const all = mitigations.length + imported.missing;
    if (implemented === 0) {
      return { mitigations, status: 'open' };
    }
    return {
      mitigations,
      status: implemented === all ? 'mitigated' : 'in_progress',
    };
  }

  private findImports(threat: Cursor): { found: Block[]; missing: number } {
    const found: Block[] = [];
    let missing = 0;
    for (const item of memberOf(threat, 'control_imports').items()) {
      const reference = typeof item.value === 'string' ? item.value : '';
      const component = this.components.get(
        reference.trim().replace(/^import\.control\./, ''),
      );
      if (component) {
        found.push(component);
      } else {
        missing += 1;
        item.warn(
          'includes-not-read',
          'A control is imported from another file, which was not read. Import the JSON export of threatcl, which holds it.',
        );
      }
    }
    return { found, missing };
  }

  /** Up to 0.1, a control was a text. Nothing says that it is implemented. */
  private addText(text: Cursor, threatKey: string): FindingMitigation {
    const description = plainText(String(text.value));
    return this.add(threatKey, fingerprint(description), {
      title: titleFrom(description) || 'Control',
      description,
      status: 'proposed',
    });
  }

  private addBlock(block: Block, threatKey: string): FindingMitigation {
    const { at, name } = block;
    const description = textOf(at, 'description');
    const stated = name ?? at.id('componentName');
    const status: MitigationStatus = at.flag('implemented')
      ? 'implemented'
      : 'proposed';
    const notes = textOf(at, 'implementation_notes');
    const applied = this.add(threatKey, stated ?? fingerprint(description), {
      sourceId: at.id('ref') ?? stated,
      title:
        plainLine(stated ?? '') || titleFrom(description) || 'Unnamed control',
      description: [description, notes].filter(Boolean).join('\n\n'),
      status,
      owner: ownerOf(at),
    });
    return {
      ...applied,
      statusRaw: lineOf(at, 'implemented'),
      riskReduction: readRiskReduction(at),
    };
  }

  private add(
    threatKey: string,
    identity: string,
    mitigation: Omit<Mitigation, 'key'>,
  ): FindingMitigation {
    const key = this.keys.claim(`${threatKey}/${joinKey(identity)}`);
    this.mitigations.push({ key, ...mitigation });
    return { mitigationKey: key, status: mitigation.status };
  }
}
