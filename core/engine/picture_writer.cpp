#include "core/engine/picture_writer.h"

#include <algorithm>
#include <iterator>
#include <new>

#include "core/color/icc_profile.h"
#include "core/engine/version.h"
#include "core/io/metadata/xmp_packet.h"

namespace easelight {
namespace {

constexpr uint32_t kMostBandRows = 64;

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

}  // namespace

StatusOr<std::unique_ptr<PictureWriter>> PictureWriter::Begin(const ScanSummary& scan, const Grade& grade,
                                                              SampleFormat codes, Extent size,
                                                              const ExportOptions& options,
                                                              std::unique_ptr<BlockFile> file, ThreadPool& pool,
                                                              Region& region) {
  RETURN_IF_ERROR(CheckExportOptions(options));
  auto writer = std::make_unique<PictureWriter>();
  writer->size_ = size;
  writer->file_ = std::move(file);
  writer->output_ = options.space;
  const uint8_t depth = options.format == FileFormat::kJpeg ? uint8_t{8} : static_cast<uint8_t>(options.depth);
  writer->sample_bytes_ = depth / 8u;
  RETURN_IF_ERROR(writer->TakeStages(region));
  RETURN_IF_ERROR(writer->input_->Compile(grade, codes));
  RETURN_IF_ERROR(writer->program_->Compile(grade, writer->output_, depth == 8 ? 255 : 65535));

  ASSIGN_OR_RETURN(EncodeOptions encode, EncodeOptionsOf(options, scan));
  encode.size = size;
  encode.depth = depth;
  encode.pool = &pool;
  ASSIGN_OR_RETURN(writer->encoder_, CreateEncoder(encode, *writer->file_));
  RETURN_IF_ERROR(writer->TakeBand(region));
  return writer;
}

Status PictureWriter::TakeStages(Region& region) {
  ASSIGN_OR_RETURN(const auto input, region.Take<InputStage>(1, "the export's input stage"));
  ASSIGN_OR_RETURN(const auto program, region.Take<PrintProgram>(1, "the export's program"));
  input_ = new (input.data()) InputStage();
  program_ = new (program.data()) PrintProgram();
  return OkStatus();
}

// Three planes and the codes of each row.
Status PictureWriter::TakeBand(Region& region) {
  const size_t row_bytes = size_.width * (3 * sizeof(float) + pixel_bytes());
  const size_t room = region.left() - std::min(region.left(), 5 * Region::kAlignment);
  band_rows_ = static_cast<uint32_t>(std::clamp<size_t>(room / row_bytes, 1, kMostBandRows));
  const size_t pixels = size_t{size_.width} * band_rows_;
  for (float*& plane : planes_) {
    ASSIGN_OR_RETURN(const auto taken, region.Take<float>(pixels, "a band's densities"));
    plane = taken.data();
  }
  ASSIGN_OR_RETURN(codes_, region.Take<uint8_t>(pixels * pixel_bytes(), "a band's codes"));
  return OkStatus();
}

void PictureWriter::DevelopRun(size_t first, size_t count) const {
  const ConstPlanes density = {planes_[0] + first, planes_[1] + first, planes_[2] + first};
  uint8_t* const narrow = codes_.data() + first * pixel_bytes();
  auto* const wide = reinterpret_cast<uint16_t*>(narrow);
  if (output_.channels() == 1) {
    if (sample_bytes_ == 1) return RenderGray8(*program_, density, count, narrow);
    return RenderGray16(*program_, density, count, wide);
  }
  if (sample_bytes_ == 1) return RenderRgb8(*program_, density, count, narrow);
  RenderRgb16(*program_, density, count, wide);
}

Status PictureWriter::WriteRows(uint32_t rows) {
  const size_t row_bytes = size_.width * pixel_bytes();
  for (uint32_t row = 0; row < rows; ++row) {
    RETURN_IF_ERROR(encoder_->WriteRow(codes_.subspan(row * row_bytes, row_bytes)));
  }
  rows_done_ += rows;
  if (rows_done_ < size_.height) return OkStatus();
  RETURN_IF_ERROR(encoder_->Finish());
  return file_->Close();
}

}  // namespace easelight
