// Outputs: each embeds a profile that says what its codes are, and is what Little CMS makes of the same picture.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "core/color/file_space.h"
#include "tests/color/device_profiles.h"
#include "tests/engine/installed_profiles.h"
#include "tests/engine/tagged_scan.h"

namespace easelight {
namespace {

// What lcms2 says, in codes of 255. It is asked in floats: in 16 bits its own tables of curves are up to two of these
// codes off where a channel is nearly black.
using Codes = std::vector<double>;

cmsHPROFILE Opened(const std::vector<uint8_t>& bytes) {
  return cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size()));
}

double Difference(const Codes& ours, const Codes& theirs) {
  EXPECT_EQ(ours.size(), theirs.size());
  double largest = 0;
  for (size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i) {
    largest = std::max(largest, std::abs(ours[i] - theirs[i]));
  }
  return largest;
}

// The largest difference of codes of `depth` bits, in codes of 255.
double Difference(const std::vector<uint32_t>& ours, const Codes& theirs, uint8_t depth) {
  Codes codes;
  for (const uint32_t code : ours) codes.push_back(code / (depth == 8 ? 1.0 : 257.0));
  return Difference(codes, theirs);
}

// Of codes of 8 bits.
double MeanDifference(const std::vector<uint32_t>& ours, const Codes& theirs) {
  double sum = 0;
  for (size_t i = 0; i < ours.size(); ++i) sum += std::abs(ours[i] - theirs[i]);
  return sum / static_cast<double>(ours.size());
}

// A digital picture in sRGB, open in an engine.
class Outputs : public testing::Test {
 protected:
  void SetUp() override {
    const auto scan = OpenAll(*engine_, TaggedTiff(srgb_, 3, 16, codes_));
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    scan_ = *scan;
  }

  DevelopedPicture Written(const ExportOptions& options, uint8_t depth = 16) {
    return Developed(*engine_, scan_, DefaultRecipe(FilmKind::kDigital), options, depth);
  }

  // What becomes of 16-bit codes in a transform to floats, which goes with it.
  static Codes Transformed(cmsHTRANSFORM transform, const std::vector<uint32_t>& codes, size_t from, size_t to) {
    const std::vector<uint16_t> in(codes.begin(), codes.end());
    std::vector<float> out(in.size() / from * to);
    cmsDoTransform(transform, in.data(), out.data(), static_cast<cmsUInt32Number>(in.size() / from));
    cmsDeleteTransform(transform);
    Codes transformed;
    for (const float code : out) transformed.push_back(255 * std::clamp(double{code}, 0.0, 1.0));
    return transformed;
  }

  // What a reader of the file makes of it for an sRGB screen.
  Codes ReadByLcms(const DevelopedPicture& picture) const {
    cmsHPROFILE source = Opened(picture.icc_profile);
    cmsHPROFILE screen = Opened(srgb_);
    cmsHTRANSFORM transform = cmsCreateTransform(source, picture.channels == 1 ? TYPE_GRAY_16 : TYPE_RGB_16, screen,
                                                 TYPE_RGB_FLT, INTENT_RELATIVE_COLORIMETRIC, FlagsOf({}));
    cmsCloseProfile(source);
    cmsCloseProfile(screen);
    return Transformed(transform, picture.codes, picture.channels, 3);
  }

  // The picture as it is, or its luminance in light, for an sRGB screen, in codes of 65535.
  std::vector<uint32_t> Shown(bool gray) const {
    if (!gray) return codes_;
    std::vector<uint32_t> shown;
    for (const double light : Luminances()) {
      const double code = 65535 * TransferCurve::Srgb().EncodedFromLinear(light);
      shown.insert(shown.end(), 3, static_cast<uint32_t>(code + 0.5));
    }
    return shown;
  }

  std::vector<double> Luminances() const {
    const Vector3 row = ProfileXyzFromRgb(FindColorSpace("srgb")->primaries)->rows[1];
    const auto light = [](uint32_t code) { return TransferCurve::Srgb().LinearFromEncoded(code / 65535.0); };
    std::vector<double> luminances;
    for (size_t i = 0; i < codes_.size(); i += 3) {
      luminances.push_back(Dot(row, {light(codes_[i]), light(codes_[i + 1]), light(codes_[i + 2])}));
    }
    return luminances;
  }

  Codes ByLcms(const std::vector<uint8_t>& profile, const ProfileRendering& rendering) const {
    cmsHPROFILE source = Opened(srgb_);
    cmsHPROFILE target = Opened(profile);
    const bool gray = cmsGetColorSpace(target) == cmsSigGrayData;
    cmsHTRANSFORM transform = cmsCreateTransform(source, TYPE_RGB_16, target, gray ? TYPE_GRAY_FLT : TYPE_RGB_FLT,
                                                 static_cast<cmsUInt32Number>(rendering.intent), FlagsOf(rendering));
    cmsCloseProfile(source);
    cmsCloseProfile(target);
    return Transformed(transform, codes_, 3, gray ? 1 : 3);
  }

