/** Durations: a number and a unit on the screen, one number on the wire. */
import type { Parameter } from "./forms.gen";

export interface DurationUnit {
  readonly name: string;
  /** One of these on the wire. */
  readonly wire: number;
}

const inSeconds: readonly DurationUnit[] = [
  { name: "seconds", wire: 1 },
  { name: "minutes", wire: 60 },
  { name: "hours", wire: 3600 },
  { name: "days", wire: 86400 },
];

/** The units in which a duration can be given, small ones first: those that its limit has room for. */
export function unitsFor(parameter: Pick<Parameter, "unit" | "max">): readonly DurationUnit[] {
  const most = parameter.max ?? 0;
  return wireUnits(parameter.unit).filter(
    (unit, at) => at === 0 || (most === 0 ? at === 1 : unit.wire * 2 <= most),
  );
}

function wireUnits(unit: Parameter["unit"]): readonly DurationUnit[] {
  if (unit === "milliseconds")
    return [
      { name: "milliseconds", wire: 1 },
      ...inSeconds.map((one) => ({ ...one, wire: one.wire * 1000 })),
    ];
  if (unit === "minutes") return inSeconds.slice(1).map((one) => ({ ...one, wire: one.wire / 60 }));
  return inSeconds;
}

/** The largest unit in which a number of the wire is whole. */
export function unitOf(units: readonly DurationUnit[], wire: string): DurationUnit {
  const n = Number(wire);
  const whole = isWhole(wire) && n !== 0 ? units.findLast((unit) => n % unit.wire === 0) : undefined;
  return whole ?? units[0] ?? { name: "seconds", wire: 1 };
}

export function amountIn(unit: DurationUnit, wire: number): number {
  return wire / unit.wire;
}

/** What the field shows of the wire's text, in a unit; other text as it is. */
export function shownIn(unit: DurationUnit, wire: string): string {
  return isWhole(wire) ? String(amountIn(unit, Number(wire))) : wire;
}

/** The wire's text of what was typed, in a unit; what is no whole number stays as it was typed. */
export function wireIn(unit: DurationUnit, typed: string): string {
  const text = typed.trim();
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  const wire = Math.round(Number(text) * unit.wire * 1e6) / 1e6;
  return Number.isInteger(wire) ? String(wire) : text;
}

function isWhole(text: string): boolean {
  return /^-?\d+$/.test(text);
}
