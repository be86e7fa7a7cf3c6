// The XMP packet: what is written of hostile names, and what is read of hostile packets.
#include "core/io/metadata/xmp_packet.h"

#include <gtest/gtest.h>

#include <random>

#include "core/english/english.h"

namespace easelight {
namespace {

constexpr std::string_view kPacketLink = "#grade=1.eJyrVkrLz8_-&proof=0123456789abcdef&pixels=AAECAwQ";

std::string PacketOf(std::string_view link, std::string_view name) {
  const auto packet =
      XmpFromGrade({.link = link, .source_name = name, .source_size = {6000, 4000}, .creator = "Easelight 0.1.0"});
  EXPECT_TRUE(packet.ok()) << EnglishText(packet.status());
  return packet.ok() ? std::string(packet->begin(), packet->end()) : std::string();
}

std::string LinkOf(std::string_view packet) {
  return LinkFromXmp({reinterpret_cast<const uint8_t*>(packet.data()), packet.size()});
}

// The value of an attribute as a reader of XML takes it, by plain replacing.
std::string AttributeOf(const std::string& packet, const std::string& name) {
  const size_t start = packet.find(" " + name + "=\"") + name.size() + 3;
  std::string value = packet.substr(start, packet.find('"', start) - start);
  const std::pair<const char*, const char*> references[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  for (const auto& [reference, character] : references) {
    for (size_t at = 0; (at = value.find(reference, at)) != std::string::npos; at += 1) {
      value.replace(at, std::string(reference).size(), character);
    }
  }
  return value;
}

// A packet around one description.
std::string Wrapped(const std::string& description) {
  return "<?xpacket begin='\xEF\xBB\xBF' id='W5M0MpCehiHzreSzNTczkc9d'?>\n<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
         "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>" +
         description + "</rdf:RDF></x:xmpmeta>\n<?xpacket end='w'?>";
}
std::string Declaration(const std::string& prefix = "easelight") {
  return "xmlns:" + prefix + "='" + std::string(kXmpNamespace) + "'";
}

TEST(XmpPacket, SaysWhatItWasGivenAndNothingElse) {
  const std::string packet = PacketOf(kPacketLink, "roll 3-12.tif");
  EXPECT_EQ(packet, PacketOf(kPacketLink, "roll 3-12.tif"));
  EXPECT_EQ(AttributeOf(packet, "easelight:grade"), kPacketLink);
  EXPECT_EQ(AttributeOf(packet, "easelight:sourceName"), "roll 3-12.tif");
  EXPECT_EQ(AttributeOf(packet, "easelight:sourceWidth"), "6000");
  EXPECT_EQ(AttributeOf(packet, "easelight:sourceHeight"), "4000");
  EXPECT_EQ(AttributeOf(packet, "xmp:CreatorTool"), "Easelight 0.1.0");
  EXPECT_EQ(packet.find("Date"), std::string::npos);
  EXPECT_EQ(LinkOf(packet), kPacketLink);
}

TEST(XmpPacket, NamesCannotLeaveTheirQuotes) {
  const std::pair<std::string, std::string> names[] = {
      {"</rdf:RDF><script>alert(1)</script>.tif", "</rdf:RDF><script>alert(1)</script>.tif"},
      {"\" easelight:grade=\"#grade=1.evil", "\" easelight:grade=\"#grade=1.evil"},
      {"it's & ]]> \"this\".tif", "it's & ]]> \"this\".tif"},
      {"&#60;&amp;.tif", "&#60;&amp;.tif"},
      {"\xF0\x9F\x8E\x9E\xEF\xB8\x8F roll \xC3\xA9.tif", "\xF0\x9F\x8E\x9E\xEF\xB8\x8F roll \xC3\xA9.tif"},
      {std::string("a\0b\x01\x1F\t\r\n\x7F"
                   "c",
                   10),
       "abc"},
      {"\xEF\xBF\xBEx\xEF\xBF\xBF", "x"},
      // Latin-1, a cut character, an overlong slash, a surrogate, past the last plane.
      {"caf\xE9.tif", "caf\xEF\xBF\xBD.tif"},
      {"\xE2\x82", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"", ""}};
  for (const auto& [name, expected] : names) {
    const std::string packet = PacketOf(kPacketLink, name);
    EXPECT_EQ(AttributeOf(packet, "easelight:sourceName"), expected);
    EXPECT_EQ(LinkOf(packet), kPacketLink) << name;
    // The same tags as for an innocent name.
    EXPECT_EQ(std::count(packet.begin(), packet.end(), '<'), 7) << packet;
    EXPECT_EQ(std::count(packet.begin(), packet.end(), '"') % 2, 0);
  }
}

TEST(XmpPacket, FitsIntoASegmentOfJpegWithTheLongestLinkAndName) {
  const std::string link =
      "#grade=1." + std::string(kMaxGradeLinkBytes - 9 - 46, 'A') + "&proof=0123456789abcdef&pixels=AAECAwQAAECAwQA";
  ASSERT_EQ(link.size(), kMaxGradeLinkBytes);
  // Each quote takes six bytes.
  const std::string packet = PacketOf(link, std::string(10'000, '"'));
  EXPECT_EQ(AttributeOf(packet, "easelight:sourceName"), std::string(255, '"'));
  EXPECT_LE(packet.size(), kMaxGradeLinkBytes + 255 * 6 + 1024);
  EXPECT_LE(packet.size(), kMaxWrittenXmpBytes);
  EXPECT_EQ(LinkOf(packet), link);
  // No character is cut in two.
  std::string emoji;
  for (int i = 0; i < 2'500; ++i) emoji += "\xF0\x9F\x8E\x9E";
  EXPECT_EQ(AttributeOf(PacketOf(kPacketLink, emoji), "easelight:sourceName"), emoji.substr(0, 252));
}

TEST(XmpPacket, RefusesWhatIsNoLink) {
  const auto message = [](std::string_view link) {
    return EnglishText(XmpFromGrade({.link = link, .source_name = "", .source_size = {1, 1}, .creator = ""}).status());
  };
  EXPECT_EQ(message(std::string(16385, 'A')), "the link has 16,385 bytes; the limit is 16,384");
  for (const char* link : {"", " ", "a b", "<", "\"", "\xC3\xA9", "a\n", "\\"}) {
    EXPECT_EQ(message(link), "the grading link has characters that are not those of a link") << link;
  }
  EXPECT_EQ(XmpFromGrade({.link = std::string(16384, '&'), .source_name = "", .source_size = {1, 1}, .creator = ""})
                .status()
                .code(),
            StatusCode::kOutOfRange);
}

TEST(LinkFromXmp, ReadsWhatOtherProgramsMakeOfThePacket) {
  const std::string escaped = "#grade=1.eJyrVkrLz8_-&amp;proof=0123456789abcdef&amp;pixels=AAECAwQ";
  const std::string numeric = "&#35;grade=1.eJyrVkrLz8_-&#x26;proof=0123456789abcdef&#38;pixels&#x3d;AAECAwQ";
  for (const std::string& text : {escaped, numeric}) {
    for (const std::string& description : {
             "<rdf:Description rdf:about='' " + Declaration() + " easelight:grade='" + text + "'/>",
             "<rdf:Description rdf:about=''\n\teaselight:grade = \"" + text + "\"\r\n " + Declaration() +
                 "></rdf:Description>",
             "<rdf:Description " + Declaration() + "><easelight:grade>" + text + "</easelight:grade></rdf:Description>",
             "<rdf:Description " + Declaration() + "><easelight:grade\n>\n   " + text +
                 "\n</easelight:grade ></rdf:Description>",
             "<rdf:Description " + Declaration("ns1") + " ns1:sourceName='a &gt; b'><ns1:grade xml:lang='x-default'>" +
                 text + "</ns1:grade></rdf:Description>",
             "<rdf:Description><s:grade " + Declaration("s") + ">" + text + "</s:grade></rdf:Description>",
             "<!-- <easelight:grade>#grade=1.no</easelight:grade> --><rdf:Description " + Declaration() +
                 " dc:title='a > b' easelight:grade='" + text + "'/>",
         }) {
      EXPECT_EQ(LinkOf(Wrapped(description)), kPacketLink) << description;
    }
  }
  EXPECT_EQ(LinkOf(Wrapped("<a " + Declaration() + "><easelight:grade><![CDATA[" + std::string(kPacketLink) +
                           "]]></easelight:grade></a>")),
            kPacketLink);
}

TEST(LinkFromXmp, FindsNothingWhereThereIsNothing) {
  const std::string ours = Declaration();
  const std::vector<std::string> descriptions = {
      "", "<rdf:Description/>",
      // Another's namespace, or none.
      "<a xmlns:easelight='http://example.com/' easelight:grade='#grade=1.x'/>", "<a easelight:grade='#grade=1.x'/>",
      "<a " + ours + " other:grade='#grade=1.x'/>", "<a " + ours + " grade='#grade=1.x'/>",
      "<a " + ours + " easelight:grades='#grade=1.x'/>", "<a " + ours + " xeaselight:grade='#grade=1.x'/>",
      // Not a link.
      "<a " + ours + " easelight:grade=''/>", "<a " + ours + " easelight:grade='a b'/>",
      "<a " + ours + " easelight:grade='&lt;script>'/>", "<a " + ours + " easelight:grade='\xC3\xA9'/>",
      "<a " + ours + " easelight:grade='&#0;'/>", "<a " + ours + " easelight:grade='&#x110000;'/>",
      "<a " + ours + " easelight:grade='&unknown;'/>", "<a " + ours + " easelight:grade='&#99999999999999;'/>",
      "<a " + ours + " easelight:grade='a&'/>", "<a " + ours + " easelight:grade='a&amp'/>",
      "<a " + ours + "><easelight:grade><b>#grade=1.x</b></easelight:grade></a>",
      "<a " + ours + " easelight:grade='" + std::string(kMaxGradeLinkBytes + 1, 'A') + "'/>",
      "<a " + ours + "><easelight:grade>" + std::string(kMaxGradeLinkBytes + 1, 'A') + "</easelight:grade></a>",
      "<a " + ours + "><easelight:grade><![CDATA[" + std::string(kMaxGradeLinkBytes + 1, 'A') +
          "]]></easelight:grade></a>",
      // Inside a comment, a section, an instruction, an attribute.
      "<a " + ours + "/><!-- <b easelight:grade='#grade=1.x'/> -->",
      "<a " + ours + "><![CDATA[<b easelight:grade='#grade=1.x'/>]]></a>",
      "<a " + ours + "><?pi <b easelight:grade='#grade=1.x'/>?></a>",
      "<a " + ours + " title=\"<b easelight:grade='#grade=1.x'/>\"/>"};
  for (const std::string& description : descriptions) {
    EXPECT_EQ(LinkOf(Wrapped(description)), "") << description;
  }
}

TEST(LinkFromXmp, TakesTheFirstThatCanBeALink) {
  EXPECT_EQ(LinkOf(Wrapped("<a " + Declaration() +
                           " easelight:grade='no link'><easelight:grade>#grade=1.x"
                           "</easelight:grade></a>")),
            "#grade=1.x");
  EXPECT_EQ(
      LinkOf(Wrapped("<a " + Declaration() + " easelight:grade='" + std::string(kMaxGradeLinkBytes, 'A') + "'/>")),
      std::string(kMaxGradeLinkBytes, 'A'));
}

TEST(LinkFromXmp, DamageIsNoHarm) {
  const std::string packet = PacketOf(kPacketLink, "a & b.tif");
  const size_t link_end = packet.find("AAECAwQ") + 7;
  for (size_t n = 0; n < packet.size(); ++n) {
    const std::string link = LinkOf(packet.substr(0, n));
    EXPECT_EQ(link, n > link_end + 2 ? kPacketLink : "") << n;
  }
  std::mt19937 random(20);
  size_t survivors = 0;
  for (int round = 0; round < 40'000; ++round) {
    std::string mutated = round % 2 != 0 ? packet
                                         : Wrapped("<a " + Declaration() +
                                                   "><easelight:grade>#grade=1.x&#38;y&amp;z"
                                                   "</easelight:grade><b c='d'/></a>");
    for (uint32_t change = 0; change <= random() % 6; ++change) {
      const char characters[] = "<>&;'\"= /!-[]?#:x\0\xFF";
      mutated[random() % mutated.size()] = characters[random() % (sizeof characters - 1)];
    }
    const std::string link = LinkOf(mutated);
    if (!link.empty()) {
      EXPECT_TRUE(CheckGradeLink(link).ok());
      ++survivors;
    }
  }
  EXPECT_GT(survivors, 10'000u);
}

TEST(LinkFromXmp, LooksAtAMebibyteOnce) {
  // Each would take minutes if what has been looked at were looked at again.
  for (const std::string& piece :
       {std::string("<"), std::string("<a"), std::string("<a b='"), std::string("<a b='c' "), std::string("&"),
        std::string("<!--"), std::string("<![CDATA["), std::string("<a></a>"), "<a " + Declaration() + ">",
        std::string("<easelight:grade>"), std::string("<easelight:grade><![CDATA["),
        std::string("<easelight:grade>&#35;<![CDATA[]]>"), "<a " + Declaration() + " easelight:grade='&#35;"}) {
    std::string packet = "<a " + Declaration() + "/>";
    while (packet.size() < size_t{1} << 20) packet += piece;
    EXPECT_EQ(LinkOf(packet.substr(0, size_t{1} << 20)), piece.find("&#35;<!") != std::string::npos ? "#" : "")
        << piece;
  }
}

}  // namespace
}  // namespace easelight
