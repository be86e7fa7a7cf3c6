// Files that other programs share with the installed page: the system posts them, and they wait in a cache until the page
// that is opened with them takes them.

import {
  kDateHeader,
  kMostSharedBytes,
  kMostSharedFiles,
  kNameHeader,
  kShareAddress,
  kShareField,
  kSharedAction,
  sharedName,
} from '../protocol';

/** A post that says it comes from elsewhere is refused; the system's says nothing of where it comes from. */
export function isForeign(referrer: string, scope: string): boolean {
  if (referrer === '' || referrer === 'about:client') return false;
  return new URL(referrer).origin !== new URL(scope).origin;
}

/** Keeps the files and sends the browser on to the page. Only the newest lot is kept: nobody came for one before. */
export async function takeShared(request: Request, caches: CacheStorage, scope: string): Promise<Response> {
  if (isForeign(request.referrer, scope)) return new Response('Refused: posted by another site.\n', { status: 403 });
  // What cannot be read is as good as nothing: the page says so.
  const posted = await request.formData().catch(() => new FormData());
  const files = posted.getAll(kShareField).filter((entry): entry is File => entry instanceof File && entry.size > 0);
  await caches.delete(sharedName(scope));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (files.length <= kMostSharedFiles && bytes <= kMostSharedBytes) {
    const cache = await caches.open(sharedName(scope));
    await Promise.all(
      files.map((file, index) => {
        const facts = { [kNameHeader]: encodeURIComponent(file.name), [kDateHeader]: String(file.lastModified) };
        return cache.put(`${scope}${kShareAddress}/${index}`, new Response(file, { headers: facts }));
      }),
    );
  }
  return Response.redirect(`${scope}?action=${kSharedAction}`, 303);
}
