// Demosaicing: from the one color that each photosite of a sensor sees to three a pixel, row by row.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/status.h"
#include "core/base/thread_pool.h"
#include "core/io/raw/channel_balance.h"
#include "core/io/raw/color_filter.h"
#include "core/io/raw/directional_demosaic.h"

namespace easelight {

// Makes rows of interleaved RGB. Integer arithmetic, so that every build gives the same bytes; what a photosite has
// seen and a field of one color come out as they are.
//
// Bayer's filter and X-Trans are demosaiced along edges: of a scene that changes by at most 2 % from photosite to
// photosite, no value is off by more than 0.8 % of full scale, or 6 % near the edges, which lean on a mirror. Any other
// filter is averaged, see MeanColors.
class Demosaicer {
 public:
  // Errors: kUnsupported for a filter that does not have all colors in each 5 x 5, or a picture smaller than that.
  static Status Check(const ColorFilter& filter, Extent size);

  // Of a filter and a picture that Check says nothing about. The threads of `pool`, if there is one, share the work.
  Demosaicer(const ColorFilter& filter, const ChannelBalance& balance, ThreadPool* pool = nullptr);

  // How many rows above and below those that it makes it looks at, and how many it makes at a time.
  static constexpr uint32_t kReach = DirectionalDemosaicer::kReach;
  static constexpr uint32_t kMostRows = DirectionalDemosaicer::kMostRows;

  // Makes rows `first` to `first + count`, at most kMostRows; `band` has those within kReach of them, where there are
  // such.
  void MakeRows(const MosaicBand& band, uint32_t first, uint32_t count, MutableByteSpan rgb);

 private:
  void MakeMeanRow(const MosaicBand& band, uint32_t y, MutableByteSpan rgb) const;

  ColorFilter filter_;
  ThreadPool* pool_;
  std::vector<DirectionalDemosaicer> directional_;  // One a thread; none for a filter that is averaged.
};

}  // namespace easelight
