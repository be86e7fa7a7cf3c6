// Draws frames with WebGL 2. Pixels go straight from the engine's shared heap into a texture.

import { type Painter, kSurround } from './painter';
import type { Rect } from './placement';

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
in vec2 texturePoint;
out vec4 color;
void main() {
  color = vec4(texture(frame, texturePoint).rgb, 1.0);
}`;

export class GlPainter implements Painter {
  #rect: WebGLUniformLocation | null = null;
  #width = 0;
  #height = 0;

  constructor(
    private readonly gl: WebGL2RenderingContext,
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

  upload(pixels: Uint8Array, width: number, height: number): void {
    const { gl } = this;
    if (width !== this.#width || height !== this.#height) this.#allocate(width, height);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  }

  paint({ x, y, width, height }: Rect, nearest: boolean): void {
    const { gl } = this;
    const { width: canvasWidth, height: canvasHeight } = gl.canvas;
    gl.viewport(0, 0, canvasWidth, canvasHeight);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (this.#width === 0) return;
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, nearest ? gl.NEAREST : gl.LINEAR);
    const left = (2 * x) / canvasWidth - 1;
    const top = 1 - (2 * y) / canvasHeight;
    gl.uniform4f(this.#rect, left, top, (2 * width) / canvasWidth, (-2 * height) / canvasHeight);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  #prepare(): void {
    const { gl } = this;
    const program = gl.createProgram();
    gl.attachShader(program, this.#shader(gl.VERTEX_SHADER, kVertexShader));
    gl.attachShader(program, this.#shader(gl.FRAGMENT_SHADER, kFragmentShader));
    gl.linkProgram(program);
    gl.useProgram(program);
    this.#rect = gl.getUniformLocation(program, 'rect');
    const gray = kSurround / 255;
    gl.clearColor(gray, gray, gray, 1);
    this.#width = 0;
    this.#height = 0;
  }

  #shader(type: GLenum, source: string): WebGLShader {
    const { gl } = this;
    const shader = gl.createShader(type);
    if (!shader) throw new Error('the graphics context is lost');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    return shader;
  }

  /** A texture's storage is fixed; a frame of another size takes a new one. */
  #allocate(width: number, height: number): void {
    const { gl } = this;
    gl.deleteTexture(gl.getParameter(gl.TEXTURE_BINDING_2D) as WebGLTexture | null);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    this.#width = width;
    this.#height = height;
  }
}
