// Every route as data: what it is called with, who may call it at all, and what answers it. One
// table serves the answers, the document at /api/v1/openapi.json, and the tests that hold one
// against the other. What an office may see or do is not said here: the desk judges it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "serve/house.h"
#include "serve/problem.h"

namespace adem::serve {

enum class Need : std::uint8_t {
  nothing,  // published, or about the server itself
  login,    // an account that is logged in
  node,     // an enrolled node that signed the request (node_proof.h)
};
std::string_view name_of(Need need);

// number: whole, not below nought; list: texts, in bodies only
enum class Value : std::uint8_t { text, number, flag, list };

struct Param {
  std::string_view name;
  Value value = Value::text;
  bool required = false;
};

enum class Body : std::uint8_t {
  none,
  fields,   // a JSON object of Route::fields
  acts,     // one act, or {"acts": [act …]}
  lines,    // JSON lines of a bundle
  picture,  // JPEG, PNG or WebP
  file,     // the bytes of a file
};

struct Call;

struct Route {
  std::string_view method, pattern;  // "/api/v1/stations/{station}"
  std::string_view name;             // its sentence is api.<name>
  Need need = Need::login;
  http::Response (*run)(Call& call) = nullptr;
  std::span<const Param> query = {};
  Body body = Body::none;
  std::span<const Param> fields = {};
  std::string_view type = "application/json";  // of what is answered
  std::vector<int> good = {200};               // statuses of answers that are no refusal
  std::int64_t cost = 1;                       // of a login's or an address's rate (rates.h)
  bool plain = false;                          // answered over plain HTTP also where there is TLS
};

// A call that fits its route: parameters checked, who calls known where the route needs it.
struct Call {
  House& house;
  const Route& route;
  const http::Request& request;
  const words::Speech& speech;
  std::shared_ptr<const Register> lists;
  desk::Surroundings around;                            // at this moment
  std::vector<std::string> words = {};                  // what stands for {…}, in order
  std::map<std::string, Json, std::less<>> given = {};  // query
  Json body = nullptr;                                  // fields, or acts
  Login login = {};
  std::string token = {};

  // As appointed today. Errors: those of desk::actor_of.
  desk::Actor actor() const { return desk::actor_of(house.ledger(), around, login.handle); }
  // That actor at the desk, to ask it who may.
  desk::Seat seat() const;
  std::string text(std::string_view name) const;
  std::int64_t number(std::string_view name, std::int64_t otherwise) const;
  bool flag(std::string_view name) const;
};

// All routes; those of one pattern side by side.
const std::vector<Route>& all_routes();

std::span<const Route> act_routes();
std::span<const Route> desk_routes();
std::span<const Route> hazard_routes();
std::span<const Route> import_routes();
std::span<const Route> ledger_routes();
std::span<const Route> login_routes();
std::span<const Route> map_routes();
std::span<const Route> open_routes();
std::span<const Route> paper_routes();
std::span<const Route> photo_routes();
std::span<const Route> question_routes();
std::span<const Route> room_routes();
std::span<const Route> station_routes();
std::span<const Route> table_routes();
std::span<const Route> trust_routes();
std::span<const Route> why_routes();

// The statuses that a route may answer with.
std::vector<int> statuses_of(const Route& route);
// The words of "/a/{b}/c": "a", "{b}", "c".
std::vector<std::string_view> words_of(std::string_view pattern);

// Whether it is a UUIDv7, which names an act of a device.
bool is_act_id(std::string_view text);

// Largest body of a route.
inline constexpr std::size_t kBodyLimit = 1U << 20, kBatchLimit = 8U << 20, kFileLimit = 64U << 20;
std::size_t body_limit_of(const Route& route);

// Bytes that are the same until `tag` changes: 304 where the other side has them.
http::Response tagged(const Call& call, const std::string& tag, std::string_view type,
                      std::string_view cache, std::string body);

// Lists that are asked for in pages: at most 1,000 at a time, 100 where nothing is said.
struct Page {
  std::size_t offset = 0, limit = 100;
};
Page page_of(const Call& call);
inline constexpr Param kOffset{"offset", Value::number}, kLimit{"limit", Value::number};

}  // namespace adem::serve
