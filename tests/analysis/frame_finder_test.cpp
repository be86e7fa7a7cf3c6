#include "core/analysis/frame_finder.h"

#include <gtest/gtest.h>

#include <memory>

#include "tests/synthetic/first_print.h"

namespace easelight {
namespace {

using namespace synthetic;

struct Found {
  std::unique_ptr<DensityGrid> grid = std::make_unique<DensityGrid>();
  FilmBase base;
  SyntheticScan scan;

  // How much of what `inside` selects is counted as picture.
  double PictureShare(bool inside) const {
    size_t all = 0;
    size_t picture = 0;
    for (uint32_t y = 0; y < scan.size.height; ++y) {
      for (uint32_t x = 0; x < scan.size.width; ++x) {
        const PixelRect& f = scan.frame;
        const bool in_frame = x >= f.x && y >= f.y && x < f.x + f.width && y < f.y + f.height;
        if (in_frame != inside) continue;
        ++all;
        picture += grid->kind(grid->IndexOf(x, y)) == CellKind::kPicture ? 1 : 0;
      }
    }
    return all == 0 ? 0.0 : static_cast<double>(picture) / static_cast<double>(all);
  }
};

Found FindIn(const char* scene, const FilmStock& film, FilmKind kind, const ScanLayout& layout) {
  Found found;
  ScanOptions options;
  options.layout = layout;
  found.scan = ScanScene(FindScene(scene), film, options);
  const DensityPlanes density = DensitiesOf(found.scan, DefaultRecipe(kind));
  found.grid->Gather(density.view(), density.size);
  found.base = FindNegativeFrame(kind, *found.grid);
  return found;
}

TEST(FrameFinderTest, LeavesOutHolderHolesAndRebate) {
  for (const char* scene : {"lake", "portrait", "snow", "street"}) {
    const Found found =
        FindIn(scene, AmateurFilm(), FilmKind::kColorNegative, {.rebate = 0.12, .holder = 0.05, .sprockets = true});
    EXPECT_TRUE(found.base.from_rebate) << scene;
    EXPECT_LT(found.PictureShare(false), 0.01) << scene;
    EXPECT_GT(found.PictureShare(true), 0.85) << scene;
    EXPECT_GT(found.grid->CountOf(CellKind::kHolder), 0u);
    EXPECT_GT(found.grid->CountOf(CellKind::kOpenLight), 0u);
  }
}

TEST(FrameFinderTest, LeavesOutTheSurroundingsOfSilver) {
  const Found found =
      FindIn("lake", SilverFilm(), FilmKind::kBwNegative, {.rebate = 0.12, .holder = 0.05, .sprockets = true});
  EXPECT_TRUE(found.base.from_rebate);
  EXPECT_LT(found.PictureShare(false), 0.01);
  EXPECT_GT(found.PictureShare(true), 0.85);
}

TEST(FrameFinderTest, AFrameAloneIsAllPictureButItsRim) {
  for (const char* scene : {"lake", "portrait", "fog", "bricks"}) {
    const Found found = FindIn(scene, AmateurFilm(), FilmKind::kColorNegative, {});
    EXPECT_GT(found.PictureShare(true), 0.88) << scene;
    EXPECT_EQ(found.grid->CountOf(CellKind::kHolder) + found.grid->CountOf(CellKind::kOpenLight), 0u) << scene;
  }
}

TEST(FrameFinderTest, ABlankFrameKeepsItsFilm) {
  auto grid = std::make_unique<DensityGrid>();
  const std::vector<float> plane(60 * 40, 0.3f);
  grid->Gather({plane.data(), plane.data(), plane.data()}, {60, 40});
  const FilmBase base = FindNegativeFrame(FilmKind::kBwNegative, *grid);
  EXPECT_EQ(grid->CountOf(CellKind::kPicture), 60u * 40u);
  EXPECT_NEAR(base.density[1], 0.3, 0.01);
}

TEST(FrameFinderTest, AnOpaqueScanIsKeptRatherThanNothing) {
  auto grid = std::make_unique<DensityGrid>();
  const std::vector<float> plane(60 * 40, 10.0f);
  grid->Gather({plane.data(), plane.data(), plane.data()}, {60, 40});
  (void)FindNegativeFrame(FilmKind::kColorNegative, *grid);
  EXPECT_EQ(grid->CountOf(CellKind::kPicture), 60u * 40u);
}

}  // namespace
}  // namespace easelight
