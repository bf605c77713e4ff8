/** All that needs the code editor, fetched when it is asked for. */
import { addStyles } from "../later-styles";
import css from "./json-panel.later.css";

addStyles(css);

export { BlockJson } from "./block-json";
export { JsonPanel } from "./json-panel";
