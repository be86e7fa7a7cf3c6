// What of the device the interface must know.

/** Whether shortcuts are made with Command. */
export const kMac = /mac/i.test(globalThis.navigator?.userAgent ?? '');
