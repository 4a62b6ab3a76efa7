// Lists, roads and hazards brought in over the wire, as `adem import` brings them in from a file:
// first as a preview that shows what was understood and keeps nothing. What a file is called is
// never a path; what it is follows from its content.
#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "brief/import_words.h"
#include "desk/accounts.h"
#include "desk/text.h"
#include "geo/content.h"
#include "geo/table.h"
#include "roads/network/read.h"
#include "serve/route.h"
#include "workspace/hazard_store.h"
#include "workspace/list_import.h"
#include "workspace/road_store.h"

namespace adem::serve {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostUnpacked = 512U << 20;
constexpr std::size_t kShown = 20;  // records of a preview

// The bytes as a file, in a directory of the workspace that goes with it. One at a time: what an
// earlier server could not take away goes too.
class Incoming {
 public:
  Incoming(const workspace::Workspace& workspace, std::string_view bytes)
      : directory_(workspace.path("incoming")) {
    const std::string as_it_came = directory_.path + "/list";
    write_file_atomic(as_it_came, bytes);
    extension_ = geo::content_extension(as_it_came, kMostUnpacked);
    file_ = as_it_came + "." + extension_;
    fs::rename(as_it_came, file_);
  }

  const std::string& file() const { return file_; }
  // Error geo.unknown-content where what is asked for is not brought in from such a file.
  void must_be(std::initializer_list<std::string_view> known) const {
    if (std::ranges::find(known, extension_) != known.end()) return;
    throw Error(ErrorKind::unsupported, "geo.unknown-content");
  }

