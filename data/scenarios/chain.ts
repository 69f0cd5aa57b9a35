/** A chain of models: every one that ran, the worst of their validities, and all that they assume and cite. */
import type { z } from 'zod';
import type { Text } from '../layer.ts';
import type { Model, Validity } from '../models/model.ts';

/** A model as a result names it. */
export interface UsedModel {
  readonly id: string;
  readonly label: Text;
  readonly version: string;
  readonly validity: Validity;
}

const ORDER: readonly Validity[] = ['in', 'edge', 'out'];
const worse = (one: Validity, other: Validity) => (ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other);

/** Collects what a calculation used; texts that come twice are kept once. */
export class Chain {
  validity: Validity = 'in';
  readonly models: UsedModel[] = [];
  readonly reasons: Text[] = [];
  readonly assumptions: Text[] = [];
  readonly sources: string[] = [];

  /** Runs a model as a link of the chain. Throws Undefined where its equation has no value. */
  use<I extends z.ZodType, O extends z.ZodType>(one: Model<I, O>, raw: z.input<I>): z.output<O> {
    const { value, validity, reasons } = one.answer(raw);
    this.validity = worse(this.validity, validity);
    const before = this.models.findIndex(({ id }) => id === one.id);
    if (before < 0) this.models.push({ id: one.id, label: one.label, version: one.version, validity });
    else
      this.models[before] = {
        ...this.models[before]!,
        validity: worse(this.models[before]!.validity, validity),
      };
    for (const reason of reasons) add(this.reasons, reason);
    for (const assumption of one.assumptions) add(this.assumptions, assumption);
    this.cite(one.source);
    return value;
  }

  /** A remark of the scenario itself. */
  remark(validity: 'edge' | 'out', zh: string, en: string): void {
    this.validity = worse(this.validity, validity);
    add(this.reasons, { zh, en });
  }

  assume(zh: string, en: string): void {
    add(this.assumptions, { zh, en });
  }

  cite(source: string): void {
    if (!this.sources.includes(source)) this.sources.push(source);
  }
}

function add(texts: Text[], text: Text): void {
  if (!texts.some(({ zh }) => zh === text.zh)) texts.push({ zh: text.zh, en: text.en });
}
