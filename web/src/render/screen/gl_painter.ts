// Draws frames with WebGL 2. Pixels go straight from the engine's shared heap into a texture.

import type { ScreenSpace } from '../frames';
import { type Layer, type Painter, type PlacedLayer, kOutside, kSurround } from './layers';
import { ScreenError } from './screen_error';

const kVertexShader = `#version 300 es
uniform vec4 rect; // left, top, width, height in clip space
out vec2 texturePoint;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  texturePoint = corner;
  gl_Position = vec4(rect.xy + corner * rect.zw, 0.0, 1.0);
}`;

const kFragmentShader = `#version 300 es
precision highp float;
uniform sampler2D frame;
uniform vec3 outside;
in vec2 texturePoint;
out vec4 color;
void main() {
  vec4 pixel = texture(frame, texturePoint);
  color = vec4(pixel.a < 0.5 ? outside : pixel.rgb, 1.0);
}`;

interface FrameTexture {
  readonly texture: WebGLTexture;
  readonly width: number;
  readonly height: number;
}

export class GlPainter implements Painter {
  #rect: WebGLUniformLocation | null = null;
  readonly #textures = new Map<Layer, FrameTexture>();

  constructor(
    private readonly gl: WebGL2RenderingContext,
    private readonly wanted: ScreenSpace,
    restored: () => void,
  ) {
    const { canvas } = gl;
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    canvas.addEventListener('webglcontextrestored', () => {
      this.#prepare();
      restored();
    });
    this.#prepare();
  }

  /** Browsers that say nothing know no other space than sRGB. */
  get space(): ScreenSpace {
    return this.gl.drawingBufferColorSpace === 'display-p3' ? 'display-p3' : 'srgb';
  }

  resize(width: number, height: number): void {
    this.gl.canvas.width = width;
    this.gl.canvas.height = height;
  }

  upload(layer: Layer, { pixels, width, height }: Parameters<Painter['upload']>[1]): void {
    const { gl } = this;
    const present = this.#textures.get(layer);
    const fits = present?.width === width && present.height === height;
    gl.bindTexture(gl.TEXTURE_2D, fits ? present.texture : this.#allocate(layer, width, height));
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  }

  paint(layers: readonly PlacedLayer[]): void {
    const { gl } = this;
    const { width: canvasWidth, height: canvasHeight } = gl.canvas;
    gl.viewport(0, 0, canvasWidth, canvasHeight);
    gl.clear(gl.COLOR_BUFFER_BIT);
    for (const { layer, rect, nearest } of layers) {
      const present = this.#textures.get(layer);
      if (!present) continue;
      gl.bindTexture(gl.TEXTURE_2D, present.texture);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, nearest ? gl.NEAREST : gl.LINEAR);
      const left = (2 * rect.x) / canvasWidth - 1;
      const top = 1 - (2 * rect.y) / canvasHeight;
      gl.uniform4f(this.#rect, left, top, (2 * rect.width) / canvasWidth, (-2 * rect.height) / canvasHeight);
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    }
  }

  #prepare(): void {
    const { gl } = this;
    if ('drawingBufferColorSpace' in gl) gl.drawingBufferColorSpace = this.wanted;
    const program = gl.createProgram();
    gl.attachShader(program, this.#shader(gl.VERTEX_SHADER, kVertexShader));
    gl.attachShader(program, this.#shader(gl.FRAGMENT_SHADER, kFragmentShader));
    gl.linkProgram(program);
    gl.useProgram(program);
    this.#rect = gl.getUniformLocation(program, 'rect');
    const [red, green, blue] = kOutside;
    gl.uniform3f(gl.getUniformLocation(program, 'outside'), red / 255, green / 255, blue / 255);
    const gray = kSurround / 255;
    gl.clearColor(gray, gray, gray, 1);
    this.#textures.clear();
  }

  #shader(type: GLenum, source: string): WebGLShader {
    const { gl } = this;
    const shader = gl.createShader(type);
    if (!shader) throw new ScreenError('context-lost');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    return shader;
  }

  /** A texture's storage is fixed; a frame of another size takes a new one. */
  #allocate(layer: Layer, width: number, height: number): WebGLTexture {
    const { gl } = this;
    gl.deleteTexture(this.#textures.get(layer)?.texture ?? null);
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    this.#textures.set(layer, { texture, width, height });
    return texture;
  }
}
