#include "core/color/ink_table.h"

#include <algorithm>
#include <cmath>

#include "core/color/color_table.h"
#include "core/color/lcms.h"
#include "core/color/profile_file.h"

namespace easelight {

StatusOr<InkTable> InkTable::FromProfile(ByteSpan bytes) {
  ASSIGN_OR_RETURN(const OpenedProfile opened, OpenProfile(bytes));
  if (cmsGetColorSpace(opened.handle()) != cmsSigCmykData) return Unsupported("profile-not-cmyk");
  const lcms::Profile lab(cmsCreateLab4ProfileTHR(opened.context.get(), nullptr));
  const lcms::Transform transform(cmsCreateTransformTHR(opened.context.get(), opened.handle(), TYPE_CMYK_DBL, lab.get(),
                                                        TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC,
                                                        cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE));
  if (transform == nullptr) return InvalidInput("profile-table-damaged");
  InkTable table;
  table.nodes_.reserve(3 * kSide * kSide * kSide * kSide);
  // lcms2 counts ink in per cent.
  const auto percent = [](size_t node) { return 100.0 * static_cast<double>(node) / (kSide - 1); };
  for (size_t c = 0; c < kSide; ++c) {
    for (size_t m = 0; m < kSide; ++m) {
      for (size_t y = 0; y < kSide; ++y) {
        for (size_t k = 0; k < kSide; ++k) {
          const std::array<double, 4> inks = {percent(c), percent(m), percent(y), percent(k)};
          cmsCIELab color{};
          cmsDoTransform(transform.get(), inks.data(), &color, 1);
          // No color is further away; hostile tables may hold no numbers.
          for (double* v : {&color.L, &color.a, &color.b}) *v = std::isfinite(*v) ? std::clamp(*v, -1000.0, 1000.0) : 0;
          const double root = (color.L + 16) / 116;
          for (const double v : {root + color.a / 500, root, root - color.b / 200}) {
            table.nodes_.push_back(lcms::OnGrid(v));
          }
        }
      }
    }
  }
  return table;
}

LabRoots InkTable::RootsOf(const std::array<float, 4>& inks) const {
  constexpr float kLast = kSide - 1;
  constexpr size_t kCyanStep = 3 * kSide * kSide * kSide;
  const auto place = [](float ink) { return std::clamp(ink, 0.0f, 1.0f) * kLast; };
  const float cyan = place(inks[0]);
  const size_t cell = std::min(static_cast<size_t>(cyan), kSide - 2);
  const float* below = nodes_.data() + cell * kCyanStep;
  const auto at = [&](const float* nodes) {
    return NodeAt(nodes, kSide, place(inks[1]), place(inks[2]), place(inks[3]));
  };
  LabRoots roots = at(below);
  const LabRoots next = at(below + kCyanStep);
  const float share = cyan - static_cast<float>(cell);
  for (size_t i = 0; i < roots.size(); ++i) roots[i] += share * (next[i] - roots[i]);
  return roots;
}

}  // namespace easelight
