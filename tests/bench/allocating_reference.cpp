#include "tests/bench/allocating_reference.h"

#include <cmath>
#include <utility>

#include "tests/film/reference_model.h"

namespace easelight {
namespace {

using Picture = std::vector<double>;  // R, G, B of each pixel.

Picture FromCodes(std::span<const uint16_t> codes) {
  Picture picture(codes.size());
  for (size_t i = 0; i < codes.size(); ++i) picture[i] = codes[i] / 65535.0;
  return picture;
}

Picture Applied(const ReferenceModel& model, const ReferenceModel::Step& step, const Picture& before) {
  Picture after(before.size());
  for (size_t i = 0; i < before.size(); i += 3) {
    const Vector3 pixel = (model.*step.run)({before[i], before[i + 1], before[i + 2]});
    for (size_t c = 0; c < 3; ++c) after[i + c] = pixel[static_cast<int>(c)];
  }
  return after;
}

std::vector<uint8_t> To8Bit(const Picture& encoded) {
  std::vector<uint8_t> bytes(encoded.size());
  for (size_t i = 0; i < encoded.size(); ++i) bytes[i] = static_cast<uint8_t>(std::nearbyint(encoded[i] * 255.0));
  return bytes;
}

}  // namespace

std::vector<uint8_t> AllocatingDevelop(const Grade& grade, const OutputSpace& out, std::span<const uint16_t> codes,
                                       Keeping keeping, const std::function<void(std::string_view)>& after_operation) {
  const auto tell = [&](std::string_view operation) {
    if (after_operation) after_operation(operation);
  };
  const ReferenceModel model(grade, out);
  std::vector<Picture> kept;
  Picture picture = FromCodes(codes);
  tell("to float64");
  for (const ReferenceModel::Step& step : model.steps()) {
    Picture next = Applied(model, step, picture);
    tell(step.name);
    if (keeping == Keeping::kAll) kept.push_back(std::move(picture));
    picture = std::move(next);
  }
  std::vector<uint8_t> bytes = To8Bit(picture);
  tell("to 8 bits");
  return bytes;
}

}  // namespace easelight
