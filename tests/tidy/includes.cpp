#include <algorithm>
#include <array>
#include <regex>

#include "rules.h"

namespace adem::tidy {

namespace {

struct Include {
  std::size_t line = 0;
  std::string path;
  bool angled = false;
};

std::vector<Include> includes_of(std::string_view text) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> found;
  std::size_t number = 0;
  for (const auto line : lines_of(text)) {
    ++number;
    std::match_results<std::string_view::const_iterator> match;
    if (std::regex_search(line.begin(), line.end(), match, pattern)) {
      found.push_back({number, match[2].str(), match[1].str() == "<"});
    }
  }
  return found;
}

// Each third-party library is included from one module: it can be replaced there alone. An
// exception is a line of its own, with its reason.
struct Foreign {
  std::string_view prefix;
  std::string_view module;  // "test": only tests, fuzzers and benchmarks
  std::string_view why;
};
constexpr std::array kForeign = {
    Foreign{"fmt/", "base", "base/format.h is the door"},
    Foreign{"nlohmann/", "base", "base/json.h is the door"},
    Foreign{"date/", "base", "zones and calendars"},
    Foreign{"sodium", "base", "BLAKE2b"},
    Foreign{"toml++/", "base", "rule books and adem.toml"},
    Foreign{"gdal", "geo", "rasters"},
    Foreign{"ogr", "geo", "vector files and spreadsheets"},
    Foreign{"cpl_", "geo", "GDAL's portability layer"},
    Foreign{"csv.h", "geo", "libcsv"},
    Foreign{"sqlite3", "db", "the embedded database"},
    Foreign{"libpq-fe", "db", "the database server's client"},
    Foreign{"unicode/", "words", "ICU MessageFormat"},
    Foreign{"kainjow/", "brief", "templates of the papers"},
    Foreign{"CLI/", "cli", "the command line"},
    Foreign{"osmium/", "roads", "OpenStreetMap files"},
    Foreign{"protozero/", "tiles", "vector tiles"},
    Foreign{"png.h", "tiles", "pictures of water"},
    Foreign{"boost/", "serve", "HTTP: Asio and Beast"},
    Foreign{"archive", "workspace", "backups as tar"},
    Foreign{"openssl/", "serve", "TLS and its certificates"},
    Foreign{"curl/", "serve", "asking another server"},
    Foreign{"qrencode", "serve", "addresses for phones"},
    Foreign{"immintrin.h", "water", "the flood kernel's vectors"},
    Foreign{"xmmintrin.h", "water", "how a kernel treats the smallest numbers"},
    Foreign{"gtest/", "test", "GoogleTest"},
    Foreign{"gmock/", "test", "GoogleMock"},
    Foreign{"rapidcheck", "test", "properties"},
};

// One file that may reach into another module's library, and why.
struct Exception {
  std::string_view path;
  std::string_view prefix;
  std::string_view why;
};
constexpr std::array kExceptions = {
    Exception{"bench/outlook/main.cpp", "gdal", "times GDAL's own reading as the peer"},
    Exception{"bench/roads/generate.cpp", "osmium/",
              "writes the map that the import is timed with"},
    Exception{"tests/stores/faulty_disk.cpp", "sqlite3", "stands under SQLite, to make it fail"},
};

bool is_excepted(std::string_view path, std::string_view include) {
  return std::any_of(kExceptions.begin(), kExceptions.end(), [&](const Exception& each) {
    return each.path == path && include.starts_with(each.prefix);
  });
}

// The C library and POSIX belong to nobody.
bool is_system(std::string_view path) {
  static constexpr std::array posix = {"unistd.h", "fcntl.h",  "poll.h",  "signal.h",  "dirent.h",
                                       "spawn.h",  "stdlib.h", "stdio.h", "sched.h",   "time.h",
                                       "grp.h",    "pwd.h",    "netdb.h", "termios.h", "ifaddrs.h"};
  for (const std::string_view folder : {"sys/", "netinet/", "arpa/"}) {
    if (path.starts_with(folder)) return true;
  }
  if (std::find(posix.begin(), posix.end(), path) != posix.end()) return true;
  return path.find('.') == std::string_view::npos && path.find('/') == std::string_view::npos;
}

}  // namespace