 private:
  struct Directory {
    explicit Directory(std::string where) : path(std::move(where)) {
      std::error_code error;
      fs::remove_all(path, error);
      fs::create_directories(path, error);
      if (!error) return;
      throw Error(ErrorKind::io, "base.cannot-write", {{"path", path}, {"why", error.message()}});
    }
    ~Directory() {
      std::error_code ignored;
      fs::remove_all(path, ignored);
    }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    const std::string path;
  } directory_;
  std::string file_, extension_;
};

// What the file is called, for people: its last part alone.
std::string name_of_file(const Call& call) {
  std::string name = call.text("name");
  if (const auto slash = name.find_last_of("/\\"); slash != std::string::npos) {
    name.erase(0, slash + 1);
  }
  return desk::public_words(name, "name", false);
}

// {"key": "Kunci TPS", …} in the query.
std::map<std::string, std::string> columns_of(const Call& call) {
  const auto text = call.text("columns");
  if (text.empty()) return {};
  std::map<std::string, std::string> columns;
  const auto json = read_json(text);
  if (!json || !json->is_object()) throw Problem{400, "serve.bad-columns"};
  for (const auto& [field, column] : json->items()) {
    if (!column.is_string()) throw Problem{400, "serve.bad-columns"};
    columns[field] = column.get<std::string>();
  }
  return columns;
}

std::set<election::Flag> accepted_of(const Call& call) {
  std::set<election::Flag> accepted;
  for (const auto& name : desk::split_list(call.text("accept"))) {
    if (name == "mis-scaled") {
      accepted.insert(election::Flag::mis_scaled);
    } else if (name == "swapped") {
      accepted.insert(election::Flag::swapped);
    } else {
      throw Problem{400, "serve.bad-accept"};
    }
  }
  return accepted;
}

// The report with its sentences: what was done in one, and each kind of doubt in one.
Json said(const election::ImportReport& report, const std::string& list,
          const words::Speech& speech) {
  Json json = brief::report_json(report, speech);
  json["text"] = speech.say(report.dry_run ? "import.would" : "import.did",
                            {{"rows", words::count(report.rows)},
                             {"what", speech.say("import.kind." + list)},
                             {"added", words::count(report.added)},
                             {"changed", words::count(report.changed)},
                             {"unchanged", words::count(report.unchanged)},
                             {"refused", words::count(report.refused.size())}});
  json["flags"] = Json::array();
  for (std::size_t i = 0; i < election::kFlagNames.size(); ++i) {
    if (report.flagged[i] == 0) continue;
    const std::string flag(election::kFlagNames[i]);
    json["flags"].push_back(
        {{"flag", flag}, {"count", report.flagged[i]}, {"text", speech.say("flag." + flag)}});
  }
  return json;
}

Json import_list(Call& call, workspace::Workspace& workspace, const Incoming& incoming) {
  const std::string& list = call.words[0];
  if (list == "homes") {
    incoming.must_be({"csv", "xlsx", "ods", "geojson", "gpkg", "kml", "tif", "asc"});
  } else {
    incoming.must_be({"csv", "xlsx", "ods", "geojson", "gpkg", "kml"});
  }
  workspace::ListAsked asked{.list = list,
                             .file = incoming.file(),
                             .options = {},
                             .set = call.text("set"),
                             .source = desk::public_words(call.text("source"), "source", false),
                             .replace = call.flag("replace"),
                             .dry_run = call.flag("preview"),
                             .shown = call.flag("preview") ? kShown : 0};
  if (asked.source.empty()) asked.source = name_of_file(call);
  asked.options.columns = columns_of(call);
  asked.options.accept = accepted_of(call);
  asked.options.table.crs = call.text("crs");
  asked.options.table.layer = call.text("layer");
  asked.options.scheme = call.text("scheme");
  const auto import = workspace::import_list(workspace, asked);
  Json json = said(import.report, list, call.speech);
  json["records"] = import.records;
  return json;
}

Json import_roads(Call& call, workspace::Workspace& workspace, const Incoming& incoming) {
  incoming.must_be({"pbf", "osm", "geojson", "gpkg", "kml"});
  const roads::LineOptions lines{
      .crs = call.text("crs"), .layer = call.text("layer"), .source = name_of_file(call)};
  const auto network = roads::read_roads(incoming.file(), lines, workspace.settings().exercise);
  Json json = brief::network_json(network, call.speech);
  if (call.flag("preview")) return json;
  const auto put = workspace::put_roads(workspace, network);
  json["hash"] = put.hash;
  json["unchanged"] = put.unchanged;
  return json;
}

Json import_hazard(Call& call, workspace::Workspace& workspace, const Incoming& incoming) {
  incoming.must_be({"tif", "asc", "geojson", "gpkg", "kml"});
  if (call.flag("preview")) throw Problem{422, "serve.no-preview"};
  election::HazardLayer layer;
  layer.name = call.text("as");
  layer.source = name_of_file(call);
  layer.crs = call.text("crs");
  layer.imported_at = call.around.now;
  if (const auto kind = call.text("kind"); !kind.empty()) {
    const auto known = election::hazard_kind(kind);
    if (!known) throw Problem{400, "serve.bad-kind"};
    layer.kind = *known;
  }
  const auto hour = [&](const char* name) -> std::optional<Instant> {
    const auto text = call.text(name);
    if (text.empty()) return std::nullopt;
    const auto at = parse_instant(text, workspace.zone());
    if (!at) throw Error(ErrorKind::bad_input, "desk.bad-moment", {{"text", text}});
    return at;
  };
  layer.from = hour("from");
  layer.to = hour("to");
  const auto put = workspace::put_hazard(workspace, layer, incoming.file(), call.text("layer"));
  Json json = to_json(put);
  for (std::size_t i = 0; i < put.notes.size(); ++i) {
    json["notes"][i]["text"] = call.speech.say(put.notes[i]);
  }
  return json;
}

// The list could not be read because nobody knows which column is what.
bool lacks_column(const Error& error) {
  static constexpr std::string_view kOfColumns[] = {"intake.no-field", "told.no-station-column",
                                                    "told.no-question", "told.no-indicator"};
  return std::ranges::find(kOfColumns, error.message().code) != std::end(kOfColumns);
}

// A preview that comes to nothing for that names the columns there are, so that they can be pointed
// to.
Json preview_list(Call& call, workspace::Workspace& workspace, const Incoming& incoming) {
  try {
    return import_list(call, workspace, incoming);
  } catch (const Error& error) {
    if (!call.flag("preview") || !lacks_column(error)) throw;
    Json json{{"error", error_json(error.message(), call.speech)}, {"columns", Json::array()}};
    geo::TableOptions options;
    options.layer = call.text("layer");
    options.geometry = false;
    const auto table = geo::open_table(incoming.file(), options);
    for (const auto& column : table->columns()) {
      json["columns"].push_back({{"column", column}, {"field", ""}});
    }
    return json;
  }
}

http::Response import(Call& call) {
  const std::string& what = call.words[0];
  const bool list = std::ranges::find(workspace::kLists, what) != workspace::kLists.end();
  if (!list && what != "roads" && what != "hazard") throw Problem{404, "serve.no-route"};
  desk::require_keeps(call.seat());
  if (call.request.body.empty()) throw Problem{400, "serve.no-file"};
  const auto turn = call.house.turn_to_import();
  auto workspace = call.house.own_connection();
  const Incoming incoming(workspace, call.request.body);
  Json json = list              ? preview_list(call, workspace, incoming)
              : what == "roads" ? import_roads(call, workspace, incoming)
                                : import_hazard(call, workspace, incoming);
  json["list"] = what;
  json["name"] = name_of_file(call);
  json["preview"] = call.flag("preview");
  json["exercise"] = call.around.exercise;
  if (!call.flag("preview")) call.house.brought_in(what);
  return json_response(200, json);
}

constexpr Param kImport[] = {{"name"},   {"preview", Value::flag},
                             {"crs"},    {"layer"},
                             {"scheme"}, {"columns"},
                             {"accept"}, {"set"},
                             {"source"}, {"replace", Value::flag},
                             {"as"},     {"kind"},
                             {"from"},   {"to"}};

}  // namespace

std::span<const Route> import_routes() {
  static const Route routes[] = {
      {.method = "POST",
       .pattern = "/api/v1/import/{list}",
       .name = "import",
       .run = import,
       .query = kImport,
       .body = Body::file},
  };
  return routes;
}

}  // namespace adem::serve
