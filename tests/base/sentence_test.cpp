#include "core/base/sentence.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <new>
#include <string>

#include "core/base/status.h"

// ThreadSanitizer has operators of its own, beside which there can be no others.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define EASELIGHT_NEW_IS_TAKEN 1
#endif
#endif

#if !defined(EASELIGHT_NEW_IS_TAKEN)
namespace {
bool heap_is_full = false;
}

[[gnu::noinline]] void* operator new(size_t bytes) {
  void* block = heap_is_full ? nullptr : std::malloc(bytes);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}
[[gnu::noinline]] void operator delete(void* block) noexcept { std::free(block); }
[[gnu::noinline]] void operator delete(void* block, size_t) noexcept { std::free(block); }
#endif

namespace easelight {
namespace {

#if !defined(EASELIGHT_NEW_IS_TAKEN)
TEST(Sentence, SaysThatMemoryIsFullWhereThereIsNoneForItsArguments) {
  heap_is_full = true;
  const Status status = OutOfRange("link-size", {{"bytes", 20000}, {"limit", 16384}});
  const Status bare = InvalidInput("file-empty");
  const Status copy = status;
  heap_is_full = false;
  EXPECT_EQ(status.code(), StatusCode::kOutOfRange);
  EXPECT_EQ(copy.sentence(), Sentence("memory-full"));
  EXPECT_EQ(bare.sentence(), Sentence("file-empty"));
}
#endif

TEST(Sentence, HoldsItsNameAndArguments) {
  const Status status = InvalidInput("tiff-samples", {{"samples", 40u}, {"limit", 32}, {"file", "a.tif"}});
  EXPECT_EQ(status.code(), StatusCode::kInvalidInput);
  const Sentence& sentence = status.sentence();
  EXPECT_EQ(sentence.name(), "tiff-samples");
  ASSERT_EQ(sentence.arguments().size(), 3u);
  EXPECT_EQ(sentence.arguments()[0], SentenceArgument("samples", 40));
  EXPECT_EQ(sentence.arguments()[2], SentenceArgument("file", "a.tif"));
}

TEST(Sentence, IsItsNameAndArguments) {
  EXPECT_EQ(Sentence("file-empty"), Sentence("file-empty"));
  EXPECT_NE(Sentence("file-empty"), Sentence("file-folder"));
  EXPECT_NE(Sentence("scans-open", {{"scans", 1}}), Sentence("scans-open", {{"scans", 2}}));
  const Sentence cause("file-named", {{"reason", Sentence("file-empty")}});
  EXPECT_EQ(cause, Sentence("file-named", {{"reason", Sentence("file-empty")}}));
}

TEST(Sentence, CopiesOutliveTheFirst) {
  Sentence copy;
  {
    const std::string text(100, 'x');
    const std::array arguments = {SentenceArgument("file", text)};
    const Sentence restored = Sentence::Restored("a name that was kept", arguments);
    copy = restored;
  }
  EXPECT_EQ(copy.name(), "a name that was kept");
  EXPECT_EQ(copy.arguments()[0], SentenceArgument("file", std::string(100, 'x')));
  EXPECT_TRUE(Sentence().arguments().empty());
}

}  // namespace
}  // namespace easelight
