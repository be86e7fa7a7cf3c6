#include "tests/synthetic/libraw_yardstick.h"

#include <libraw/libraw.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace easelight::synthetic {

std::vector<uint16_t> DemosaicByLibRaw(const std::vector<uint8_t>& dng, LibRawMethod method) {
  // Half a megabyte: too large for some stacks.
  const auto raw = std::make_unique<LibRaw>();
  libraw_output_params_t& params = raw->imgdata.params;
  params.user_qual = static_cast<int>(method);
  params.output_color = 0;
  params.output_bps = 16;
  params.no_auto_bright = 1;
  params.adjust_maximum_thr = 0;
  params.use_camera_wb = 0;
  params.user_flip = 0;
  std::fill_n(params.gamm, 2, 1.0);
  std::fill_n(params.user_mul, 4, 1.0f);
  if (raw->open_buffer(dng.data(), dng.size()) != LIBRAW_SUCCESS || raw->unpack() != LIBRAW_SUCCESS ||
      raw->dcraw_process() != LIBRAW_SUCCESS) {
    std::fprintf(stderr, "LibRaw refuses a file of the tests\n");
    std::abort();
  }
  const size_t pixels = size_t{raw->imgdata.sizes.iwidth} * raw->imgdata.sizes.iheight;
  std::vector<uint16_t> rgb;
  rgb.reserve(3 * pixels);
  for (size_t i = 0; i < pixels; ++i) rgb.insert(rgb.end(), raw->imgdata.image[i], raw->imgdata.image[i] + 3);
  return rgb;
}

}  // namespace easelight::synthetic
