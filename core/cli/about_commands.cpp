#include "core/cli/about_commands.h"

#include <ostream>

#include "core/engine/version.h"
#include "core/io/codec_libraries.h"

namespace easelight::cli {

std::string VersionText() {
  std::string text = "easelight " + std::string(kEngineVersion);
  for (const auto& [name, version] : CodecLibraries()) text += "\n" + name + " " + version;
  return text;
}

void CamerasText(std::ostream& out) {
  for (const char* camera : KnownCameras()) out << camera << '\n';
}

}  // namespace easelight::cli
