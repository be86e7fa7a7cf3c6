// Common LUT Format, version 3 (SMPTE ST 2136-1): a list of process nodes in XML.
#include <algorithm>

#include "core/recipe/json.h"
#include "core/tables/table_files.h"

namespace easelight {
namespace {

constexpr int kEntryDigits = 9;

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string Row(const Vector3& row) { return NumberText(row[0]) + " " + NumberText(row[1]) + " " + NumberText(row[2]); }

class NodeWriter {
 public:
  explicit NodeWriter(TextWriter& out) : out_(out) {}

  void operator()(const ClfPower& node) {
    Open("Exponent", "style=\"basicFwd\"");
    out_.Line("    <ExponentParams exponent=\"" + NumberText(node.power) + "\"/>");
    out_.Line("  </Exponent>");
  }
  void operator()(const ClfLineAndRoot& node) {
    Open("Exponent", "style=\"monCurveRev\"");
    out_.Line("    <ExponentParams exponent=\"" + NumberText(node.power) + "\" offset=\"" + NumberText(node.offset) +
              "\"/>");
    out_.Line("  </Exponent>");
  }
  void operator()(const ClfMatrix& node) {
    Open("Matrix");
    const bool moves = node.offset != Vector3();
    out_.Line(moves ? "    <Array dim=\"3 4\">" : "    <Array dim=\"3 3\">");
    for (size_t i = 0; i < 3; ++i) {
      out_.Line("      " + Row(node.matrix.rows[i]) + (moves ? " " + NumberText(node.offset[i]) : ""));
    }
    out_.Line("    </Array>");
    out_.Line("  </Matrix>");
  }
  void operator()(const ClfRange& node) {
    Open("Range");
    const std::string low = NumberText(node.low);
    out_.Line("    <minInValue>" + low + "</minInValue>");
    if (node.high) out_.Line("    <maxInValue>" + NumberText(*node.high) + "</maxInValue>");
    out_.Line("    <minOutValue>" + low + "</minOutValue>");
    if (node.high) out_.Line("    <maxOutValue>" + NumberText(*node.high) + "</maxOutValue>");
    out_.Line("  </Range>");
  }
  void operator()(const ClfLog& node) {
    Open("Log", node.inverse ? "style=\"antiLog10\"" : "style=\"log10\"");
    out_.Line("  </Log>");
  }
  void operator()(const ClfTable& node) {
    Open("LUT1D", "interpolation=\"linear\"");
    const bool alike = std::all_of(node.entries.begin(), node.entries.end(),
                                   [](const Vector3& v) { return v == Vector3::Constant(v[0]); });
    out_.Line("    <Array dim=\"" + std::to_string(node.entries.size()) + (alike ? " 1\">" : " 3\">"));
    for (const Vector3& entry : node.entries) out_.Numbers(std::span(entry.values).first(alike ? 1 : 3), kEntryDigits);
    out_.Line("    </Array>");
    out_.Line("  </LUT1D>");
  }

 private:
  void Open(const std::string& name, const std::string& style = "") {
    out_.Line("  <" + name + " inBitDepth=\"32f\" outBitDepth=\"32f\"" + (style.empty() ? "" : " " + style) + ">");
  }

  TextWriter& out_;
};

}  // namespace

Status WriteClf(const std::vector<ClfNode>& chain, std::string_view id, const Comment& comment, BlockFile& file) {
  TextWriter out(file);
  out.Line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  out.Line("<ProcessList xmlns=\"urn:AMPAS:CLF:v3.0\" id=\"" + std::string(id) + "\" compCLFversion=\"3\">");
  for (const std::string& line : comment) out.Line("  <Description>" + Escaped(line) + "</Description>");
  for (const ClfNode& node : chain) std::visit(NodeWriter(out), node);
  out.Line("</ProcessList>");
  return out.Finish();
}

}  // namespace easelight
