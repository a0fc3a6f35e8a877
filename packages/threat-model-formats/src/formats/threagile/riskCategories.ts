import { CategoryRef } from '../../model';
import { categoryRef, cweRef } from '../../reading/categoryNames';
import { Cursor } from '../../reading/Cursor';
import { builtInCategories } from './builtInCategories';
import { namedItems } from './namedItems';

/** A rule, or a kind of risk that the authors of a model declared. */
export interface RiskCategory {
  at?: Cursor;
  title?: string;
  description: string;
  /** General advice against risks of the kind; no mitigation of one of them. */
  advice?: string;
  refs: CategoryRef[];
  /** True when people declared it in the model: its risks are their findings. */
  isDeclared: boolean;
}

function refsOf(stride: string | undefined, cwe: string | undefined) {
  const weakness = cwe ? cweRef(cwe) : undefined;
  return [
    ...(stride ? [categoryRef(stride)] : []),
    ...(weakness ? [weakness] : []),
  ];
}

/** Categories by id: those of the file first, else the ones built into Threagile. */
export class RiskCategories {
  private readonly defined = new Map<string, RiskCategory>();

  get declared(): [string, RiskCategory][] {
    return [...this.defined].filter(([, category]) => category.isDeclared);
  }

  /** Adds a section of the file. */
  define(section: Cursor, options: { isDeclared: boolean; stride?: string }) {
    for (const { at, title } of namedItems(section)) {
      const id = at.id('id') ?? title;
      if (this.defined.has(id)) {
        at.warn(
          'duplicate-id',
          'Two risk categories have the same id; risks of both were kept. Rename one.',
        );
      }
      const advice = at.text('mitigation') || at.text('action');
      const category: RiskCategory = {
        at,
        title,
        description: at.text('description'),
        advice: advice || undefined,
        refs: refsOf(at.line('stride') ?? options.stride, at.line('cwe')),
        isDeclared: options.isDeclared,
      };
      // A second category of one id still has its own risks.
      this.defined.set(this.defined.has(id) ? at.pointer : id, category);
    }
  }

  find(id: string | undefined): RiskCategory {
    const builtIn = builtInCategories.get(id ?? '');
    return (
      this.defined.get(id ?? '') ?? {
        description: '',
        refs: refsOf(builtIn?.stride, builtIn && `${builtIn.cwe}`),
        isDeclared: false,
      }
    );
  }
}
