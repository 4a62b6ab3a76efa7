// What every command is given: the workspace, the language, the clock and where to print.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/json.h"
#include "base/progress.h"
#include "cli/command.h"
#include "words/speech.h"
#include "workspace/workspace.h"

namespace adem::cli {

using words::count;

class Context {
 public:
  // Output goes to standard output, or is kept in `kept` where one is given.
  explicit Context(std::string language, std::string* kept = nullptr);

  std::string directory = ".";  // -C
  std::string now_text;         // --now
  std::string as;               // --as
  bool json = false;            // --json
  bool quiet = false;           // --quiet

  // Opens the workspace at -C once.
  workspace::Workspace& workspace();
  // In the workspace's zone once it is open, else Asia/Jakarta.
  const words::Speech& speech();
  // --now, or the clock. Error cli.bad-now.
  Instant now();

  void line(const std::string& text) const;  // one line to standard output
  void print(const Json& json) const;        // pretty JSON to standard output
  void write(std::string_view text) const;   // as it is, for what is too long for one string
  // A progress bar with time left on a terminal; silent elsewhere.
  Progress progress(const std::string& what);
  // Description of a command or option from the catalogue: help.<code>.
  std::string help(std::string_view code) const;

 private:
  std::string language_;
  std::string* kept_;
  std::optional<workspace::Workspace> workspace_;
  std::optional<words::Speech> speech_;
  words::Speech plain_;
};

}  // namespace adem::cli
