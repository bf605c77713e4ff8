import type { Json } from "../../../model/json";
import type { Parameter } from "../forms.gen";
import { isOpenValue } from "../limits";
import { Choice, TwoWay } from "./choice";
import { JsonText } from "./json";
import { ListControl } from "./list";
import { MapControl } from "./map";
import { Duration, Whole } from "./number";
import { ResourcePicker } from "./resource";
import { LongText, ShortText, Text } from "./text";
import type { ControlProps } from "./types";

type Kind = (props: ControlProps) => preact.JSX.Element;

/** One control for each kind of parameter. */
const controls: Record<Parameter["kind"], Kind> = {
  text: Text,
  ssml: LongText,
  enum: Choice,
  bool: TwoWay,
  integer: Whole,
  duration: Duration,
  resource: ResourcePicker,
  jsonpath: ShortText,
  phone: ShortText,
  map: MapControl,
  list: ListControl,
  json: JsonText,
  object: JsonText,
};

/** The control of a parameter; what the file has in another shape is edited as JSON. */
export function Control(props: ControlProps) {
  const Kind = kindOf(props.parameter, props.value);
  return <Kind {...props} />;
}

function kindOf(parameter: Parameter, value: Json | undefined): Kind {
  const isMap = value instanceof Map;
  const isList = Array.isArray(value);
  if (value === null) return JsonText;
  if (parameter.kind === "map" || parameter.kind === "list") {
    if (typeof value === "string" && (parameter.dynamic || isOpenValue(value))) return ShortText;
    const fits = value === undefined || (parameter.kind === "map" ? isMap : isList);
    return fits ? controls[parameter.kind] : JsonText;
  }
  return isMap || isList ? JsonText : controls[parameter.kind];
}

/** Whether a control is several elements: its label names a group. */
export function isGroup(parameter: Parameter, value: Json | undefined): boolean {
  return [MapControl, ListControl, TwoWay].includes(kindOf(parameter, value));
}
