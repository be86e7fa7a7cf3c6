#include "core/engine/preview_check.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <tuple>

#include "core/film/kernel.h"

namespace easelight {
namespace {

// A step takes a few milliseconds where its tiles have to be read, so that frames come between.
constexpr uint32_t kPixelsAStep = 20;

// Neighbours are read one after the other, from the same tiles.
constexpr uint32_t kNeighbourhood = 64;

// SplitMix64 (Steele, Lea and Flood, 2014): the same pixels each time, in every build.
class Random {
 public:
  uint32_t Below(uint32_t bound) { return static_cast<uint32_t>(((Next() >> 32) * bound) >> 32); }

 private:
  uint64_t Next() {
    state_ += 0x9E3779B97F4A7C15u;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  uint64_t state_ = 1;
};

// What an export writes is not wanted here.
class NoFile final : public BlockFile {
 public:
  uint64_t size() const override { return size_; }
  Status ReadAt(uint64_t, MutableByteSpan out) override {
    std::memset(out.data(), 0, out.size());
    return OkStatus();
  }
  Status WriteAt(uint64_t offset, ByteSpan bytes) override {
    size_ = std::max<uint64_t>(size_, offset + bytes.size());
    return OkStatus();
  }
  Status Shorten(uint64_t bytes) override {
    size_ = bytes;
    return OkStatus();
  }

 private:
  uint64_t size_ = 0;
};

}  // namespace

StatusOr<std::unique_ptr<PreviewCheck>> PreviewCheck::Begin(std::shared_ptr<const ScanSession> scan, TileCache& tiles,
                                                            const Grade& shown, const Grade& exported,
                                                            const FrameMap& map, const ExportOptions& options,
                                                            ThreadPool& pool, Region& region) {
  std::unique_ptr<PreviewCheck> check(new PreviewCheck(shown, map));
  check->scan_ = scan;
  ASSIGN_OR_RETURN(const auto program, region.Take<PrintProgram>(1, "the check's program"));
  check->program_ = new (program.data()) PrintProgram();
  ASSIGN_OR_RETURN(check->exporting_, Exporting::Begin(std::move(scan), tiles, exported, map, options,
                                                       std::make_unique<NoFile>(), pool, region));
  check->size_ = check->exporting_->size();
  const auto longest = static_cast<uint32_t>(options.longest);
  if (longest > 0) check->zoom_ = FittingZoom(map.size, {longest, longest});
  check->difference_.max_code = check->exporting_->max_code();
  RETURN_IF_ERROR(check->program_->Compile(shown, options.space, check->difference_.max_code));
  check->ChoosePixels();
  return check;
}

void PreviewCheck::ChoosePixels() {
  Random random;
  for (Pixel& pixel : chosen_) {
    pixel.x = random.Below(size_.width);
    pixel.y = random.Below(size_.height);
  }
  const auto place = [](const Pixel& pixel) {
    return std::tuple(pixel.y / kNeighbourhood, pixel.x / kNeighbourhood, pixel.y, pixel.x);
  };
  std::sort(chosen_.begin(), chosen_.end(), [&](const Pixel& a, const Pixel& b) { return place(a) < place(b); });
}

Status PreviewCheck::Step(ScanStore& store, View& view) {
  const uint32_t end = std::min(difference_.pixels + kPixelsAStep, kPixels);
  while (difference_.pixels < end) {
    const Pixel& pixel = chosen_[difference_.pixels];
    ASSIGN_OR_RETURN(const Codes framed, Framed(pixel, store, view));
    ASSIGN_OR_RETURN(const Codes exported, Exported(pixel));
    for (size_t c = 0; c < 3; ++c) {
      const uint32_t difference = std::max(framed[c], exported[c]) - std::min(framed[c], exported[c]);
      difference_.largest = std::max(difference_.largest, difference);
    }
    ++difference_.pixels;
  }
  return OkStatus();
}

StatusOr<PreviewCheck::Codes> PreviewCheck::Framed(const Pixel& pixel, ScanStore& store, View& view) {
  const ViewRequest request = {.viewer = {kViewSide, kViewSide},
                               .zoom = zoom_,
                               .center_x = (pixel.x + 0.5) / size_.width,
                               .center_y = (pixel.y + 0.5) / size_.height};
  RETURN_IF_ERROR(view.FillRequested(store, shown_, map_, request, false));
  const PlaneCache& cache = view.cache();
  const PixelRect& part = cache.view().part;
  const size_t at = cache.IndexOf(pixel.x - part.x, pixel.y - part.y);
  const auto pixels = static_cast<size_t>(view.size().pixels());  // At most those of a view.
  auto* bytes = reinterpret_cast<uint8_t*>(rendered_.data());
  if (difference_.max_code == 255) {
    RenderRgba8(*program_, cache.planes(), pixels, bytes);
    return CodesAt(bytes + 4 * at);
  }
  RenderRgb16(*program_, cache.planes(), pixels, rendered_.data());
  return CodesAt(bytes + 6 * at);
}

StatusOr<PreviewCheck::Codes> PreviewCheck::Exported(const Pixel& pixel) {
  ASSIGN_OR_RETURN(const auto codes, exporting_->Develop({pixel.x, pixel.y, 1, 1}));
  // Frames have three channels, of gray, too.
  if (exporting_->channels() == 1) return OneCode(codes.data());
  return CodesAt(codes.data());
}

PreviewCheck::Codes PreviewCheck::OneCode(const uint8_t* sample) const {
  uint16_t code = *sample;
  if (difference_.max_code != 255) std::memcpy(&code, sample, sizeof code);
  return {code, code, code};
}

PreviewCheck::Codes PreviewCheck::CodesAt(const uint8_t* samples) const {
  if (difference_.max_code == 255) return {samples[0], samples[1], samples[2]};
  std::array<uint16_t, 3> codes;
  std::memcpy(codes.data(), samples, sizeof codes);
  return {codes[0], codes[1], codes[2]};
}

}  // namespace easelight
