// A scan of several tiles and levels, open in an engine, for the targets that compare ways to render it.
#pragma once

#include "tests/engine/test_engine.h"

namespace easelight {

struct FuzzScan {
  MemoryBlockFile store;
  std::unique_ptr<Engine> engine;
  ScanNumber number = 0;
  ScanSummary summary;

  explicit FuzzScan(int threads) : engine(MakeEngine(threads)) {
    number = *OpenAll(*engine, MakeScan({611, 523}, 7).file, std::make_unique<KeptFile>(store));
    summary = *engine->Summary(number);
  }
};

}  // namespace easelight
