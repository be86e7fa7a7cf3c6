// How an open scan may be read, and what a film base becomes by another reading.
#include <algorithm>

#include "core/engine/engine.h"
#include "core/film/reread.h"

namespace easelight {

StatusOr<std::optional<ScanReadings>> Engine::Readings(ScanNumber scan, FilmKind film) {
  ASSIGN_OR_RETURN(const auto session, sessions_.Find(scan));
  const ScanEncoding& encoding = session->summary.encoding;
  const auto question = QuestionOf(encoding, film);
  if (!question) return std::optional<ScanReadings>();
  // The densities that an automatic start by `auto` takes next, of a negative.
  Recipe as_scanned = DefaultRecipe(film);
  as_scanned.input_space = std::string(kDeviceSpace);
  RETURN_IF_ERROR(FillForStatistics(scan, as_scanned));
  grid_->Gather(view_->planes(), view_->size());
  return std::optional(ReadingsOf(encoding, *question, LikelihoodOfFirst(film, *question, *grid_)));
}

StatusOr<std::array<double, 3>> Engine::RereadBase(ScanNumber scan, const Recipe& current, const Recipe& wanted) const {
  ASSIGN_OR_RETURN(const auto session, sessions_.Find(scan));
  const ScanColor& color = session->summary.encoding.color;
  ASSIGN_OR_RETURN(auto base, DensityReadAnew(current.density.base, GradeFromRecipe(current, color),
                                              GradeFromRecipe(wanted, color)));
  for (double& density : base) density = std::clamp(density, 0.0, 4.0);
  return base;
}

}  // namespace easelight
