// Numbers as the interface writes them.

export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** A whole number with its thousands apart. */
export function groupedText(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

export function durationText(seconds: number): string {
  if (seconds < 1) return 'less than a second';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** Of a task that has done some of its work; empty as long as nothing can be said. */
export function timeLeftText(done: number, total: number, elapsedMs: number): string {
  if (done <= 0 || total <= 0 || elapsedMs < 500 || done >= total) return '';
  return `about ${durationText((elapsedMs / 1000) * (total / done - 1))} left`;
}

export function percentText(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0 %';
  if (percent < 0.1) return '< 0.1 %';
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** The name without its last extension. */
export function stem(fileName: string): string {
  return fileName.replace(/(.)\.[^.]+$/, '$1');
}

/** "NAME: reason", where the reason does not start with the name already. */
export function failureText(name: string, reason: string): string {
  return reason.startsWith(name) ? reason : `${name}: ${reason}`;
}
