import type { Json } from "../../../model/json";
import type { Parameter } from "../forms.gen";
import type { Place } from "../paths";

/** What every control of a parameter is given. */
export interface ControlProps {
  readonly id: string;
  readonly describedBy: string;
  /** Its name where no label stands beside it. */
  readonly label?: string | undefined;
  /** Unique in the flow: the block and the place. */
  readonly name: string;
  readonly parameter: Parameter;
  readonly place: Place;
  readonly value: Json | undefined;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly invalid: boolean;
  /** undefined clears the parameter. */
  readonly onChange: (value: Json | undefined) => void;
  /** Told what is in the field while somebody types, null when that is over. */
  readonly onTyping: (text: string | null) => void;
}
