/** The sheet of all texts, fetched when it is asked for. */
import { addStyles } from "../later-styles";
import css from "./prompts.later.css";

addStyles(css);

export { PromptsSheet } from "./sheet";
