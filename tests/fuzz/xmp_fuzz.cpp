// XMP packets: a link that is found in one is a link, and is found again in the packet that we write of it.
#include "core/io/metadata/xmp_packet.h"
#include "tests/fuzz/fuzz_target.h"

namespace easelight {

std::vector<FuzzInput> FuzzSeeds() {
  const XmpGrade grade{.link = "#grade=1.eJyrVkrLz8&proof=0123456789abcdef&pixels=AAEC",
                       .source_name = "Roll 3 \"K\" <12>.tif",
                       .source_size = {6000, 4000},
                       .creator = "Easelight 1.0"};
  return {*XmpFromGrade(grade),
          InputOf("<?xpacket?><x:xmpmeta xmlns:x='adobe:ns:meta/'><r:Description xmlns:e='" +
                  std::string(kXmpNamespace) + "'><e:Grade>#grade=1.e&amp;proof=00</e:Grade></r:Description>")};
}

void FuzzOne(ByteSpan input) {
  const std::string link = LinkFromXmp(input);
  if (link.empty()) return;
  FuzzCheck(CheckGradeLink(link).ok(), "what is found is a link");
  const auto packet = XmpFromGrade({.link = link, .source_name = TextOf(input), .source_size = {3, 2}, .creator = "e"});
  if (packet.ok()) FuzzCheck(LinkFromXmp(*packet) == link, "a written link is found again");
}

}  // namespace easelight
