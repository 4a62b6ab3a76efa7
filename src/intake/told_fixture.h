// The small register that the tests of told files read against, and files to read.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include "base/format.h"
#include "election/register.h"

namespace adem::intake::testing {

struct ToldRegister {
  election::StationTable stations;
  std::vector<election::Area> areas;
};

inline ToldRegister told_register() {
  ToldRegister out;
  const auto area = [&out](const char* code, const char* name, const char* parent) {
    out.areas.push_back({code, "kemendagri", name, parent, {}, "{}"});
  };
  area("99.01.01", "Contoh", "");
  area("99.01.01.1001", "Contoh Hilir", "99.01.01");
  area("99.01.01.1002", "Contoh Hulu", "99.01.01");
  const auto station = [&out](const std::string& key, const std::string& number,
                              const std::string& village, const std::string& address) {
    election::Station s;
    s.id = make_id({"pilkada-2024", "kpu", key});
    s[election::StationText::key] = key;
    s[election::StationText::number] = number;
    s[election::StationText::name] = "TPS " + number;
    s[election::StationText::area] = village;
    s[election::StationText::address] = address;
    out.stations.add(s);
  };
  station("9901011001001", "001", "99.01.01.1001", "SD 1");
  station("9901011001002", "002", "99.01.01.1001", "Balai, \"Hilir\"");
  station("9901011002001", "001", "99.01.01.1002", "");
  return out;
}

// A directory that is removed with the object.
class Scratch {
 public:
  Scratch() {
    static int count = 0;
    directory_ = std::filesystem::temp_directory_path() /
                 fmt::format("adem-told-{}-{}", ::getpid(), ++count);
    std::filesystem::create_directories(directory_);
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string path(const std::string& name) const { return (directory_ / name).string(); }
  std::string write(const std::string& name, const std::string& content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
  }

 private:
  std::filesystem::path directory_;
};

}  // namespace adem::intake::testing
