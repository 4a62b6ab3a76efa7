#include "base/message.h"

#include "base/format.h"

namespace adem {

namespace {

Json arg_json(const Arg& arg) {
  if (const auto* at = std::get_if<Instant>(&arg)) return iso_utc(*at);
  return std::visit(
      [](const auto& value) -> Json {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, Instant>) {
          return nullptr;
        } else {
          return value;
        }
      },
      arg);
}

}  // namespace

Json to_json(const Message& message) {
  Json args = Json::object();
  for (const auto& [name, arg] : message.args) args[name] = arg_json(arg);
  return Json{{"code", message.code}, {"args", std::move(args)}};
}

std::string debug_text(const Message& message) {
  std::string text = message.code;
  for (const auto& [name, arg] : message.args) {
    const Json json = arg_json(arg);
    text += fmt::format(" {}={}", name, json.is_string() ? json.get<std::string>() : json.dump());
  }
  return text;
}

}  // namespace adem
