import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const program =
  process.env.THETA_PROGRAM ?? new URL('../../../build/release/theta', import.meta.url).pathname;

/** `theta serve` on a folder of its own, which is gone when it stops. */
export class Service {
  private headers: Record<string, string> = {}; // of whoever signIn() made the requests below come from

  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly url: string,
    /** Of the admin that the first start with accounts makes. */
    readonly first: { email: string; password: string } | null,
  ) {}

  static async start(
    port = 0,
    folder = mkdtempSync(join(tmpdir(), 'theta-web-')),
    options: string[] = [],
  ): Promise<Service> {
    const child = spawn(program, ['serve', '--port', String(port), '--data', folder, ...options], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const lines = createInterface({ input: child.stderr });
    const said: string[] = [];
    let first: Service['first'] = null;
    const url = await new Promise<string>((resolve, reject) => {
      lines.on('line', (line) => {
        said.push(line);
        if (!line.startsWith('{')) return;
        const entry = JSON.parse(line) as {
          event: string;
          port?: number;
          email?: string;
          password_file?: string;
        };
        if (entry.event === 'first_admin')
          first = {
            email: entry.email ?? '',
            password: readFileSync(entry.password_file ?? '', 'utf8').trim(),
          };
        if (entry.event === 'listening') resolve(`http://127.0.0.1:${entry.port ?? 0}`);
      });
      child.on('error', reject);
      child.on('exit', (code) =>
        reject(new Error(`the server ended with ${code ?? 'a signal'}: ${said.join('\n')}`)),
      );
    });
    return new Service(child, folder, url, first);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Ends the server as a power cut would; after `meanwhile` a new one on the same port and folder goes on. */
  async restart(meanwhile: () => Promise<void>): Promise<Service> {
    await this.end('SIGKILL');
    await meanwhile();
    return Service.start(this.port, this.folder);
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private end(signal: NodeJS.Signals): Promise<void> {
    return new Promise((resolve) => {
      this.process.removeAllListeners('exit');
      if (this.process.exitCode !== null) return resolve();
      this.process.on('exit', () => resolve());
      this.process.kill(signal);
    });
  }

  /** From here on requests of this object are those of this person. */
  async signIn(email: string, password: string): Promise<void> {
    this.headers = {};
    const response = await fetch(`${this.url}/api/auth/login`, {
      method: 'POST',
      body: JSON.stringify({ email, password }),
      headers: { 'Content-Type': 'application/json' },
    });
    if (!response.ok) throw new Error(`login: ${await response.text()}`);
    const { csrf_token } = (await response.json()) as { csrf_token: string };
    this.headers = {
      Cookie: (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '',
      'X-CSRF-Token': csrf_token,
    };
  }

  async send<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...this.headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as Body;
  }

  /** A data set with one file, ready to train. */
  async dataset(name: string, file: string, text: string): Promise<string> {
    const made = await this.send<{ dataset_id: string }>('POST', '/api/datasets', { name });
    const path = `/api/datasets/${made.dataset_id}/files/${encodeURIComponent(file)}`;
    const response = await fetch(this.url + path, { method: 'PUT', body: text, headers: this.headers });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return made.dataset_id;
  }

  /** The model that a training gives. */
  async train(dataset: string, topics: number): Promise<string> {
    const task = await this.finished({ type: 'train', dataset_id: dataset, num_topics: topics });
    const { model_id } = await this.send<{ model_id: string }>('GET', `/api/tasks/${task}`);
    return model_id;
  }

  /** A task that has been done. */
  async finished(request: object): Promise<string> {
    const task = await this.send<{ task_id: string }>('POST', '/api/tasks', request);
    for (;;) {
      const now = await this.send<{ status: string; error_message: string | null }>(
        'GET',
        `/api/tasks/${task.task_id}`,
      );
      if (now.status === 'completed') return task.task_id;
      if (now.status === 'failed' || now.status === 'dead') throw new Error(now.error_message ?? now.status);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
