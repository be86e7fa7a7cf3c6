// The coefficients of a JPEG that comes in several scans, each of which adds to all of the picture: held in memory
// where they fit, else in a file, behind a window for each component. They take the place of libjpeg's own arrays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

#include <jpeglib.h>

#include "core/io/decoder.h"

namespace easelight {

class JpegCoefficients {
 public:
  // Of a picture whose header has been read.
  explicit JpegCoefficients(const jpeg_decompress_struct& jpeg);

  // How much of a file they take; 0 where they are held in memory.
  uint64_t scratch_bytes() const { return held_ ? 0 : bytes_; }
  // To be called before Attach where that is not 0. The file must outlive them.
  void KeepIn(const Scratch& scratch) { scratch_ = scratch; }

  // Makes libjpeg use them from jpeg_start_decompress on: of a `jpeg` whose client is a JpegState, and which does not
  // smooth over block edges, as that would look beyond the window. Where the file fails, libjpeg ends with an error,
  // and the state has its status. Throws std::bad_alloc.
  void Attach(jpeg_decompress_struct& jpeg);

 private:
  // One component's, in rows of blocks. The window starts at a multiple of its height.
  struct Array {
    uint32_t blocks = 0;  // In a row. As the rows, rounded up to whole interleaved units.
    uint32_t rows = 0;
    uint32_t unit_rows = 0;  // What libjpeg asks for at a time.
    uint64_t offset = 0;     // Of the first row in the scratch.

    uint32_t window_rows = 0;
    std::vector<JCOEF> window;
    std::vector<JBLOCKROW> lines;  // Where each of its rows is.
    uint32_t first = 0;            // Of the rows in the window.
    bool changed = false;
    uint32_t saved = 0;  // How many rows, from the top, the file has. Those below them are 0.
  };

  static jvirt_barray_ptr Request(j_common_ptr jpeg, int pool, boolean zeroed, JDIMENSION blocks, JDIMENSION rows,
                                  JDIMENSION most);
  static JBLOCKARRAY Access(j_common_ptr jpeg, jvirt_barray_ptr array, JDIMENSION first, JDIMENSION rows,
                            boolean writable);

  Status MoveWindow(Array& array, uint32_t first);
  Status Save(Array& array);

  std::vector<Array> arrays_;  // In the order of the components, in which libjpeg asks for them.
  size_t requested_ = 0;
  uint64_t bytes_ = 0;
  bool held_ = true;
  Scratch scratch_;
};

}  // namespace easelight
