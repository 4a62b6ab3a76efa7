#include "workspace/workspace.h"

#include <filesystem>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/toml.h"
#include "workspace/schema.h"

namespace adem::workspace {

namespace fs = std::filesystem;

namespace {

constexpr int kFormat = 1;

// TOML basic string.
std::string quoted(const std::string& text) { return Json(text).dump(); }

template <typename T>
T setting(const Json& json, const char* key, T otherwise, const std::string& where) {
  const auto it = json.find(key);
  if (it == json.end()) return otherwise;
  try {
    return it->get<T>();
  } catch (const Json::exception&) {
    throw Error(ErrorKind::bad_input, "workspace.bad-setting", {{"key", std::string(key)}}, where);
  }
}

Settings read_settings(const std::string& path) {
  const Json json = parse_toml(read_file(path), path);
  const int format = setting(json, "format", 0, path);
  if (format > kFormat) throw Error(ErrorKind::conflict, "workspace.newer", {}, path);
  Settings s;
  s.election = setting<std::string>(json, "election", "", path);
  s.zone = setting<std::string>(json, "zone", "", path);
  s.name = setting<std::string>(json, "name", "", path);
  s.scheme = setting<std::string>(json, "scheme", s.scheme, path);
  s.letterhead = setting<std::string>(json, "letterhead", "", path);
  s.exercise = setting(json, "exercise", false, path);
  s.store = setting<std::string>(json, "store", "", path);
  return s;
}

}  // namespace

std::string settings_text(const Settings& s) {
  return fmt::format(
      "# adem workspace. Rule book, zone and what is printed at the head of papers.\n"
      "format = {}\nelection = {}\nzone = {}\nname = {}\nscheme = {}\n"
      "letterhead = {}\nexercise = {}\n"
      "# Where the ledger is: empty for adem.db here, or postgresql://…\nstore = {}\n",
      kFormat, quoted(s.election), quoted(s.zone), quoted(s.name), quoted(s.scheme),
      quoted(s.letterhead), s.exercise, quoted(s.store));
}

Workspace::Workspace(std::string directory, Settings settings)
    : directory_(std::move(directory)),
      settings_(std::move(settings)),
      zone_(settings_.zone),
      rules_(election::rule_book(settings_.election)) {}

Workspace Workspace::create(const std::string& directory, const Settings& settings) {
  Workspace workspace(directory, settings);
  std::error_code error;
  if (fs::exists(workspace.path("adem.toml"), error)) {
    throw Error(ErrorKind::conflict, "workspace.exists", {{"directory", directory}}, directory);
  }
  fs::create_directories(workspace.path("layers"), error);
  if (!error) fs::create_directories(workspace.path("runs"), error);
  if (error) {
    throw Error(ErrorKind::io, "base.cannot-write", {{"path", directory}, {"why", error.message()}},
                directory);
  }
  workspace.database_ = db::open(workspace.path("adem.db"));
  workspace.database_->migrate(db::kFirstList, migrations());
  // Last, so that a directory with adem.toml is a whole workspace.
  write_file_atomic(workspace.path("adem.toml"), settings_text(settings));
  return workspace;
}

Workspace Workspace::open(const std::string& directory) {
  const std::string toml = directory + "/adem.toml";
  std::error_code error;
  if (!fs::exists(toml, error)) {
    throw Error(ErrorKind::not_found, "workspace.not-one", {{"directory", directory}}, directory);
  }
  Workspace workspace(directory, read_settings(toml));
  workspace.database_ = db::open(workspace.path("adem.db"));
  workspace.database_->migrate(db::kFirstList, migrations());
  return workspace;
}

election::Window Workspace::window() const {
  const auto midnight = parse_date(rules_.vote_date, zone_);
  if (!midnight) {
    throw Error(ErrorKind::bad_input, "workspace.no-vote-date", {{"election", rules_.election}});
  }
  return election::station_window(*midnight);
}

}  // namespace adem::workspace
