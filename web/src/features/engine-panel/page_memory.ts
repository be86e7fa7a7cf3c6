// How much memory the page itself uses, the engine's fixed heap aside, as far as the browser tells.

interface MeasuredPerformance extends Performance {
  readonly memory?: { readonly usedJSHeapSize: number };
  measureUserAgentSpecificMemory?(): Promise<{ readonly bytes: number }>;
}

/** Null where the browser does not say. The exact measure waits for the browser's own leisure, up to some seconds. */
export async function pageMemory(): Promise<number | null> {
  const measured = performance as MeasuredPerformance;
  if (crossOriginIsolated && measured.measureUserAgentSpecificMemory) {
    try {
      return (await measured.measureUserAgentSpecificMemory()).bytes;
    } catch {
      // Refused in some embedded windows: the rough measure will do.
    }
  }
  return measured.memory?.usedJSHeapSize ?? null;
}
