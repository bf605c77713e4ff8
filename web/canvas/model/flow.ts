import type { Json, JsonObject } from "./json";
import type { Op } from "./op";
import {
  type Applied,
  type Block,
  type FlowReader,
  type Format,
  type Inbound,
  type Note,
  noTouch,
  type Output,
  type Point,
  type Rejected,
  type Touched,
} from "./types";

/** The canvas model of a flow. */
export class Flow implements FlowReader {
  readonly format: Format = "unknown";
  readonly editable: boolean = false;
  readonly size: number = 0;
  readonly entry: Point = { x: 0, y: 0 };

  static parse(_text: string): Flow {
    return new Flow();
  }
  /** Reads other content into this object. */
  load(_text: string): void {}
  start(): string {
    return "";
  }
  blocks(): Iterable<Block> {
    return [];
  }
  block(_id: string): Block | undefined {
    return undefined;
  }
  outputs(_id: string): readonly Output[] {
    return [];
  }
  inbound(_id: string): Inbound[] {
    return [];
  }
  notes(): Note[] {
    return [];
  }
  actionJson(_id: string): JsonObject | undefined {
    return undefined;
  }
  parameter(_id: string, _path: readonly string[]): Json | undefined {
    return undefined;
  }
  metadata(_id: string): JsonObject | undefined {
    return undefined;
  }
  toJson(): JsonObject {
    return new Map();
  }
  /** All or nothing. */
  apply(_ops: readonly Op[]): Applied | Rejected {
    return { inverse: [], touched: noTouch(), journal: [] };
  }
  /** Takes back the newest application exactly. Last in, first out. */
  revert(_applied: Applied): Touched {
    return noTouch();
  }
}