  Codes ProofByLcms(const std::vector<uint8_t>& profile, const SoftProof& proof) const {
    cmsHPROFILE screen = Opened(srgb_);
    cmsHPROFILE device = Opened(profile);
    cmsHTRANSFORM transform = cmsCreateProofingTransform(
        screen, TYPE_RGB_16, screen, TYPE_RGB_FLT, device, static_cast<cmsUInt32Number>(proof.rendering.intent),
        proof.paper_white ? INTENT_ABSOLUTE_COLORIMETRIC : INTENT_RELATIVE_COLORIMETRIC,
        cmsFLAGS_SOFTPROOFING | FlagsOf(proof.rendering));
    cmsCloseProfile(device);
    cmsCloseProfile(screen);
    return Transformed(transform, codes_, 3, 3);
  }

  static cmsUInt32Number FlagsOf(const ProfileRendering& rendering) {
    const cmsUInt32Number black = rendering.black_point ? cmsFLAGS_BLACKPOINTCOMPENSATION : 0;
    return cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE | black;
  }

  // Of an export in a profile's space.
  double DifferenceFrom(const std::vector<uint8_t>& profile, const ProfileRendering& rendering) {
    const auto options = MakeExportOptions(FileFormat::kTiff, profile, rendering);
    EXPECT_TRUE(options.ok()) << EnglishText(options.status());
    if (!options.ok()) return 255;
    const DevelopedPicture written = Written(*options);
    EXPECT_EQ(written.icc_profile, profile) << "it is embedded as it is";
    const double difference = Difference(written.codes, ByLcms(profile, rendering), 16);
    if (std::getenv("EASELIGHT_VERBOSE")) {
      std::printf("%s, %d: %.3f of 255\n", std::string(IntentName(rendering.intent)).c_str(), rendering.black_point,
                  difference);
    }
    return difference;
  }

  const std::vector<uint8_t> srgb_ = SavedProfile(cmsCreate_sRGBProfile());
  const std::vector<uint32_t> codes_ = TaggedCodes(3, 16);
  const std::unique_ptr<Engine> engine_ = MakeEngine();
  ScanNumber scan_ = 0;
};

// All of them have the colors of sRGB: the picture is seen as it was, by its luminance in gray.
TEST_F(Outputs, EveryBuiltInSpaceIsWhatItsProfileSays) {
  for (const FileSpace& space : FileSpaces()) {
    if (!space.usual) continue;
    SCOPED_TRACE(space.name);
    for (const FileFormat format : {FileFormat::kTiff, FileFormat::kPng}) {
      const DevelopedPicture written = Written(*MakeExportOptions(format, space.name, std::nullopt));
      EXPECT_EQ(written.channels, space.space.channels());
      EXPECT_LE(Difference(Shown(space.space.gray), ReadByLcms(written), 16), 1);
      const auto described = DescribeIccProfile(written.icc_profile);
      ASSERT_TRUE(described.ok()) << EnglishText(described.status());
      EXPECT_EQ(described->description, space.title);
      EXPECT_EQ(described->gray, space.space.gray);
      EXPECT_EQ(described->color.curves, AllChannels(space.space.encoding));
    }
  }
}

TEST_F(Outputs, GrayIsTheLuminanceOfTheWorkingSpaceInLight) {
  const auto written = Written(*MakeExportOptions(FileFormat::kTiff, "gray-srgb", TransferCurve::Linear()));
  const std::vector<double> expected = Luminances();
  ASSERT_EQ(written.codes.size(), expected.size());
  for (size_t i = 0; i < expected.size(); ++i) ASSERT_NEAR(written.codes[i], 65535 * expected[i], 4) << i;
  EXPECT_EQ(DescribeIccProfile(written.icc_profile)->description, "Gray, linear");
}

TEST_F(Outputs, GrayHasOneChannelInEveryFormat) {
  for (const FileFormat format : {FileFormat::kTiff, FileFormat::kPng, FileFormat::kJpeg}) {
    auto options = *MakeExportOptions(format, "gray-gamma-2.2", std::nullopt);
    options.quality = 100;
    DevelopedPicture written = Written(options, 8);
    EXPECT_EQ(written.channels, 1u);
    EXPECT_TRUE(DescribeIccProfile(written.icc_profile)->gray);
    for (uint32_t& code : written.codes) code *= 257;
    // JPEG at its best is still off by a code or two.
    EXPECT_LE(Difference(Shown(true), ReadByLcms(written), 16), format == FileFormat::kJpeg ? 4 : 1);
  }
}

TEST_F(Outputs, ProfilesOfFormulasAreExact) {
  for (const auto& profile : {DisplayProfile(2.4, {1.8, 1.8, 1.8}), DisplayProfile(4.3, {1.8, 2.0, 2.4}),
                              GrayProfile(1.8, cmsSigXYZData), GrayProfile(1.2, cmsSigLabData)}) {
    for (const RenderingIntent intent : kRenderingIntents) {
      for (const bool black_point : {false, true}) {
        EXPECT_LE(DifferenceFrom(profile, {intent, black_point}), 0.1)
            << IntentName(intent) << ", black point: " << black_point;
      }
    }
  }
}

