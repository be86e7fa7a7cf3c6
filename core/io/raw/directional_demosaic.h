// Demosaicing along edges: Bayer's filter and X-Trans, by one method.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/io/raw/channel_balance.h"
#include "core/io/raw/color_filter.h"

namespace easelight {

// Green is what a filter sees most of. Where it is not seen it is estimated along each direction in which the filter
// has green near by, two in Bayer's and four in X-Trans, and a photosite's own color tells how it bends between them.
// Of an edge the estimates along it are smooth and those across it are not, so they are averaged by how little they
// bend. Red and blue then follow green: it is their difference from green that is averaged, of photosites around that
// have about the same green; and last, green where it was not seen follows what red and blue differ by there. After the
// ideas of Hamilton and Adams (US patent 5 629 734, lapsed) for the estimates, and of Markesteijn for the directions of
// X-Trans and a choice that looks at what comes of it; weights in place of that choice leave no mazes in grain.
// docs/demosaic.md has the figures.
//
// All of it in integers, and each pixel from its surroundings alone: rows come out alike however many are asked for.
class DirectionalDemosaicer {
 public:
  // The filter is Bayer's or X-Trans.
  DirectionalDemosaicer(const ColorFilter& filter, const ChannelBalance& balance);

  // How many rows above and below those that it makes it looks at, and how many it makes at a time.
  static constexpr uint32_t kReach = 9;
  static constexpr uint32_t kMostRows = 64;

  // Which of the pieces that rows are made in: every so many, from one on.
  struct Share {
    uint32_t first = 0;
    uint32_t of = 1;
  };

  // Makes a share of rows `first` to `first + count` of interleaved RGB; `band` has those within kReach of them, where
  // there are such.
  void MakeRows(const MosaicBand& band, uint32_t first, uint32_t count, const Share& share, MutableByteSpan rgb);

 private:
  // A photosite that has seen a color, and all of them around one that has not, or that has seen it, too.
  struct Tap {
    int32_t place;
    int32_t tent;
  };
  struct Taps {
    std::array<Tap, 9> list;
    size_t count = 0;
  };
  // One of the filter's tile.
  struct Cell {
    uint8_t color;
    // Of X-Trans, where it is not green: the steps to a green neighbor that has another one opposite, and to the one
    // across that has none.
    int32_t beside = 0;
    int32_t toward = 0;
    std::array<Taps, 3> taps;
  };

  Taps TapsOf(uint8_t color, uint32_t y, uint32_t x) const;
  const uint8_t* CellsOfRow(int64_t y) const;
  uint16_t Beyond(const MosaicBand& band, int64_t y, int64_t x, uint8_t color) const;
  void Load(const MosaicBand& band, int64_t top, int64_t left);
  void EstimateGreen(int64_t top);
  void EstimateBayer(size_t at);
  void EstimateXTrans(size_t at, const Cell& cell);
  void MeasureBends();
  void ChooseGreen(int64_t top);
  int32_t MeanGreen(size_t at) const;
  int32_t MeanDifference(size_t at, const Taps& taps) const;
  void WritePixel(size_t at, const Cell& cell, uint16_t* rgb) const;

  ColorFilter filter_;
  ChannelBalance balance_;
  bool x_trans_;
  size_t directions_;
  std::vector<Cell> cells_;
  std::vector<uint8_t> cell_of_;  // By the filter's row and the piece's column.

  // A piece of the picture, with what lies within reach of it; see directional_demosaic.cpp.
  std::vector<int32_t> mosaic_;
  std::array<std::vector<int32_t>, 4> greens_;
  std::array<std::vector<int32_t>, 4> bends_;
  std::vector<int32_t> green_;
  std::vector<int32_t> difference_;  // Of red or blue from green, where it is seen.
  uint32_t rows_ = 0;
};

}  // namespace easelight
