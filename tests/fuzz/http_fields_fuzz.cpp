// Requests that fit the routes and acts, with anything in their fields: bytes choose who asks, what
// for, which fields are given and what stands in them. Several to a world, so that one act finds
// what another wrote.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/format.h"
#include "desk/act.h"
#include "http_world.h"

namespace {

using namespace adem;

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size)
      : left_(reinterpret_cast<const char*>(data), size) {}
  bool empty() const { return left_.empty(); }
  std::uint8_t next() {
    if (left_.empty()) return 0;
    const auto byte = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    return byte;
  }
  std::size_t below(std::size_t n) { return next() % n; }
  std::string_view text() {
    const std::size_t asked = next();
    const auto size = std::min(asked, left_.size());
    const auto taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }

 private:
  std::string_view left_;
};

// Words that acts and routes understand, so that some of them come through.
constexpr std::string_view kWords[] = {
    "",
    "TPS 001",
    "1472051003001",
    "14.72.05",
    "14.72.05.1003",
    "kpps:14.72.05.1003",
    "ppk:14.72.05",
    "kpu",
    "m1",
    "m1.t1",
    "t1",
    "t1.j1",
    "k1",
    "h1",
    "d1",
    "g1",
    "f1",
    "r1",
    "i1",
    "u1",
    "2024-11-27",
    "2024-11-27T07:00",
    "open",
    "interrupted",
    "yes",
    "no",
    "unknown",
    "flood",
    "high",
    "confirmed",
    "procedure",
    "hazard",
    "false",
    "approved",
    "relocation",
    "susulan",
    "deployment",
    "flooded-station",
    "vote",
    "moved",
    "stations",
    "gakkumdu",
    "1.64,101.49",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "Air setinggi lutut di halaman"};

std::string_view word(Bytes& bytes) { return kWords[bytes.below(std::size(kWords))]; }

Json value(Bytes& bytes, int depth = 0) {
  switch (bytes.below(8)) {
    case 0:
      return true;
    case 1:
      return static_cast<std::int64_t>(bytes.next()) - 128;
    case 2:
      return nullptr;
    case 3: {
      Json list = Json::array();
      for (auto n = bytes.below(4); n > 0 && depth < 3; --n)
        list.push_back(value(bytes, depth + 1));
      return list;
    }
    case 4:
      return Json(std::string(bytes.text()));
    case 5:
      return Json{{std::string(word(bytes)), depth < 3 ? value(bytes, depth + 1) : Json()}};
    default:
      return word(bytes);
  }
}

// What an argument is meant to be, or anything.
Json argument(Bytes& bytes, desk::ArgKind kind) {
  if (bytes.below(4) == 0) return value(bytes);
  switch (kind) {
    case desk::ArgKind::number:
      return bytes.next();
    case desk::ArgKind::flag:
      return true;
    case desk::ArgKind::list:
      return Json::array({word(bytes)});
    case desk::ArgKind::text:
    case desk::ArgKind::file:
      break;
  }
  return word(bytes);
}

std::string written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::ignore);
}

std::string act_body(Bytes& bytes, std::uint64_t n) {
  const auto& acts = desk::all_acts();
  const auto& act = acts[bytes.below(acts.size())];
  Json args = Json::object();
  for (const auto& arg : act.args) {
    if (arg.required || bytes.below(2) == 1) {
      args[std::string(arg.name)] = argument(bytes, arg.kind);
    }
  }
  return written(Json{{"id", fmt::format("019346de-0000-7000-8000-{:012x}", n)},
                      {"act", act.name},
                      {"args", std::move(args)}});
}

std::string in_address(std::string_view text) {
  std::string out;
  for (const char c : text) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

std::string target_of(Bytes& bytes, const serve::Route& route) {
  std::string target;
  for (const auto part : serve::words_of(route.pattern)) {
    target += '/';
    if (!part.starts_with('{')) {
      target += part;
    } else {
      target += in_address(bytes.below(4) == 0 ? bytes.text() : word(bytes));
    }
  }
  if (target.empty()) target = "/";
  char mark = '?';
  for (const auto& param : route.query) {
    if (!param.required && bytes.below(2) == 0) continue;
    target += mark + std::string(param.name) + "=" +
              in_address(bytes.below(3) == 0 ? bytes.text() : word(bytes));
    mark = '&';
  }
  return target;
}

std::string body_of(Bytes& bytes, const serve::Route& route, std::uint64_t n) {
  switch (route.body) {
    case serve::Body::none:
      return {};
    case serve::Body::acts:
      return act_body(bytes, n);
    case serve::Body::fields: {
      Json fields = Json::object();
      for (const auto& field : route.fields) {
        if (field.required || bytes.below(2) == 1) fields[std::string(field.name)] = value(bytes);
      }
      return written(fields);
    }
    case serve::Body::lines:
    case serve::Body::picture:
    case serve::Body::file:
      break;
  }
  return std::string(bytes.text());
}

// Half of what is asked are acts; the other half is any route.
const serve::Route& route_of(Bytes& bytes) {
  const auto& routes = serve::all_routes();
  if (bytes.below(2) == 0) return *serve::match("POST", {"api", "v1", "acts"}).route;
  return routes[bytes.below(routes.size())];
}

std::string_view type_of(serve::Body body) {
  if (body == serve::Body::file) return "application/octet-stream";
  return body == serve::Body::picture ? "image/jpeg" : "application/json";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  fuzz::World world;
  for (std::uint64_t n = 1; n <= 16 && !bytes.empty(); ++n) {
    const auto& route = route_of(bytes);
    // What they begin in the background outlives the input; news never end.
    if (route.name == "compute-outlook" || route.name == "events") continue;
    serve::http::Request request;
    request.method = route.method;
    request.target = target_of(bytes, route);
    request.body = body_of(bytes, route, n);
    const auto office = fuzz::kOffices[bytes.below(std::size(fuzz::kOffices))];
    request.headers = {{"authorization", "Bearer " + world.token_of(fuzz::handle_of(office))},
                       {"content-type", std::string(type_of(route.body))}};
    world.ask(request);
  }
  return 0;
}
