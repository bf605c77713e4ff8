/** All that needs the code editor, fetched when it is asked for. */
export { JsonPanel } from "./json-panel";
