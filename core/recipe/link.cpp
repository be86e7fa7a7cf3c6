#include "core/recipe/link.h"

#include <algorithm>
#include <optional>

#include "core/base/base64url.h"
#include "core/recipe/json_reader.h"
#include "core/recipe/link_payload.h"

namespace easelight {
namespace {

constexpr std::string_view kVersion = "1";
constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr size_t kMostVersionDigits = 9;

// The values of a fragment's parameters; none where one is absent.
struct Parameters {
  std::optional<std::string_view> grade;
  std::optional<std::string_view> parts;
  std::optional<std::string_view> proof;
  std::optional<std::string_view> pixels;

  std::optional<std::string_view>* Find(std::string_view name) {
    if (name == "grade") return &grade;
    if (name == "parts") return &parts;
    if (name == "proof") return &proof;
    if (name == "pixels") return &pixels;
    return nullptr;
  }
};

Status Wrong(std::string_view parameter, const Status& status) {
  return {status.code(), {"link-parameter", {{"parameter", parameter}, {"reason", status.sentence()}}}};
}

std::string_view FragmentOf(std::string_view text) {
  const size_t hash = text.find('#');
  return hash == std::string_view::npos ? text : text.substr(hash + 1);
}

// Calls `body` with every stretch of `text` between two '&', until it fails.
template <typename Body>
Status ForEachParameter(std::string_view text, const Body& body) {
  for (size_t start = 0; start <= text.size();) {
    const size_t end = std::min(text.find('&', start), text.size());
    RETURN_IF_ERROR(body(text.substr(start, end - start)));
    start = end + 1;
  }
  return OkStatus();
}

// A link of another version may have other parameters, so this comes before they are read.
Status CheckVersion(std::string_view fragment) {
  constexpr std::string_view kGrade = "grade=";
  std::optional<std::string_view> grade;
  RETURN_IF_ERROR(ForEachParameter(fragment, [&](std::string_view parameter) {
    if (parameter.starts_with(kGrade) && !grade) grade = parameter.substr(kGrade.size());
    return OkStatus();
  }));
  if (!grade) return InvalidInput("link-none", {{"version", kVersion}});
  const std::string_view version = grade->substr(0, grade->find('.'));
  const bool is_number =
      !version.empty() && version.size() <= kMostVersionDigits && version.front() != '0' &&
      std::all_of(version.begin(), version.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
  if (!is_number || version.size() == grade->size()) {
    return InvalidInput("link-grade", {{"grade", ShownValue(Json(*grade))}});
  }
  if (version != kVersion) {
    return Unsupported("link-version", {{"version", version}, {"known", kVersion}});
  }
  return OkStatus();
}

StatusOr<Parameters> ParametersOf(std::string_view fragment) {
  Parameters parameters;
  RETURN_IF_ERROR(ForEachParameter(fragment, [&](std::string_view parameter) {
    const size_t equals = parameter.find('=');
    const std::string_view name = parameter.substr(0, equals);
    auto* value = parameters.Find(name);
    if (value == nullptr) return InvalidInput("link-unknown-parameter", {{"parameter", ShownValue(Json(name))}});
    if (*value) return InvalidInput("link-parameter-twice", {{"parameter", name}});
    *value = equals == std::string_view::npos ? std::string_view() : parameter.substr(equals + 1);
    return OkStatus();
  }));
  return parameters;
}

std::string HexFromHash(const ProofHash& hash) {
  std::string text;
  for (const uint8_t byte : hash) {
    text += kHexDigits[byte >> 4];
    text += kHexDigits[byte & 15];
  }
  return text;
}

StatusOr<ProofHash> HashFromHex(std::string_view text) {
  ProofHash hash{};
  if (text.size() != 2 * hash.size() || text.find_first_not_of(kHexDigits) != std::string_view::npos) {
    return InvalidInput("link-proof-digits", {{"digits", 2 * hash.size()}});
  }
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t digit = kHexDigits.find(text[i]);
    hash[i / 2] = static_cast<uint8_t>(size_t{hash[i / 2]} << 4 | digit);
  }
  return hash;
}

std::string TextFromPixels(const ProofPixels& pixels) {
  std::vector<uint8_t> bytes;
  for (const uint16_t code : pixels) {
    bytes.push_back(static_cast<uint8_t>(code & 0xFF));
    bytes.push_back(static_cast<uint8_t>(code >> 8));
  }
  return Base64UrlFromBytes(bytes);
}

StatusOr<ProofPixels> PixelsFromText(std::string_view text) {
  ProofPixels pixels{};
  ASSIGN_OR_RETURN(const std::vector<uint8_t> bytes, BytesFromBase64Url(text));
  if (bytes.size() != 2 * pixels.size()) {
    return InvalidInput("link-pixel-bytes", {{"bytes", bytes.size()}, {"needed", 2 * pixels.size()}});
  }
  for (size_t i = 0; i < pixels.size(); ++i) {
    pixels[i] = static_cast<uint16_t>(bytes[2 * i] | bytes[2 * i + 1] << 8);
  }
  return pixels;
}

StatusOr<ClaimedProof> ProofFromParameters(const Parameters& parameters) {
  ClaimedProof proof;
  if (parameters.proof) {
    const auto hash = HashFromHex(*parameters.proof);
    if (!hash.ok()) return Wrong("proof", hash.status());
    proof.hash = *hash;
  }
  if (parameters.pixels) {
    const auto pixels = PixelsFromText(*parameters.pixels);
    if (!pixels.ok()) return Wrong("pixels", pixels.status());
    proof.pixels = *pixels;
  }
  return proof;
}

StatusOr<std::vector<Recipe>> RecipesFromPayload(std::string_view payload) {
  ASSIGN_OR_RETURN(const std::vector<uint8_t> stream, BytesFromBase64Url(payload));
  ASSIGN_OR_RETURN(const std::string text, TextFromStream(stream, kMaxInflatedBytes));
  return RecipesFromJson(text);
}

std::string CanonicalText(std::span<const Recipe> recipes) {
  if (recipes.size() == 1) return CanonicalJson(recipes.front());
  std::string text;
  for (const Recipe& recipe : recipes) text += (text.empty() ? "[" : ",") + CanonicalJson(recipe);
  return text + "]";
}

}  // namespace

StatusOr<std::string> LinkFromRecipes(std::span<const Recipe> recipes, RecipeParts parts) {
  if (recipes.empty() || recipes.size() > kMaxRecipes) {
    return OutOfRange("link-recipes", {{"recipes", recipes.size()}, {"limit", kMaxRecipes}});
  }
  if (parts.empty()) return OutOfRange("link-no-parts");
  std::vector<Recipe> held;
  held.reserve(recipes.size());
  for (const Recipe& recipe : recipes) held.push_back(Combined(DefaultRecipe(recipe.film), recipe, parts));

  ASSIGN_OR_RETURN(const Proof proof, ProofFromRecipes(held));
  ASSIGN_OR_RETURN(const std::vector<uint8_t> stream, StreamFromText(CanonicalText(held)));
  std::string link = std::string("#grade=").append(kVersion).append(".").append(Base64UrlFromBytes(stream));
  if (!(parts == RecipeParts::All())) link += "&parts=" + TextFromParts(parts);
  link += "&proof=" + HexFromHash(proof.hash) + "&pixels=" + TextFromPixels(proof.pixels);
  constexpr size_t kLimit = kMaxLinkBytes - kMaxAddressBytes;
  if (link.size() > kLimit) {
    return OutOfRange("link-too-long", {{"bytes", link.size()}, {"limit", kLimit}});
  }
  return link;
}

Status CheckLinkSize(size_t bytes) {
  if (bytes <= kMaxLinkBytes) return OkStatus();
  return OutOfRange("link-size", {{"bytes", bytes}, {"limit", kMaxLinkBytes}});
}

StatusOr<GradingLink> GradingLinkFromText(std::string_view text) {
  RETURN_IF_ERROR(CheckLinkSize(text.size()));
  const std::string_view fragment = FragmentOf(text);
  RETURN_IF_ERROR(CheckVersion(fragment));
  ASSIGN_OR_RETURN(const Parameters parameters, ParametersOf(fragment));
  GradingLink link;
  link.parts = RecipeParts::All();
  if (parameters.parts) {
    auto parts = PartsFromText(*parameters.parts);
    if (!parts.ok()) return Wrong("parts", parts.status());
    link.parts = *parts;
  }
  ASSIGN_OR_RETURN(link.proof, ProofFromParameters(parameters));
  auto recipes = RecipesFromPayload(parameters.grade->substr(kVersion.size() + 1));
  if (!recipes.ok()) return Wrong("grade", recipes.status());
  link.recipes = std::move(recipes).value();
  return link;
}

}  // namespace easelight
