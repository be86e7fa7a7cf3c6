#include "core/cli/link_commands.h"

#include <ostream>

#include "core/cli/recipe_input.h"
#include "core/english/english.h"

namespace easelight::cli {
namespace {

Status CheckSite(const std::string& site) {
  if (site.size() > kMaxAddressBytes) {
    return OutOfRange("tool-site-long", {{"bytes", site.size()}, {"limit", kMaxAddressBytes}});
  }
  if (site.find('#') != std::string::npos) {
    return InvalidInput("tool-site", {{"site", site}});
  }
  return OkStatus();
}

}  // namespace

Status LinkText(const LinkOptions& options, std::ostream& out) {
  RETURN_IF_ERROR(CheckSite(options.site));
  std::vector<Recipe> recipes;
  for (const std::string& file : options.recipe_files) {
    ASSIGN_OR_RETURN(recipes.emplace_back(), RecipeFromFile(file));
  }
  ASSIGN_OR_RETURN(const std::string fragment, LinkFromRecipes(recipes, options.parts));
  out << options.site << fragment << '\n';
  return OkStatus();
}

Status LinkedRecipeText(const std::string& link_text, std::ostream& out, std::ostream& notes) {
  ASSIGN_OR_RETURN(const GradingLink link, GradingLinkFromText(link_text));
  ASSIGN_OR_RETURN(const ProofVerdict verdict, CheckProof(link.recipes, link.proof));
  out << RecipesText(link.recipes) << '\n';
  if (!link.complete()) notes << "parts: " << TextFromParts(link.parts) << '\n';
  notes << "proof: " << EnglishText(verdict.sentence) << '\n';
  return OkStatus();
}

}  // namespace easelight::cli