Reach reach_of(std::string_view cmake) {
  static const std::regex module(R"(adem_module\(\s*(\w+)([^)]*)\))");
  static const std::regex needs(R"(NEEDS\s+((?:[a-z_]+\s*)+))");
  static const std::regex word(R"([a-z_]+)");
  const std::string text(cmake);
  Reach reach;
  for (std::sregex_iterator it(text.begin(), text.end(), module), end; it != end; ++it) {
    auto& of = reach[(*it)[1].str()];
    of.insert((*it)[1].str());
    const std::string rest = (*it)[2].str();
    std::smatch found;
    if (!std::regex_search(rest, found, needs)) continue;
    const std::string names = found[1].str();
    for (std::sregex_iterator name(names.begin(), names.end(), word); name != end; ++name) {
      of.insert(name->str());
    }
  }
  for (bool grew = true; grew;) {
    grew = false;
    for (auto& [name, of] : reach) {
      const auto before = of.size();
      for (const auto& direct : std::set<std::string>(of)) {
        if (const auto it = reach.find(direct); it != reach.end() && &it->second != &of) {
          of.insert(it->second.begin(), it->second.end());
        }
      }
      grew = grew || of.size() != before;
    }
  }
  return reach;
}

Findings backward_includes(const File& file, const Reach& reach) {
  const auto own = module_of(file.path);
  const auto allowed = reach.find(own);
  if (allowed == reach.end()) return {};
  Findings findings;
  for (const auto& include : includes_of(file.text)) {
    if (include.angled) continue;
    const auto target = include.path.substr(0, include.path.find('/'));
    if (reach.contains(target) && !allowed->second.contains(target)) {
      findings.push_back({file.path, include.line, own + " does not stand on " + target});
    }
  }
  return findings;
}

Findings foreign_includes(const File& file) {
  Findings findings;
  const auto own = module_of(file.path);
  for (const auto& include : includes_of(file.text)) {
    if (!include.angled || is_system(include.path)) continue;
    if (is_excepted(file.path, include.path)) continue;
    const auto rule = std::find_if(kForeign.begin(), kForeign.end(), [&](const Foreign& foreign) {
      return include.path.starts_with(foreign.prefix);
    });
    if (rule == kForeign.end()) {
      findings.push_back({file.path, include.line,
                          "<" + include.path + "> is not listed in tests/tidy/includes.cpp"});
    } else if (rule->module == "test" ? !is_test(file.path) : own != rule->module) {
      findings.push_back({file.path, include.line,
                          "<" + include.path + "> belongs to " + std::string(rule->module)});
    }
  }
  return findings;
}

Findings own_header_later(const File& file, const std::set<std::string>& headers) {
  if (!file.path.starts_with("src/") || !file.path.ends_with(".cpp")) return {};
  const auto own = file.path.substr(0, file.path.size() - 4) + ".h";
  if (!headers.contains(own)) return {};
  const auto includes = includes_of(file.text);
  if (!includes.empty() && includes.front().path == own.substr(4)) return {};
  return {
      {file.path, includes.empty() ? 0 : includes.front().line, "includes its own header late"}};
}

Findings unused_headers(const std::vector<File>& files) {
  std::set<std::string> included;
  for (const auto& file : files) {
    for (const auto& include : includes_of(file.text)) included.insert(include.path);
  }
  Findings findings;
  for (const auto& file : files) {
    if (!file.path.starts_with("src/") || !file.path.ends_with(".h")) continue;
    if (!included.contains(file.path.substr(4))) {
      findings.push_back({file.path, 0, "nothing includes this header"});
    }
  }
  return findings;
}

Findings unbuilt_folders(const std::vector<File>& files, const Reach& reach) {
  std::set<std::string> seen;
  Findings findings;
  for (const auto& file : files) {
    const auto module = module_of(file.path);
    if (module.empty() || reach.contains(module) || !file.path.ends_with(".cpp")) continue;
    if (seen.insert(module).second) {
      findings.push_back({"src/" + module, 0, "is not named in src/CMakeLists.txt"});
    }
  }
  return findings;
}

}  // namespace adem::tidy
