// Where an exported file goes: a place that the user has chosen, or the browser's downloads.

/** Copies to a chosen place; the file there appears whole, or not at all. */
export interface ChosenPlace {
  readonly name: string;
  write(file: Blob, signal: AbortSignal, onCopied: (bytes: number) => void): Promise<void>;
  /** Nothing will be written: removes the empty file that choosing a place has made. */
  abandon(): Promise<void>;
}

interface SavePicker {
  showSaveFilePicker(options: { readonly suggestedName: string }): Promise<FileSystemFileHandle>;
}

export function canChoosePlace(scope: object = globalThis): boolean {
  return 'showSaveFilePicker' in scope;
}

/** Asks the user, who must have just clicked. Null where they changed their mind. */
export async function choosePlace(suggestedName: string): Promise<ChosenPlace | null> {
  try {
    const handle = await (globalThis as unknown as SavePicker).showSaveFilePicker({ suggestedName });
    return placeFromHandle(handle);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

export function placeFromHandle(handle: FileSystemFileHandle): ChosenPlace {
  return {
    name: handle.name,
    write: async (file, signal, onCopied) => {
      const writable = await handle.createWritable();
      let copied = 0;
      const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          copied += chunk.length;
          onCopied(copied);
          controller.enqueue(chunk);
        },
      });
      await file.stream().pipeThrough(counted).pipeTo(writable, { signal });
    },
    abandon: async () => {
      // A file that was there before keeps its bytes: only an empty one can be of our making.
      const removable = handle as FileSystemFileHandle & { remove?(): Promise<void> };
      const size = await handle.getFile().then(
        (file) => file.size,
        () => -1,
      );
      if (size === 0) await removable.remove?.().catch(() => undefined);
    },
  };
}

/** A download reads its file in the background and says nothing at its end: keep it for long enough to be copied. */
const kKeepMs = 60_000;
const kSlowDiskBytesPerMs = 5_000;

export function download(file: Blob, name: string, release: () => void): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  const done = () => {
    URL.revokeObjectURL(link.href);
    release();
  };
  setTimeout(done, kKeepMs + file.size / kSlowDiskBytesPerMs);
}
