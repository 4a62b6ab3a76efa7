#include <array>
#include <regex>

#include "rules.h"

namespace adem::tidy {

namespace {

struct Banned {
  const char* pattern;
  const char* why;
};

// Written in two halves where the words themselves would be found here.
const std::array kBanned = {
    Banned{"\\b(TO"
           "DO|FIX"
           "ME|X"
           "XX)\\b",
           "unfinished work"},
    Banned{"\\b[Ss]ess"
           "ions?\\b",
           "the project speaks of adem alone"},
    Banned{"\\b[Aa]g"
           "ents?\\b",
           "the project speaks of adem alone"},
    Banned{"/wo"
           "rk/",
           "a path of one machine"},
    Banned{"/ho"
           "me/[a-z]+/",
           "a path of one machine"},
};

const std::array kImpure = {
    Banned{R"(\bstd::c(out|err)\b)", "a library does not print"},
    Banned{R"(\bf?printf\()", "a library does not print"},
    Banned{R"(\bfmt::print\()", "a library does not print"},
    Banned{R"(\bputs\()", "a library does not print"},
    Banned{R"(\b(system|steady|high_resolution)_clock::now\b)", "a library has no clock"},
    Banned{R"(\bgetenv\()", "a library does not read the environment"},
    Banned{R"(\bstd::random_device\b)", "seeds are written down"},
    Banned{R"(\bexit\()", "a library does not end the program"},
};

// Where a library may do what libraries do not, with the reason.
struct Exception {
  std::string_view path;
  std::string_view why;
};
const std::array kMayLookAtTheClock = {
    Exception{"src/ledger/file_log.cpp", "waits a bounded time for another process's lock"},
    Exception{"src/serve/api.cpp", "times its answers"},
    Exception{"src/serve/house.cpp", "makes the clock that the server goes by"},
    Exception{"src/serve/http/server.cpp", "dates its answers"},
    Exception{"src/serve/logins.cpp", "looks at its tables once a second"},
};

template <std::size_t N>
void search(const File& file, std::string_view text, const std::array<Banned, N>& banned,
            Findings& findings) {
  for (const auto& rule : banned) {
    const std::regex pattern(rule.pattern);
    std::size_t number = 0;
    for (const auto line : lines_of(text)) {
      ++number;
      std::match_results<std::string_view::const_iterator> match;
      if (std::regex_search(line.begin(), line.end(), match, pattern)) {
        findings.push_back({file.path, number, "\"" + match[0].str() + "\": " + rule.why});
      }
    }
  }
}

}  // namespace

Findings banned_words(const File& file) {
  Findings findings;
  search(file, file.text, kBanned, findings);
  if (file.path.ends_with(".md")) {
    static const std::array in_docs = {
        Banned{"\\bsha"
               "red/",
               "data that is not part of the project"}};
    search(file, file.text, in_docs, findings);
  }
  return findings;
}

Findings impure_calls(const File& file) {
  const auto module = module_of(file.path);
  if (module.empty() || module == "cli" || is_test(file.path)) return {};
  for (const auto& exception : kMayLookAtTheClock) {
    if (file.path == exception.path) return {};
  }
  Findings findings;
  search(file, code_only(file.text), kImpure, findings);
  return findings;
}

Findings missing_guard(const File& file) {
  if (!file.path.ends_with(".h") || file.text.find("#pragma once\n") != std::string::npos)
    return {};
  return {{file.path, 0, "has no #pragma once"}};
}

}  // namespace adem::tidy
