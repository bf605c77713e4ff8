import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const top = resolve(import.meta.dirname, "../..");

/** The server under test: what `make build` made, unless another build is named. */
const { SWITCHYARD_E2E_BIN: named, ...environment } = process.env;
const binary = named ?? join(top, "bin/switchyard");

/** What a server of a test is asked to be. */
export interface ServerOptions {
  readonly dataDir?: string;
  readonly addr?: string;
  readonly env?: Record<string, string>;
}

/** A real `switchyard serve` with its own data directory and private Postgres. */
export class Server {
  /** Everything the process printed, for messages of failed tests. */
  output = "";
  url = "";
  setupLink = "";

  private constructor(
    readonly dataDir: string,
    private readonly process: ChildProcess,
  ) {}

  /** Starts the server and waits for the address in its output. */
  static async start(options: ServerOptions = {}): Promise<Server> {
    const dataDir = options.dataDir ?? newDataDir();
    const child = spawn(binary, ["serve"], {
      env: {
        ...environment,
        SWITCHYARD_ADDR: options.addr ?? "127.0.0.1:0",
        SWITCHYARD_DATA_DIR: dataDir,
        ...options.env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const server = new Server(dataDir, child);
    await server.ready();
    return server;
  }

  private async ready(): Promise<void> {
    const child = this.process;
    await new Promise<void>((started, failed) => {
      child.once("exit", (code) => failed(new Error(`switchyard serve ended with ${code}:\n${this.output}`)));
      for (const stream of [child.stdout, child.stderr]) {
        if (!stream) continue;
        createInterface({ input: stream }).on("line", (line) => {
          this.output += `${line}\n`;
          const setup = line.match(/https?:\/\/\S+\/setup\/\S+/);
          if (setup) this.setupLink = setup[0];
          const at = line.match(/Switchyard is at (https?:\/\/\S+)/);
          if (at?.[1]) {
            this.url = at[1].replace(/\/$/, "");
            started();
          }
        });
      }
    });
  }

  /** Resolves when the output holds the one-time link; it may come after the address. */
  async firstAdminLink(): Promise<string> {
    while (!this.setupLink) await once(this.process.stdout ?? this.process, "data");
    return this.setupLink;
  }

  /** Adds a person from the command line, beside the running server. */
  createUser(email: string, role: string, name: string, password: string): void {
    execFileSync(
      binary,
      ["user", "create", "--email", email, "--role", role, "--name", name, "--password-stdin"],
      {
        env: { ...environment, SWITCHYARD_DATA_DIR: this.dataDir },
        input: `${password}\n`,
      },
    );
  }

  /** Where it listens, to be started again at the same place. */
  get addr(): string {
    return new URL(this.url).host;
  }

  /** Stops as an operator would, and waits for the end. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, "exit");
    this.process.kill(signal);
    await ended;
  }

  /** Stops and forgets everything stored. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** A directory that the account which Postgres runs under can enter. */
export function newDataDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "switchyard-e2e-"));
  chmodSync(dir, 0o755);
  return dir;
}
