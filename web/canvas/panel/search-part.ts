/** What searches need beyond plain comparison: fetched when the page has painted. */
export { default as fuzzysort } from "fuzzysort";
export { synonyms } from "./synonyms";
