import { describe, expect, it } from 'vitest';
import { GlPainter } from '../../../src/render/screen/gl_painter';
import type { ScreenSpace } from '../../../src/render/frames';

/** A context that does nothing; `own` is what the browser's has besides. */
function contextWith(own: object): { readonly gl: WebGL2RenderingContext; readonly lose: () => void } {
  let restore = () => {};
  const canvas = {
    addEventListener: (name: string, run: () => void) => {
      if (name === 'webglcontextrestored') restore = run;
    },
  };
  const nothing = () => ({});
  const gl = new Proxy({ canvas, ...own } as Record<string, unknown>, {
    get: (target, name: string) => target[name] ?? (name === 'drawingBufferColorSpace' ? undefined : nothing),
  });
  return { gl: gl as unknown as WebGL2RenderingContext, lose: () => restore() };
}

const spaceOf = (own: object, wanted: ScreenSpace) => new GlPainter(contextWith(own).gl, wanted, () => undefined).space;

describe('GlPainter', () => {
  it('draws in the space that is wanted, where the browser has it', () => {
    expect(spaceOf({ drawingBufferColorSpace: 'srgb' }, 'display-p3')).toBe('display-p3');
    expect(spaceOf({ drawingBufferColorSpace: 'srgb' }, 'srgb')).toBe('srgb');
    expect(spaceOf({}, 'display-p3')).toBe('srgb');
  });

  it('does so again in a context that was lost', () => {
    const own = { drawingBufferColorSpace: 'srgb' };
    const { gl, lose } = contextWith(own);
    let restored = 0;
    const painter = new GlPainter(gl, 'display-p3', () => (restored += 1));
    gl.drawingBufferColorSpace = 'srgb';
    lose();
    expect([painter.space, restored]).toEqual(['display-p3', 1]);
  });
});
