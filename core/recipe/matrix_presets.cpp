// Density matrices by name.
//
// Figures: DiVERE project (MIT licence), fitted with its calibration tool from charts on the named film and scanner;
// the Status M matrix is the one of the Cineon system. Rows give the positive channel, columns the scanned one. Those
// of the scan setups, for any film, come last.
#include "core/recipe/film_figures.h"
#include "core/recipe/presets.h"

namespace easelight {
namespace {

constexpr MatrixPreset kFitted[] = {
    {"Identity", {{1.0, 0.0, 0.0}, {0.0, 1.0, 0.0}, {0.0, 0.0, 1.0}}},
    {"Fujicolor 100, Coolscan 9000", {{1.305, -0.0121, -0.058}, {-0.0688, 1.1995, -0.0045}, {0.0244, -0.3251, 1.2638}}},
    {"Gold 200 120 (second fit), Coolscan 9000",
     {{1.3553, 0.0944, -0.0652}, {-0.1103, 1.2387, -0.062}, {-0.0205, -0.0171, 1.1052}}},
    {"Gold 200 120, Coolscan 9000", {{1.0821, 0.1485, -0.0145}, {-0.033, 1.0036, 0.0374}, {-0.0322, 0.0789, 0.9823}}},
    {"Gold 200 135, Coolscan 9000", {{1.3324, 0.0526, 0.0378}, {-0.1387, 1.1921, -0.0357}, {-0.0449, 0.1098, 0.9235}}},
    {"Lucky C200 (second fit), Coolscan 9000",
     {{0.6888, 0.176, -0.0073}, {0.0562, 0.8285, -0.0366}, {0.0808, 0.0299, 0.7142}}},
    {"Lucky C200, Coolscan 9000", {{0.9469, 0.2416, 0.042}, {0.1348, 1.03, 0.0942}, {0.0694, 0.1261, 0.9256}}},
    {"Portra 160 DIR, Coolscan 9000",
     {{0.859, 0.1708, -0.0497}, {-0.1087, 0.8612, 0.0296}, {-0.1221, -0.1075, 0.9662}}},
    {"Portra 160, Coolscan 9000", {{0.7664, 0.1844, -0.0036}, {0.0149, 0.7093, 0.0875}, {-0.0248, 0.0042, 0.794}}},
    {"Portra 400 DIR tungsten, Coolscan 5000",
     {{0.9286, 0.1654, -0.0874}, {-0.0553, 0.9545, 0.0179}, {-0.0877, -0.0389, 1.0496}}},
    {"Portra 400 DIR, Coolscan 9000",
     {{1.1015, -0.0572, -0.01}, {-0.0589, 0.966, -0.0072}, {-0.0546, -0.0674, 0.9676}}},
    {"Portra 400 blue enhanced, Coolscan 9000",
     {{0.9409, 0.1521, -0.1035}, {0.0187, 0.926, -0.0472}, {0.0126, 0.0107, 0.8487}}},
    {"Portra 400, Coolscan 9000", {{0.945, 0.0745, -0.0058}, {0.1207, 0.7828, 0.0183}, {0.08, 0.0135, 0.7866}}},
    {"Status M to print density (Cineon)",
     {{1.0197, 0.0317, 0.0091}, {-0.0052, 0.8933, 0.0521}, {0.0131, -0.0011, 0.9712}}},
    {"UltraMax 400, Coolscan 5000", {{0.9812, 0.1358, -0.0011}, {0.0624, 0.9618, -0.0664}, {0.0592, 0.0907, 0.8446}}},
    {"UltraMax 400, Coolscan 9000", {{0.9454, 0.0746, 0.0401}, {0.0276, 0.9197, -0.0203}, {-0.0039, 0.0478, 0.925}}},
    {"Vision3 250D 5207 in C-41, Coolscan 9000",
     {{1.2121, 0.0867, 0.0331}, {0.0526, 0.8922, 0.0679}, {0.1495, 0.0629, 0.9065}}},
    {"Vision3 250D 5207 in ECN-2, Coolscan 9000",
     {{1.3, 0.1948, 0.0891}, {0.0821, 1.0427, 0.1889}, {0.1751, -0.0468, 1.2597}}},
    {"Vision3 500T 5219 daylight, Coolscan 9000",
     {{1.1683, 0.0863, -0.0253}, {0.165, 0.6741, 0.1108}, {0.2447, -0.1499, 1.0216}}},
    {"Vision3 500T 5219 daylight, Hasselblad X5",
     {{1.0717, 0.0462, -0.0879}, {-0.1006, 0.7614, 0.1701}, {0.15, -0.3916, 1.193}}},
};

}  // namespace

std::span<const MatrixPreset> MatrixPresets() {
  static const std::vector<MatrixPreset> presets = [] {
    std::vector<MatrixPreset> all(std::begin(kFitted), std::end(kFitted));
    for (const ScanSetup& setup : ScanSetups()) {
      for (const SetupMatrix& made : setup.process) all.push_back({made.title, made.matrix});
    }
    return all;
  }();
  return presets;
}

}  // namespace easelight
