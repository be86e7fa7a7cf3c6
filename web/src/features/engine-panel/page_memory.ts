// How much memory the page itself uses, the engine's fixed heap aside, as far as the browser tells.

interface MeasuredPerformance extends Performance {
  readonly memory?: { readonly usedJSHeapSize: number };
  measureUserAgentSpecificMemory?(): Promise<{ readonly bytes: number }>;
}

const measured = (): MeasuredPerformance => performance;

/** The page's script objects alone, at once. Null where the browser does not say. */
export function scriptMemory(): number | null {
  return measured().memory?.usedJSHeapSize ?? null;
}

/** All of the page, where the browser measures it, which it does at its own leisure: that may take half a minute. */
export async function pageMemory(): Promise<number | null> {
  if (!crossOriginIsolated || !measured().measureUserAgentSpecificMemory) return scriptMemory();
  try {
    return (await measured().measureUserAgentSpecificMemory?.())?.bytes ?? null;
  } catch {
    // Refused in some embedded windows.
    return scriptMemory();
  }
}
