#include "core/analysis/start_reasons.h"

#include <vector>

#include "core/recipe/json_keys.h"

namespace easelight {
namespace {

using ReasonKey = JsonKey<StartReasons>;

template <typename Form, typename Member>
ReasonKey MakeKey(std::string_view name, const Form& form, Member member, std::string_view description) {
  ReasonKey key = MakeJsonKey<StartReasons>(name, form, member);
  key.schema.Set("description", description);
  return key;
}

std::span<const ReasonKey> ReasonKeys() {
  static const std::vector<ReasonKey> keys = {
      MakeKey("base",
              ChoiceForm<BaseSource>{{"none", "rebate", "shadows"},
                                     {BaseSource::kNone, BaseSource::kRebate, BaseSource::kShadows}},
              JSON_MEMBER(base),
              "How the film base was found: measured on unexposed film, or estimated from the darkest shadows; no "
              "negative has none."),
      MakeKey("setup", TextForm{64}, JSON_MEMBER(setup),
              "The scan setup that the start took; empty where it needed none."),
      MakeKey(
          "setupFrom",
          ChoiceForm<SetupSource>{{"none", "recipe", "file", "base"},
                                  {SetupSource::kNone, SetupSource::kRecipe, SetupSource::kFile, SetupSource::kBase}},
          JSON_MEMBER(setup_from),
          "Who names it: the recipe, the device that the file states, or the color of the film base, which is a "
          "guess."),
      MakeKey("fromPicture", NumberForm{{0, 1}}, JSON_MEMBER(from_picture),
              "How much of what film and setup leave open of the neutrals the picture has told, 0 to 1."),
      MakeKey("doubt", NumbersForm<2>{{0, 4}}, JSON_MEMBER(doubt),
              "How far red and blue of the neutrals may be off, in print density: standard deviations."),
  };
  return keys;
}

}  // namespace

Json JsonFromReasons(const StartReasons& reasons) { return WriteKeys(ReasonKeys(), reasons); }

Json ReasonsSchema() {
  Json schema = SchemaOfKeys(ReasonKeys());
  schema.Set("$schema", "https://json-schema.org/draft/2020-12/schema");
  schema.Set("title", "StartReasons");
  return schema;
}

}  // namespace easelight
