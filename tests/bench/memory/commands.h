// The parts of the memory benchmark that must be processes of their own. Each prints one JSON object.
#pragma once

#include <span>
#include <string>

namespace easelight::bench {

using Arguments = std::span<const std::string>;

void MakeScan(Arguments arguments);            // OUT WIDTH HEIGHT classic|big
void MakeRaw(Arguments arguments);             // OUT WIDTH HEIGHT bayer|x-trans
void DragEngine(Arguments arguments);          // SCAN RECIPES SIDE FRAMES_FOLDER
void DragReference(Arguments arguments);       // SCAN RECIPES EVERY all|last
void Verify(Arguments arguments);              // SCAN RECIPES EVERY
void DevelopWhole(Arguments arguments);        // SCAN RECIPE OUT
void DevelopBig(Arguments arguments);          // SCAN OUT
void MakeScannerScan(Arguments arguments);     // OUT WIDTH HEIGHT dng|tiff
void DevelopScannerScan(Arguments arguments);  // SCAN OUT

}  // namespace easelight::bench
