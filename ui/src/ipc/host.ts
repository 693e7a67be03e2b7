/** Where the core lives: behind the Tauri window, or behind the preview's loopback server. */
export interface Host {
  /** Resolves with the command's value, or rejects with `{code, field, reference}`. */
  call(name: string, request: unknown): Promise<unknown>;
  /** Listens to one event of the core; the answer stops listening. */
  listen(event: string, handler: (payload: unknown) => void): () => void;
}
