import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../icon";
import { languageOf } from "../language";
import { useScope } from "../scope";
import { type Spoken, spokenOf } from "../speech";

/** Says a prompt with the browser's own voice, to hear what is wrong with it; Connect's voice is another. */
export function Play({ text, isSsml }: { readonly text: string; readonly isSsml: boolean }) {
  const { designer } = useScope();
  const [isPlaying, setPlaying] = useState(false);
  const speaker = useRef<Speaker>(undefined);
  useEffect(() => () => speaker.current?.stop(), []);
  const canSpeak = typeof window.speechSynthesis === "object" && window.speechSynthesis !== null;
  const reason = canSpeak ? "" : "This browser has no voice.";
  const press = () => {
    speaker.current?.stop();
    if (isPlaying) return;
    setPlaying(true);
    speaker.current = new Speaker(spokenOf(text, isSsml), languageOf(designer.session.flow), () =>
      setPlaying(false),
    );
  };
  return (
    <span class="play">
      <button
        type="button"
        class="button quiet small"
        disabled={!canSpeak || text.trim() === ""}
        title={reason || "Says it with this browser’s voice"}
        onClick={press}
      >
        <Icon name={isPlaying ? "circle-stop" : "volume-2"} /> {isPlaying ? "Stop" : "Play"}
      </button>
      {reason !== "" && <span class="unit">{reason}</span>}
    </span>
  );
}

/** Says parts one after the other. */
class Speaker {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private at = 0;
  private isOver = false;

  constructor(
    private readonly parts: readonly Spoken[],
    private readonly language: string,
    private readonly ended: () => void,
  ) {
    speechSynthesis.cancel();
    this.next();
  }

  stop(): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    speechSynthesis.cancel();
    this.ended();
  }

  private next(): void {
    if (this.isOver) return;
    const part = this.parts[this.at++];
    if (!part) {
      this.stop();
      return;
    }
    if ("wait" in part) {
      this.timer = setTimeout(() => this.next(), part.wait);
      return;
    }
    const utterance = new SpeechSynthesisUtterance(part.say);
    if (this.language !== "") utterance.lang = this.language;
    utterance.onend = () => this.next();
    utterance.onerror = () => this.stop();
    speechSynthesis.speak(utterance);
  }
}
