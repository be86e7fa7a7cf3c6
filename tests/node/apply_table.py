"""Applies a table with OpenColorIO: `apply_table.py TABLE`, interleaved float32 colors from stdin to stdout."""

import array
import sys

import PyOpenColorIO as ocio

transform = ocio.FileTransform(src=sys.argv[1], interpolation=ocio.INTERP_LINEAR)
processor = ocio.Config.CreateRaw().getProcessor(transform)
# Without the short cuts that are good enough for a screen.
cpu = processor.getOptimizedCPUProcessor(ocio.OPTIMIZATION_LOSSLESS)
colors = array.array("f", sys.stdin.buffer.read())
cpu.applyRGB(colors)
sys.stdout.buffer.write(colors.tobytes())
