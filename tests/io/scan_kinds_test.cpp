// Every kind of the table opens and is read to its end.
#include "tests/io/scan_kinds.h"

#include <gtest/gtest.h>

#include <set>

#include "core/english/english.h"
#include "tests/io/memory_file.h"

namespace easelight {
namespace {

TEST(ScanKinds, AllAreRead) {
  std::set<std::string> names;
  for (const ScanKind& kind : ScanKinds()) {
    SCOPED_TRACE(kind.name);
    EXPECT_TRUE(names.insert(kind.name).second);
    const StatusOr<DecodedScan> scan = DecodeAll(kind.file);
    ASSERT_TRUE(scan.ok()) << EnglishText(scan.status());
    const std::set<uint8_t> values(scan->rows.begin(), scan->rows.end());
    EXPECT_GT(values.size(), 50u) << "a picture, not a plain";
  }
}

}  // namespace
}  // namespace easelight
