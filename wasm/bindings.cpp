// The names by which JavaScript calls the engine.
#include <emscripten/bind.h>

#include "wasm/engine_binding.h"

namespace easelight {

EMSCRIPTEN_BINDINGS(easelight) {
  emscripten::class_<EngineBinding>("Engine")
      .constructor<int, ScanNumber>()
      .function("catalog", &EngineBinding::Catalog)
      .function("beginOpen", &EngineBinding::BeginOpen)
      .function("openStep", &EngineBinding::OpenStep)
      .function("cancelOpen", &EngineBinding::CancelOpen)
      .function("closeScan", &EngineBinding::CloseScan)
      .function("render", &EngineBinding::Render)
      .function("histogramOffset", &EngineBinding::HistogramOffset)
      .function("inspect", &EngineBinding::Inspect)
      .function("record", &EngineBinding::Record)
      .function("attach", &EngineBinding::Attach)
      .function("renderOpening", &EngineBinding::RenderOpening)
      .function("trap", &EngineBinding::Trap)
      .function("overflowStack", &EngineBinding::OverflowStack)
      .function("overflowPoolStack", &EngineBinding::OverflowPoolStack)
      .function("automatic", &EngineBinding::Automatic)
      .function("readings", &EngineBinding::Readings)
      .function("rereadBase", &EngineBinding::RereadBase)
      .function("renderSmall", &EngineBinding::RenderSmall)
      .function("pickBase", &EngineBinding::PickBase)
      .function("beginCheck", &EngineBinding::BeginCheck)
      .function("checkStep", &EngineBinding::CheckStep)
      .function("cancelCheck", &EngineBinding::CancelCheck)
      .function("check", &EngineBinding::Check)
      .function("beginExport", &EngineBinding::BeginExport)
      .function("exportStep", &EngineBinding::ExportStep)
      .function("cancelExport", &EngineBinding::CancelExport)
      .function("deviceFacts", &EngineBinding::DeviceFacts)
      .function("setSoftProof", &EngineBinding::SetSoftProof)
      .function("findChart", &EngineBinding::FindChart)
      .function("beginChart", &EngineBinding::BeginChart)
      .function("chartStep", &EngineBinding::ChartStep)
      .function("fitChart", &EngineBinding::FitChart)
      .function("flatLight", &EngineBinding::FlatLight)
      .function("partLights", &EngineBinding::PartLights)
      .function("cancelChart", &EngineBinding::CancelChart)
      .function("completeRecipe", &EngineBinding::CompleteRecipe)
      .function("makeLink", &EngineBinding::MakeLink)
      .function("readLink", &EngineBinding::ReadLink)
      .function("combine", &EngineBinding::Combine)
      .function("writeTable", &EngineBinding::WriteTable)
      .function("importGrades", &EngineBinding::ImportGrades)
      .function("stats", &EngineBinding::Stats);
}

}  // namespace easelight
