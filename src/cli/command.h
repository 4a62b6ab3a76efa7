// The command line as a command's file sees it: commands, options, and what is done. What parses is
// behind it (CLI11, in command.cpp alone, because it is slow to compile).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace adem::cli {

class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}
  Option* required();
  Option* excludes(const Option* other);
  Option* excludes(const std::string& name);
  // Given several times, one value each time.
  Option* repeated();
  Option* delimiter(char between);
  Option* not_negative();
  // Whether it was given.
  bool given() const;

 private:
  CLI::Option* option_;
};

class Command {
 public:
  // The program itself.
  Command(const std::string& about, const std::string& name);
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;
  ~Command();

  Command* add_subcommand(const std::string& name, const std::string& about);
  // Null where there is none.
  Command* subcommand(const std::string& name);

  // The variable keeps its value where the option is not given; it must outlive the parsing. The
  // types that there are: see the end of command.cpp.
  template <class T>
  Option* add_option(const std::string& name, T& value, const std::string& help);
  Option* add_flag(const std::string& name, bool& value, const std::string& help);
  // By its name; it must be there.
  const Option* option(const std::string& name) const;
  void set_version_flag(const std::string& name, const std::string& version);

  void require_subcommand(std::size_t least, std::size_t most);
  // Options that it does not know may be its parent's.
  void fallthrough();
  // What is done once everything is parsed, unless it was a subcommand that was asked for.
  void callback(std::function<void()> work);

  // Parses and does it. Nothing where --help or --version was answered, or it was done; else what
  // was wrong with the words. What the work throws comes through.
  struct Misused {
    std::string why;
  };
  // `print`: help and complaints are said here; else asking for help is misuse too.
  std::optional<Misused> run(int argc, char** argv, bool print);

 private:
  struct Impl;
  explicit Command(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace adem::cli
