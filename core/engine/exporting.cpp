#include "core/engine/exporting.h"

#include <algorithm>
#include <iterator>
#include <new>

#include "core/base/stopwatch.h"
#include "core/color/file_space.h"
#include "core/color/icc_profile.h"
#include "core/engine/version.h"
#include "core/io/metadata/xmp_packet.h"
#include "core/recipe/json_reader.h"

namespace easelight {
namespace {

constexpr uint32_t kMostBandRows = 64;
constexpr double kLeastPower = 1;
constexpr double kMostPower = 4;

std::string CurveTitle(const TransferCurve& curve) {
  switch (curve.kind()) {
    case TransferCurve::Kind::kLinear:
      return ", linear";
    case TransferCurve::Kind::kSrgb:
      return ", sRGB curve";
    default:
      break;
  }
  const int hundredths = static_cast<int>(curve.power() * 100 + 0.5);
  return ", gamma " + std::to_string(hundredths / 100) + "." + std::to_string(hundredths / 10 % 10) +
         std::to_string(hundredths % 10);
}

ExifEntries KeptExif(const ExifEntries& entries, const ExportOptions& options) {
  ExifEntries kept;
  if (!options.keep_camera) return kept;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(kept), [&](const ExifEntry& entry) {
    return entry.directory != ExifDirectory::kLocation || options.keep_location;
  });
  return kept;
}

// "312/2736": the rows that were there of all, where some are missing.
std::string PartialRows(const ScanSummary& scan) {
  const uint32_t there = scan.info.size.height;
  return there == scan.rows_in_file ? "" : std::to_string(there) + "/" + std::to_string(scan.rows_in_file);
}

StatusOr<std::vector<uint8_t>> ProfileOf(const ExportOptions& options) {
  const OutputSpace& space = options.space;
  if (space.profile) return options.icc_profile;
  if (space.gray) return MakeGrayIccProfile(space.encoding, options.space_title);
  return MakeIccProfile(space.primaries, space.encoding, options.space_title);
}

// All but what the picture's size and depth decide.
StatusOr<EncodeOptions> EncodeOptionsOf(const ExportOptions& options, const ScanSummary& scan) {
  EncodeOptions encode;
  encode.format = options.format;
  encode.compression = options.compression;
  encode.jpeg_quality = options.quality;
  encode.channels = static_cast<uint8_t>(options.space.channels());
  ASSIGN_OR_RETURN(encode.icc_profile, ProfileOf(options));
  encode.exif = KeptExif(scan.info.exif, options);
  if (options.grade_link.empty()) return encode;
  const std::string creator = "Easelight " + std::string(kEngineVersion);
  ASSIGN_OR_RETURN(encode.xmp, XmpFromGrade({.link = options.grade_link,
                                             .source_name = scan.name,
                                             .source_size = scan.upright,
                                             .source_rows = PartialRows(scan),
                                             .creator = creator}));
  return encode;
}

// The whole picture, at full size or as a screen of the longest side shows it.
FrameView ExportedView(const FrameMap& map, const TileLayout& layout, const ExportOptions& options) {
  const auto longest = static_cast<uint32_t>(options.longest);
  return longest == 0 ? FullFrameView(map) : MakeFrameView(map, layout, {.viewer = {longest, longest}});
}

}  // namespace

Status CheckExportOptions(const ExportOptions& options) {
  const TransferCurve& encoding = options.space.encoding;
  const bool is_power = encoding.kind() == TransferCurve::Kind::kPower;
  if (is_power && !(encoding.power() >= kLeastPower && encoding.power() <= kMostPower)) {
    return OutOfRange("export-power", {{"power", encoding.power()}, {"low", kLeastPower}, {"high", kMostPower}});
  }
  if (options.depth != 8 && options.depth != 16) return OutOfRange("export-depth", {{"depth", options.depth}});
  if (options.quality < 1 || options.quality > 100) {
    return OutOfRange("export-quality", {{"quality", options.quality}});
  }
  constexpr int kLeast = kLeastReducedSide, kMost = kMaxSide;
  if (options.longest != 0 && (options.longest < kLeast || options.longest > kMost)) {
    return OutOfRange("export-longest", {{"pixels", options.longest}, {"least", kLeast}, {"most", kMost}});
  }
  return OkStatus();
}

StatusOr<const ColorSpace*> OutputSpaceNamed(std::string_view name) {
  const ColorSpace* space = FindColorSpace(name);
  if (space != nullptr && space->use != SpaceUse::kInput) return space;
  std::string known;
  for (const ColorSpace& s : ColorSpaces()) {
    if (s.use != SpaceUse::kInput) known += (known.empty() ? "" : ", ") + std::string(s.name);
  }
  return OutOfRange("export-space", {{"space", ShownValue(Json(name))}, {"known", known}});
}

StatusOr<ExportOptions> MakeExportOptions(FileFormat format, std::string_view space_name,
                                          const std::optional<TransferCurve>& encoding) {
  const FileSpace* file = FindFileSpace(space_name);
  if (file == nullptr) {
    std::string known;
    for (const FileSpace& s : FileSpaces()) known += (known.empty() ? "" : ", ") + std::string(s.name);
    return OutOfRange("export-space", {{"space", ShownValue(Json(space_name))}, {"known", known}});
  }
  ExportOptions options;
  options.format = format;
  options.space = file->space;
  options.space.encoding = encoding.value_or(file->space.encoding);
  RETURN_IF_ERROR(CheckExportOptions(options));
  options.space_title = file->title;
  if (!(options.space.encoding == file->space.encoding)) {
    options.space_title = (file->space.gray ? "Gray" : std::string(file->title)) + CurveTitle(options.space.encoding);
  }
  return options;
}

