#include "cli/command.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace adem::cli {

Option* Option::required() {
  option_->required();
  return this;
}

Option* Option::excludes(const Option* other) {
  option_->excludes(other->option_);
  return this;
}

Option* Option::excludes(const std::string& name) {
  option_->excludes(name);
  return this;
}

Option* Option::repeated() {
  option_->expected(1)->take_all()->allow_extra_args(false);
  return this;
}

Option* Option::delimiter(char between) {
  option_->delimiter(between);
  return this;
}

Option* Option::not_negative() {
  option_->check(CLI::NonNegativeNumber);
  return this;
}

bool Option::given() const { return option_->count() > 0; }

struct Command::Impl {
  std::unique_ptr<CLI::App> own;  // of the program
  CLI::App* app = nullptr;
  std::map<std::string, std::unique_ptr<Command>> commands;
  std::deque<Option> options;  // where they are they stay
  std::map<CLI::Option*, const Option*> option_of;

  Option* keep(CLI::Option* made) {
    options.emplace_back(made);
    option_of[made] = &options.back();
    return &options.back();
  }
};

Command::Command(const std::string& about, const std::string& name)
    : impl_(std::make_unique<Impl>()) {
  impl_->own = std::make_unique<CLI::App>(about, name);
  impl_->app = impl_->own.get();
}

Command::Command(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Command::~Command() = default;

Command* Command::add_subcommand(const std::string& name, const std::string& about) {
  auto impl = std::make_unique<Impl>();
  impl->app = impl_->app->add_subcommand(name, about);
  auto& kept = impl_->commands[name];
  kept.reset(new Command(std::move(impl)));
  return kept.get();
}

Command* Command::subcommand(const std::string& name) {
  const auto found = impl_->commands.find(name);
  return found == impl_->commands.end() ? nullptr : found->second.get();
}

template <class T>
Option* Command::add_option(const std::string& name, T& value, const std::string& help) {
  return impl_->keep(impl_->app->add_option(name, value, help));
}

Option* Command::add_flag(const std::string& name, bool& value, const std::string& help) {
  return impl_->keep(impl_->app->add_flag(name, value, help));
}

const Option* Command::option(const std::string& name) const {
  return impl_->option_of.at(impl_->app->get_option(name));
}

void Command::set_version_flag(const std::string& name, const std::string& version) {
  impl_->app->set_version_flag(name, version);
}

void Command::require_subcommand(std::size_t least, std::size_t most) {
  impl_->app->require_subcommand(least, most);
}

void Command::fallthrough() { impl_->app->fallthrough(); }

void Command::callback(std::function<void()> work) {
  auto* app = impl_->app;
  app->callback([app, work = std::move(work)] {
    if (app->get_subcommands().empty()) work();
  });
}

std::optional<Command::Misused> Command::run(int argc, char** argv, bool print) {
  try {
    impl_->app->parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    // CLI11 throws --help and --version too, and answers 0 for them.
    const int said = print ? impl_->app->exit(error) : error.get_exit_code();
    if (print && said == 0) return std::nullopt;
    return Misused{error.what()};
  }
}

template Option* Command::add_option(const std::string&, std::string&, const std::string&);
template Option* Command::add_option(const std::string&, std::vector<std::string>&,
                                     const std::string&);
template Option* Command::add_option(const std::string&, int&, const std::string&);
template Option* Command::add_option(const std::string&, std::int64_t&, const std::string&);
template Option* Command::add_option(const std::string&, unsigned&, const std::string&);
template Option* Command::add_option(const std::string&, std::uint64_t&, const std::string&);
template Option* Command::add_option(const std::string&, double&, const std::string&);

}  // namespace adem::cli
