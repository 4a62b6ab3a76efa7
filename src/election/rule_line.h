// One line of a rule book while it is read: a TOML table that knows what it is called, takes its
// keys one by one and complains about whatever is missing, malformed or left over. Used by
// rules_parse.cpp only.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "election/rules.h"

namespace adem::election {

class RuleLine {
 public:
  // `line` names it in errors ("duty supplies"); `file` is the error's where.
  RuleLine(const Json& table, std::string line, std::string file);

  // Required text, not blank.
  std::string text(const char* key);
  // Required number within the given bounds (inclusive).
  double number(const char* key, double low, double high);
  std::optional<double> optional_number(const char* key, double low, double high);
  int whole(const char* key, int low, int high);
  bool flag(const char* key);        // false where absent
  std::string day(const char* key);  // required full ISO date
  int clock(const char* key);        // "05:00", "H-1 05:00", "H+1 05:00" in minutes
  std::optional<int> optional_clock(const char* key);
  std::vector<std::string> texts(const char* key);           // required, at least one
  std::vector<std::string> optional_texts(const char* key);  // absent or empty: none
  const Json& table(const char* key);                        // required table
  Provenance provenance();                                   // source, date, mark: all required
  // Error where a key was not asked for: a misspelt key would otherwise be lost in silence.
  void finish() const;

  [[noreturn]] void fail(const std::string& key, const std::string& value,
                         const std::string& problem) const;

 private:
  const Json* find(const char* key);
  const Json& required(const char* key);
  const Json& table_;
  std::string line_, file_;
  std::set<std::string> taken_;
};

}  // namespace adem::election
