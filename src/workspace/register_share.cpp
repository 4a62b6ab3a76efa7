#include "workspace/register_share.h"

#include <filesystem>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "ledger/base64.h"
#include "workspace/register_store.h"
#include "workspace/shape_blob.h"

namespace adem::workspace {

namespace fs = std::filesystem;

namespace {

using election::Area;

std::string encode_areas(const std::vector<Area>& areas) {
  Json rows = Json::array();
  for (const Area& area : areas) {
    const auto shape = encode_shape(area.shape);
    const std::string_view bytes(reinterpret_cast<const char*>(shape.data()), shape.size());
    rows.push_back(Json{{"code", area.code},
                        {"scheme", area.scheme},
                        {"name", area.name},
                        {"parent", area.parent},
                        {"shape", ledger::base64(bytes)},
                        {"extra", area.extra}});
  }
  return Json{{"areas", std::move(rows)}}.dump();
}

std::vector<Area> decode_areas(const std::string& bytes) {
  try {
    std::vector<Area> areas;
    const Json list = Json::parse(bytes);
    for (const Json& row : list.at("areas")) {
      const auto shape = ledger::from_base64(row.at("shape").get<std::string>());
      if (!shape) throw Error(ErrorKind::bad_input, "workspace.bad-areas");
      const std::span<const std::uint8_t> blob(reinterpret_cast<const std::uint8_t*>(shape->data()),
                                               shape->size());
      areas.push_back({row.at("code").get<std::string>(), row.at("scheme").get<std::string>(),
                       row.at("name").get<std::string>(), row.at("parent").get<std::string>(),
                       decode_shape(blob), row.at("extra").get<std::string>()});
    }
    return areas;
  } catch (const Json::exception&) {
    throw Error(ErrorKind::bad_input, "workspace.bad-areas");
  }
}

std::string file_of(const Workspace& workspace, std::string_view what, const std::string& hash) {
  const char* ending = what == "stations" ? ".adem" : ".json";
  return workspace.path("layers/" + std::string(what) + "-" + hash + ending);
}

}  // namespace

std::vector<SharedList> share_register(Workspace& workspace) {
  std::vector<SharedList> lists;
  if (const auto known = areas(workspace); !known.empty()) {
    const std::string bytes = encode_areas(known);
    const std::string hash = content_hash(bytes);
    write_file_atomic(file_of(workspace, "areas", hash), bytes);
    lists.push_back({"areas", hash, known.size()});
  }
  if (const auto hash = stations_hash(workspace); !hash.empty()) {
    lists.push_back({"stations", hash, stations(workspace).size()});
  }
  return lists;
}

std::optional<std::string> shared_content(const Workspace& workspace, const std::string& hash) {
  if (!Hash::from_hex(hash)) return std::nullopt;  // no name of a file
  for (const char* what : {"stations", "areas"}) {
    const std::string file = file_of(workspace, what, hash);
    std::error_code error;
    if (fs::exists(file, error)) return read_file(file);
  }
  return std::nullopt;
}

election::ImportReport adopt_list(Workspace& workspace, std::string_view what,
                                  const std::string& bytes) {
  election::ImportReport report;
  if (what == "areas") {
    const auto rows = decode_areas(bytes);
    report.rows = rows.size();
    put_areas(workspace, rows, report);
  } else if (what == "stations") {
    auto table = election::StationTable::decode(bytes);
    report.rows = table.size();
    put_stations(workspace, std::move(table), report);
  } else {
    throw Error(ErrorKind::unsupported, "workspace.unknown-list", {{"what", std::string(what)}});
  }
  return report;
}

}  // namespace adem::workspace
