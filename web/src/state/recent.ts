// A scan that was graded before, as a list shows it.

export interface FileFacts {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
}

/** What is said of a scan without opening it. */
export interface ScanFacts {
  readonly container: string;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly bits: number;
}

export interface RecentScan {
  readonly key: string;
  readonly file: FileFacts;
  readonly scan: ScanFacts;
  readonly crops: number;
  /** When it was last opened, in milliseconds since 1970. */
  readonly used: number;
  /** Of its scan store; that may be gone. */
  readonly storeKey: string | null;
  /** Whether its file can be read again after a click. */
  readonly hasHandle: boolean;
  readonly thumbnail: Blob | null;
}
