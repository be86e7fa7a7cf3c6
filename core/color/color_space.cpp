#include "core/color/color_space.h"

namespace easelight {
namespace {

// ACES white (SMPTE ST 2065-1), CIE D65 and D50 as the standards round them.
constexpr Chromaticity kD60{.32168, .33767};
constexpr Chromaticity kD65{.3127, .3290};
constexpr Chromaticity kD50{.3457, .3585};

// Film and scanner primaries: DiVERE project (MIT), fitted to the dyes of the papers and to the scanners' responses.
// acescg: Academy S-2014-004. srgb: IEC 61966-2-1. display-p3: SMPTE EG 432-1 with D65. adobe-rgb: Adobe RGB (1998),
// whose power is 563/256. prophoto: ISO 22028-2 (ROMM), power 1.8. rec2020: ITU-R BT.2020, encoded here with 2.4 of
// BT.1886.
const ColorSpace kSpaces[] = {
    {"endura-premier",
     "Kodak Endura Premier",
     SpaceUse::kWorking,
     {{{{.6635212396720807, .32411816662609266},
        {.2592092094845883, .6664046572656293},
        {.15456877810311515, .049802203945821064}}},
      kD60},
     TransferCurve::Linear()},
    {"kodak-2383",
     "Kodak 2383",
     SpaceUse::kWorking,
     {{{{.6793722285220385, .3144251767600739},
        {.25249108689540845, .6898080814131717},
        {.15168387801166677, .03670767619874616}}},
      kD60},
     TransferCurve::Linear()},
    {"acescg",
     "ACEScg",
     SpaceUse::kWorking,
     {{{{.713, .293}, {.165, .830}, {.128, .044}}}, kD60},
     TransferCurve::Linear()},
    {"srgb", "sRGB", SpaceUse::kOutput, {{{{.64, .33}, {.30, .60}, {.15, .06}}}, kD65}, TransferCurve::Srgb()},
    {"display-p3",
     "Display P3",
     SpaceUse::kOutput,
     {{{{.68, .32}, {.265, .69}, {.15, .06}}}, kD65},
     TransferCurve::Srgb()},
    {"adobe-rgb",
     "Adobe RGB",
     SpaceUse::kOutput,
     {{{{.64, .33}, {.21, .71}, {.15, .06}}}, kD65},
     TransferCurve::Power(563.0 / 256.0)},
    {"prophoto",
     "ProPhoto RGB",
     SpaceUse::kOutput,
     {{{{.7347, .2653}, {.1596, .8404}, {.0366, .0001}}}, kD50},
     TransferCurve::Power(1.8)},
    {"rec2020",
     "Rec. 2020",
     SpaceUse::kOutput,
     {{{{.708, .292}, {.170, .797}, {.131, .046}}}, kD65},
     TransferCurve::Power(2.4)},
    {"coolscan-9000",
     "Nikon Coolscan 9000",
     SpaceUse::kInput,
     {{{{.663589717958536, .3242322523241127},
        {.2592033868597432, .6664979208023043},
        {.1545631131352114, .04980782677193006}}},
      {.3155023298961273, .3318185981753798}},
     TransferCurve::Linear()},
    {"hasselblad-x5",
     "Hasselblad X5",
     SpaceUse::kInput,
     {{{{.7019988955584764, .29451707409377653},
        {.23611062324377016, .7099697595800671},
        {.14850204968872527, .05106513263031818}}},
      kD60},
     TransferCurve::Linear()},
};

}  // namespace

std::span<const ColorSpace> ColorSpaces() { return kSpaces; }

const ColorSpace* FindColorSpace(std::string_view name) {
  for (const ColorSpace& space : kSpaces) {
    if (space.name == name) return &space;
  }
  return nullptr;
}

}  // namespace easelight
