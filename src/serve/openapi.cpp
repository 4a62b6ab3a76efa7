#include "serve/openapi.h"

#include <algorithm>

#include "desk/act.h"
#include "serve/picture.h"
#include "serve/route.h"

namespace adem::serve {

namespace {

Json schema_of(Value value) {
  switch (value) {
    case Value::number:
      return {{"type", "integer"}, {"minimum", 0}};
    case Value::flag:
      return {{"type", "boolean"}};
    case Value::list:
      return {{"type", "array"}, {"items", {{"type", "string"}}}};
    case Value::text:
      break;
  }
  return {{"type", "string"}, {"maxLength", 500}};
}

Json parameters_of(const Route& route) {
  Json parameters = Json::array();
  for (const auto word : words_of(route.pattern)) {
    if (!word.starts_with('{')) continue;
    parameters.push_back({{"name", word.substr(1, word.size() - 2)},
                          {"in", "path"},
                          {"required", true},
                          {"schema", schema_of(Value::text)}});
  }
  for (const Param& param : route.query) {
    parameters.push_back({{"name", param.name},
                          {"in", "query"},
                          {"required", param.required},
                          {"schema", schema_of(param.value)}});
  }
  parameters.push_back({{"name", "lang"},
                        {"in", "query"},
                        {"required", false},
                        {"schema", {{"type", "string"}, {"enum", {"id", "en"}}}}});
  return parameters;
}

Json object_of(Json properties, const Json& required) {
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", required},
          {"additionalProperties", false}};
}

Json schema_of(const desk::Arg& arg) {
  switch (arg.kind) {
    case desk::ArgKind::number:
      return {{"type", "integer"}};
    case desk::ArgKind::flag:
      return {{"type", "boolean"}};
    case desk::ArgKind::list:
      return {{"type", "array"}, {"items", {{"type", "string"}}}};
    case desk::ArgKind::text:
    case desk::ArgKind::file:
      break;
  }
  return {{"type", "string"}};
}

// The acts of the desk, each with its own arguments.
Json act_schema(const words::Speech& speech) {
  Json one_of = Json::array();
  for (const desk::Act& act : desk::all_acts()) {
    Json args = Json::object(), required = Json::array();
    for (const desk::Arg& arg : act.args) {
      Json schema = schema_of(arg);
      schema["description"] =
          speech.say("help." + std::string(act.name) + "." + std::string(arg.name));
      args[std::string(arg.name)] = std::move(schema);
      if (arg.required) required.push_back(arg.name);
    }
    Json whole = object_of({{"id", {{"type", "string"}, {"format", "uuid"}}},
                            {"act", {{"const", act.name}}},
                            {"args", object_of(std::move(args), required)}},
                           {"id", "act", "args"});
    whole["description"] = speech.say("help." + std::string(act.name) + ".about");
    one_of.push_back(std::move(whole));
  }
  return {{"oneOf", std::move(one_of)}};
}

Json body_of(const Route& route) {
  switch (route.body) {
    case Body::lines:
      return {{"application/x-ndjson", {{"schema", {{"type", "string"}}}}}};
    case Body::file:
      return {
          {"application/octet-stream", {{"schema", {{"type", "string"}, {"format", "binary"}}}}}};
    case Body::acts: {
      const Json act{{"$ref", "#/components/schemas/act"}};
      const Json batch = object_of({{"acts", {{"type", "array"}, {"items", act}}}}, {"acts"});
      return {{"application/json", {{"schema", {{"oneOf", {act, batch}}}}}}};
    }
    case Body::picture: {
      Json types = Json::object();
      for (const auto type : kPictureTypes) types[std::string(type)] = Json::object();
      return types;
    }
    case Body::fields:
    case Body::none:
      break;
  }
  Json fields = Json::object(), required = Json::array();
  for (const Param& field : route.fields) {
    fields[std::string(field.name)] = schema_of(field.value);
    if (field.required) required.push_back(field.name);
  }
  return {{"application/json", {{"schema", object_of(std::move(fields), required)}}}};
}

Json security_of(Need need) {
  switch (need) {
    case Need::login:
      return {{{"cookie", Json::array()}}, {{"bearer", Json::array()}}};
    case Need::node:
      return {{{"node", Json::array()}}};
    case Need::nothing:
      break;
  }
  return Json::array();
}

Json operation_of(const Route& route, const words::Speech& speech) {
  Json responses = Json::object();
  for (const int status : statuses_of(route)) {
    const bool good = std::ranges::find(route.good, status) != route.good.end();
    Json& response = responses[std::to_string(status)];
    response["description"] = speech.say(good ? "api.good" : "api.refused");
    if (!good) {
      response["content"] = {
          {"application/json", {{"schema", {{"$ref", "#/components/schemas/error"}}}}}};
    } else if (status != 204 && status != 304) {
      response["content"] = {{std::string(route.type), Json::object()}};
    }
  }
  Json operation{{"operationId", route.name},
                 {"summary", speech.say("api." + std::string(route.name))},
                 {"security", security_of(route.need)},
                 {"parameters", parameters_of(route)},
                 {"responses", std::move(responses)}};
  if (route.body != Body::none) {
    operation["requestBody"] = {{"required", true}, {"content", body_of(route)}};
  }
  return operation;
}

Json components(const words::Speech& speech) {
  const Json text{{"type", "string"}};
  return {
      {"schemas",
       {{"act", act_schema(speech)},
        {"error", object_of({{"error", object_of({{"code", text}, {"what", text}, {"mend", text}},
                                                 {"code", "what", "mend"})}},
                            {"error"})}}},
      {"securitySchemes",
       {{"cookie", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "adem_login"}}},
        {"bearer", {{"type", "http"}, {"scheme", "bearer"}}},
        {"node", {{"type", "apiKey"}, {"in", "header"}, {"name", "Adem-Proof"}}}}}};
}

}  // namespace

Json openapi(const words::Speech& speech) {
  Json paths = Json::object();
  for (const Route& route : all_routes()) {
    std::string method(route.method);
    std::ranges::transform(method, method.begin(),
                           [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    paths[std::string(route.pattern)][method] = operation_of(route, speech);
  }
  return {{"openapi", "3.1.0"},
          {"info", {{"title", "adem"}, {"version", "1"}, {"summary", speech.say("api.about")}}},
          {"paths", std::move(paths)},
          {"components", components(speech)}};
}

}  // namespace adem::serve
