import { objectAt, textAt } from "../../model/json";
import type { FlowReader } from "../../model/types";

/** The language that a flow speaks, as far as it says so: "en-US", or "". */
export function languageOf(flow: FlowReader): string {
  for (const block of flow.actions()) {
    const parameters = flow.actionJson(block.id)?.get("Parameters");
    const voice = objectAt(objectAt(flow.metadata(block.id), "parameters"), "TextToSpeechVoice");
    for (const code of [textAt(parameters, "LanguageCode"), textAt(voice, "languageCode")])
      if (/^[a-z]{2,3}-[A-Za-z0-9]{2,4}$/.test(code)) return code;
  }
  return "";
}
