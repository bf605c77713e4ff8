/**
 * What script adds to the server's pages: menus that close, questions before
 * what is hard to take back, copying, and import by drop or paste. Every page
 * works without it.
 */
import { setUpContract } from "./script/contract";
import { setUpCopying } from "./script/copying";
import { setUpDialogs } from "./script/dialogs";
import { setUpForms } from "./script/forms";
import { setUpImport } from "./script/importing";
import { setUpMenus } from "./script/menus";

for (const element of document.querySelectorAll<HTMLElement>("[data-noscript]")) element.hidden = true;
setUpMenus();
setUpDialogs();
setUpForms();
setUpCopying();
setUpImport();
setUpContract();
