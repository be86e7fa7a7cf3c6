// The engine as JavaScript sees it. Renames at the border and turns every outcome into a value; does no maths.
//
// web/src/worker/engine_module.ts is the other half, and says what each call takes and answers.
#pragma once

#include <emscripten/val.h>

#include <memory>
#include <string>

#include "core/engine/engine.h"
#include "wasm/outcome.h"

namespace easelight {

class EngineBinding {
 public:
  using val = emscripten::val;

  // With views as large as the heap has room for: see kHeapSizes.
  EngineBinding(int threads, ScanNumber first_scan);

  // Of the editor's own figures and of recipes, without a scan.
  val Catalog();
  val CompleteRecipe(const std::string& text);
  val MakeLink(val recipes, val parts);
  val ReadLink(val text);
  val Combine(const std::string& current, const std::string& other, val parts);
  val ImportGrades(const val text);
  val DeviceFacts(const val profile);
  val PartLights(const std::string& recipe, const val lights);

  // Opening.
  // `rows`: as of Engine::BeginOpen.
  val BeginOpen(const std::string& name, val source, val store, uint32_t rows);
  val OpenStep();
  void CancelOpen();
  val CloseScan(ScanNumber scan);
  val Inspect(const std::string& name, val source);
  val Record(ScanNumber scan);
  val Attach(const std::string& record, val store);

  // Frames, and what is found in a scan.
  val Render(ScanNumber scan, const std::string& text, val view, bool coarse, bool draft, val look);
  val RenderOpening(const std::string& text, val look);
  unsigned HistogramOffset() const;
  // Null as profile ends the proof.
  val SetSoftProof(const val profile, const std::string& options);
  val Automatic(ScanNumber scan, const std::string& film, const std::string& text);
  val Readings(ScanNumber scan, const std::string& film);
  val RereadBase(ScanNumber scan, const std::string& current_text, const std::string& wanted_text);
  val RenderSmall(ScanNumber scan, const std::string& text, uint32_t longest);
  val PickBase(ScanNumber scan, const std::string& text, double x, double y);

  // Long work.
  val BeginCheck(ScanNumber scan, const std::string& text, const std::string& options_text, const val profile);
  val CheckStep();
  void CancelCheck();
  val Check();
  val BeginExport(ScanNumber scan, const std::string& text, const std::string& options_text, const val profile,
                  val file);
  val ExportStep();
  void CancelExport();
  val WriteTable(ScanNumber scan, const std::string& recipe, const std::string& options, val file);

  // Calibration.
  val FindChart(ScanNumber scan, const std::string& text);
  val BeginChart(ScanNumber scan, const std::string& text, const val corners);
  val ChartStep();
  val FitChart(const std::string& recipe, const val reference, const std::string& fit);
  val FlatLight();
  void CancelChart();

  // For tests of recovery.
  void Trap();
  int OverflowStack();
  // The stack of a thread of a pool; of this thread where there are no others, or none is left.
  int OverflowPoolStack();

  val Stats();

 private:
  template <typename Body>
  val WithEngine(const Body& body) {
    if (!engine_) return Failed(reason_);
    return Outcome([&] { return body(*engine_); });
  }

  std::unique_ptr<Engine> engine_;
  Status reason_;
  SmallPicture small_;  // Where JavaScript reads it, until the next.
};

// How far a step has come.
Json ProgressJson(const Progress& progress);

}  // namespace easelight
