// Bundles: what travels by file or stick between keepers. JSON lines, each canonical:
//
//   {"adem":"bundle","from":node,"root":node,"version":1}
//   {"key":hex,"node":id}                                  one for each node that signed
//   {"body":{…}|null,"event":{…}}                          in fold order
//   {"base64":…,"content":hash,"of":n,"part":i}            parts 1 … n of what events refer to
//   {"end":{"events":n,"hash":h}}                          h over all lines before
//
// Every event proves itself, so a bundle that was cut, shuffled or sent twice gives what is whole
// in it; the end only tells whether all of it came.
#pragma once

#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/line.h"

namespace adem::ledger {

// A line may be this long: the largest body, its header and seal; a part of content.
inline constexpr std::size_t kMaxLine = 2U << 20;
inline constexpr std::size_t kContentPart = 1U << 20;  // bytes of content in a line

// Lines of a stream in bounded memory: of a line that is too long the first kMaxLine + 1 bytes are
// given, the rest is skipped unread. A last line without its end is given as it is.
std::function<bool(std::string&)> lines_of(std::istream& in);

struct ContentPart {
  std::string hash;
  std::int64_t part = 0, parts = 0;
  std::string bytes;
  std::uint64_t line = 0;  // where it stood
};

// Lines of a bundle that were checked together.
struct Checked {
  std::vector<Line> events;
  std::vector<ContentPart> contents;
  std::unordered_map<Id, PublicKey, IdHash> keys;  // of the nodes of these events
  std::vector<Message> refused;
  std::uint64_t read = 0;  // event lines, good or not
  bool ended = false;      // the end came, and it counts what came before it
};

// Checks forms, hashes and seals. Reads one bundle from its first line; one thread at a time.
class Checker {
 public:
  explicit Checker(std::unordered_map<Id, PublicKey, IdHash> known) : keys_(std::move(known)) {}
  // Error ledger.not-a-bundle, ledger.newer-bundle for a first line that is not a bundle's.
  void first(const std::string& line);
  Checked check(std::vector<std::string> lines);

 private:
  void one(const std::string& line, Checked& checked);
  void event(const std::string& line, Checked& checked);
  void other(const std::string& line, Checked& checked);
  void refuse(Checked& checked, const char* code, Args args = {}) const;
  bool sealed(const Event& event, const PublicKey& key);

  std::unordered_map<Id, PublicKey, IdHash> keys_;
  std::unordered_set<std::string> roots_;  // node and root whose signature was verified
  std::uint64_t line_ = 0;
  std::uint64_t events_ = 0;
  Hash running_;
  bool ended_ = false;
};

// The running hash over lines.
Hash and_line(const Hash& running, std::string_view line);

}  // namespace adem::ledger
