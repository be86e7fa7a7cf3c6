#include "core/tables/table_text.h"

#include <cstdio>

#include "core/recipe/json.h"

namespace easelight {
namespace {

std::string CurveText(const TransferCurve& curve) {
  switch (curve.kind()) {
    case TransferCurve::Kind::kLinear:
      return "linear";
    case TransferCurve::Kind::kSrgb:
      return "sRGB curve";
    case TransferCurve::Kind::kPower:
      return "power " + NumberText(curve.power());
    case TransferCurve::Kind::kParametric:
    case TransferCurve::Kind::kSampled:
      break;
  }
  return "the curve of its profile";
}

std::string CurvesText(const ChannelCurves& curves) {
  return curves == AllChannels(curves[0]) ? CurveText(curves[0]) : "the curves of its profile";
}

std::string ErrorNumber(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", value);
  return text;
}

}  // namespace

void TextWriter::Line(std::string_view text) {
  // What failed is kept by the writer, and told when all is done.
  const std::string line = std::string(text) + "\n";
  (void)writer_.Write({reinterpret_cast<const uint8_t*>(line.data()), line.size()});
}

void TextWriter::Numbers(std::span<const double> values, int digits) {
  std::string line;
  for (const double value : values) {
    char text[40];
    std::snprintf(text, sizeof text, "%s%.*f", line.empty() ? "" : " ", digits, value);
    line += text;
  }
  Line(line);
}

std::vector<std::string> TableComment(const ChannelCurves& scan_encoding, const TableOptions& options,
                                      const TableError& error) {
  const std::string whole = options.inversion_only ? "the inversion of a grade" : "a grade";
  return {options.creator + ", " + whole, "Input: scan codes, " + CurvesText(scan_encoding),
          "Output: " + options.output_title + ", " + CurveText(options.output.encoding),
          "Error against the developed picture: at most " + ErrorNumber(error.largest) + ", mean " +
              ErrorNumber(error.mean) + " of full scale, over " + std::to_string(kTableSamples) + " colors"};
}

}  // namespace easelight
