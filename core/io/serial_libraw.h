// LibRaw on one thread, and without one of its known holes.
//
// An exception must not leave a thread of a library that was built with OpenMP, as the system's may be.
#pragma once

#include <libraw/libraw.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace easelight {

// LibRaw's `filters` of Fujifilm's X-Trans sensors.
inline constexpr unsigned kXTransFilter = 9;

class SerialLibRaw final : public LibRaw {
 public:
  // Phase One's backs leave their black level and the seams of their sensor to the reader. In place, as each value
  // depends on itself.
  int CorrectPhaseOne() {
    if (!is_phaseone_compressed()) return LIBRAW_SUCCESS;
    const int error = phase_one_subtract_black(imgdata.rawdata.raw_image, imgdata.rawdata.raw_image);
    imgdata.color.black = 0;
    std::fill(std::begin(imgdata.color.cblack), std::end(imgdata.color.cblack), 0u);
    return error != LIBRAW_SUCCESS ? error : phase_one_correct();
  }

  // To be called before each tag is read, as LibRaw's EXIF handler. LibRaw 0.20 walks off its table where a filter of
  // 36 colors was not announced as 6 x 6.
  static void OnTag(void* self, int tag, int, int count, unsigned, void*, INT64) {
    // TIFF/EP's tag of the filter's colors, and Kodak's.
    constexpr int kCfaPatternTag = 0x828E, kKodakPatternTag = 0xFD09, kXTransPhotosites = 36;
    const bool announced = static_cast<SerialLibRaw*>(self)->imgdata.idata.filters == kXTransFilter;
    tag &= 0xFFFF;
    if (count == kXTransPhotosites && (tag == kKodakPatternTag || (tag == kCfaPatternTag && !announced))) {
      throw LIBRAW_EXCEPTION_IO_CORRUPT;
    }
  }

 private:
#if !LIBRAW_COMPILE_CHECK_VERSION_NOTLESS(0, 21)
  void fuji_decode_loop(const fuji_compressed_params* params, int count, INT64* offsets, unsigned* sizes) override {
    for (int i = 0; i < count; ++i) fuji_decode_strip(params, i, offsets[i], sizes[i]);
  }
#endif
  void crxLoadDecodeLoop(void* image, int planes) override {
    for (int plane = 0; plane < planes; ++plane) {
      if (crxDecodePlane(image, static_cast<uint32_t>(plane)) != 0) derror();
    }
  }
};

}  // namespace easelight