StatusOr<ExportOptions> MakeExportOptions(FileFormat format, std::vector<uint8_t> icc_profile,
                                          const ProfileRendering& rendering) {
  ExportOptions options;
  options.format = format;
  ASSIGN_OR_RETURN(options.space.profile, ReadOutputProfile(icc_profile, rendering));
  options.space_title = options.space.profile->description;
  options.icc_profile = std::move(icc_profile);
  return options;
}

StatusOr<std::unique_ptr<Exporting>> Exporting::Begin(std::shared_ptr<const ScanSession> scan, TileCache& tiles,
                                                      const Grade& grade, const FrameMap& map,
                                                      const ExportOptions& options, std::unique_ptr<BlockFile> file,
                                                      ThreadPool& pool, Region& region) {
  RETURN_IF_ERROR(CheckExportOptions(options));
  auto task = std::make_unique<Exporting>();
  task->scan_ = std::move(scan);
  task->store_.emplace(task->scan_->number, task->scan_->layout, *task->scan_->file, tiles, TileReader::kExport);
  task->pool_ = &pool;
  task->view_ = ExportedView(map, task->scan_->layout, options);
  task->file_ = std::move(file);
  task->output_ = options.space;
  const uint8_t depth = options.format == FileFormat::kJpeg ? uint8_t{8} : static_cast<uint8_t>(options.depth);
  task->sample_bytes_ = depth / 8u;
  RETURN_IF_ERROR(task->Prepare(region));
  RETURN_IF_ERROR(task->input_->Compile(grade, task->layout().level[static_cast<size_t>(task->view_.level)].format));
  RETURN_IF_ERROR(task->program_->Compile(grade, task->output_, depth == 8 ? 255 : 65535));
  ASSIGN_OR_RETURN(task->filler_, PlaneFiller::Create(pool, region));

  ASSIGN_OR_RETURN(EncodeOptions encode, EncodeOptionsOf(options, task->scan_->summary));
  encode.size = task->view_.reduced;
  encode.depth = depth;
  encode.pool = &pool;
  ASSIGN_OR_RETURN(task->encoder_, CreateEncoder(encode, *task->file_));

  // What is left of the region goes to the bands: three planes and the codes of each row.
  const size_t width = task->view_.reduced.width;
  const size_t row_bytes = width * (3 * sizeof(float) + task->pixel_bytes());
  const size_t room = region.left() - std::min(region.left(), 5 * Region::kAlignment);
  task->band_rows_ = static_cast<uint32_t>(std::clamp<size_t>(room / row_bytes, 1, kMostBandRows));
  const size_t pixels = width * task->band_rows_;
  for (float*& plane : task->planes_) {
    ASSIGN_OR_RETURN(const auto taken, region.Take<float>(pixels, "a band's densities"));
    plane = taken.data();
  }
  ASSIGN_OR_RETURN(task->codes_, region.Take<uint8_t>(pixels * task->pixel_bytes(), "a band's codes"));
  return task;
}

Status Exporting::Prepare(Region& region) {
  ASSIGN_OR_RETURN(const auto input, region.Take<InputStage>(1, "the export's input stage"));
  ASSIGN_OR_RETURN(const auto program, region.Take<PrintProgram>(1, "the export's program"));
  input_ = new (input.data()) InputStage();
  program_ = new (program.data()) PrintProgram();
  return OkStatus();
}

void Exporting::DevelopRow(size_t first, size_t width, uint8_t* out) const {
  const ConstPlanes density = {planes_[0] + first, planes_[1] + first, planes_[2] + first};
  auto* const wide = reinterpret_cast<uint16_t*>(out);
  if (output_.channels() == 1) {
    if (sample_bytes_ == 1) return RenderGray8(*program_, density, width, out);
    return RenderGray16(*program_, density, width, wide);
  }
  if (sample_bytes_ == 1) return RenderRgb8(*program_, density, width, out);
  RenderRgb16(*program_, density, width, wide);
}

StatusOr<std::span<const uint8_t>> Exporting::Develop(const PixelRect& part) {
  Stopwatch watch;
  const FillTarget target = {part, planes_};
  RETURN_IF_ERROR(filler_->Fill(*store_, view_, *input_, {&target, 1}, part.width));
  times_.read += watch.Lap();
  const size_t row_bytes = size_t{part.width} * pixel_bytes();
  pool_->ForEach(static_cast<int>(part.height), [&](int index) {
    const auto row = static_cast<size_t>(index);
    DevelopRow(part.width * row, part.width, codes_.data() + row_bytes * row);
  });
  times_.develop += watch.Lap();
  return std::span<const uint8_t>(codes_.first(row_bytes * part.height));
}

Status Exporting::Step() {
  const uint32_t width = view_.reduced.width;
  const uint32_t rows = std::min(band_rows_, view_.reduced.height - rows_done_);
  ASSIGN_OR_RETURN(const auto codes, Develop({0, rows_done_, width, rows}));
  Stopwatch watch;
  const size_t row_bytes = codes.size() / rows;
  for (uint32_t row = 0; row < rows; ++row) {
    RETURN_IF_ERROR(encoder_->WriteRow(codes.subspan(row * row_bytes, row_bytes)));
  }
  rows_done_ += rows;
  if (rows_done_ == view_.reduced.height) {
    RETURN_IF_ERROR(encoder_->Finish());
    RETURN_IF_ERROR(file_->Close());
  }
  times_.encode += watch.Lap();
  return OkStatus();
}

}  // namespace easelight