TEST_F(Outputs, ProfilesOfTablesAreWithinACode) {
  for (const size_t channels : {3u, 1u}) {
    for (const double version : {2.4, 4.3}) {
      const auto profile = PrinterProfile({.channels = channels, .version = version});
      for (const RenderingIntent intent : kRenderingIntents) {
        for (const bool black_point : {false, true}) {
          EXPECT_LE(DifferenceFrom(profile, {intent, black_point}), 0.3)
              << channels << " channels, version " << version << ", " << IntentName(intent)
              << ", black point: " << black_point;
        }
      }
    }
  }
}

// Where its curve begins, codes are worlds apart for light that is not.
TEST_F(Outputs, BlackThatGivesLightIsMoved) {
  const auto profile = GlowingDisplayProfile();
  for (const bool black_point : {false, true}) EXPECT_LE(DifferenceFrom(profile, {.black_point = black_point}), 2);
}

TEST_F(Outputs, TablesOfAnotherMakeAreSampled) {
  const auto profile = PrinterProfile({.version = 4.3, .uneven = true});
  ASSERT_EQ((*ReadOutputProfile(profile, {}))->table->side, 65u);
  for (const RenderingIntent intent : kRenderingIntents) EXPECT_LE(DifferenceFrom(profile, {intent, true}), 12);
}

TEST_F(Outputs, InstalledProfilesAreAsLcmsWritesThemOrSayWhyNot) {
  const auto profiles = InstalledProfiles();
  if (profiles.empty()) GTEST_SKIP() << "neither icc-profiles-free nor rawtherapee-data is installed";
  int compared = 0;
  for (const auto& path : profiles) {
    SCOPED_TRACE(path.string());
    const std::vector<uint8_t> profile = BytesOf(path);
    const auto output = ReadOutputProfile(profile, {});
    if (!output.ok()) {
      EXPECT_FALSE(EnglishText(output.status()).empty());
      if (std::getenv("EASELIGHT_VERBOSE")) std::printf("%s: %s\n", path.c_str(), EnglishText(output.status()).c_str());
      continue;
    }
    // As they are seen: some of these profiles say the same of many codes.
    const DevelopedPicture written = Written(*MakeExportOptions(FileFormat::kTiff, profile, {}));
    DevelopedPicture theirs = written;
    const Codes codes = ByLcms(profile, {});
    for (size_t i = 0; i < codes.size(); ++i) theirs.codes[i] = static_cast<uint32_t>(codes[i] * 257 + 0.5);
    EXPECT_LE(Difference(ReadByLcms(written), ReadByLcms(theirs)), 1);
    ++compared;
  }
  EXPECT_GT(compared, 0);
}

// A preview with a soft proof is the proof; an export beside it has nothing of it.
TEST_F(Outputs, ASoftProofIsOnScreenOnly) {
  const Recipe recipe = DefaultRecipe(FilmKind::kDigital);
  const auto options = *MakeExportOptions(FileFormat::kPng, "srgb", std::nullopt);
  const auto before = Written(options, 8);
  const auto frame = [&] {
    const ViewRequest view{.viewer = kTaggedSize, .zoom = 1};
    const RenderedFrame rendered = *engine_->Render(scan_, recipe, view);
    std::vector<uint32_t> shown;
    for (size_t i = 0; i < 4 * rendered.size.pixels(); ++i) {
      if (i % 4 != 3) shown.push_back(rendered.rgba[i]);
    }
    return shown;
  };
  EXPECT_EQ(frame(), before.codes);
  for (const size_t channels : {1u, 3u, 4u}) {
    const auto profile = PrinterProfile({.channels = channels});
    for (const RenderingIntent intent : kRenderingIntents) {
      for (const bool paper_white : {false, true}) {
        const SoftProof proof{{intent, intent == RenderingIntent::kRelative}, paper_white};
        ASSERT_TRUE(engine_->SetSoftProof(profile, proof).ok());
        const std::vector<uint32_t> shown = frame();
        const Codes expected = ProofByLcms(profile, proof);
        SCOPED_TRACE(IntentName(intent));
        // At the edge of what the device has, where a channel jumps from nothing to a lot.
        EXPECT_LE(Difference(shown, expected, 8), 7) << channels << " channels, paper: " << paper_white;
        EXPECT_LE(MeanDifference(shown, expected), 0.4) << channels << " channels, paper: " << paper_white;
        if (std::getenv("EASELIGHT_VERBOSE")) {
          std::printf("proof of %zu channels, %s, paper %d: %.2f of 255, mean %.3f\n", channels,
                      std::string(IntentName(intent)).c_str(), paper_white, Difference(shown, expected, 8),
                      MeanDifference(shown, expected));
        }
      }
    }
    EXPECT_EQ(Written(options, 8).codes, before.codes);
  }
  // A proof that cannot be had leaves what is shown.
  const auto shown = frame();
  EXPECT_FALSE(engine_->SetSoftProof(std::vector<uint8_t>(200), {}).ok());
  EXPECT_EQ(frame(), shown);
  engine_->ClearSoftProof();
  EXPECT_EQ(frame(), before.codes);
}

}  // namespace
}  // namespace easelight
