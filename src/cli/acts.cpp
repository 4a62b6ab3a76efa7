// Every act of the desk as a command: "station.report" is adem station report. And adem do: a batch
// of acts as JSON lines.
#include <fstream>
#include <iostream>
#include <map>
#include <memory>

#include "base/error.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/meeting.h"
#include "cli/room.h"
#include "desk/act.h"
#include "desk/desk_fold.h"

namespace adem::cli {

namespace {

// What the command line gave, by argument.
struct Given {
  std::map<std::string, std::string> texts;
  std::map<std::string, std::vector<std::string>> lists;
  std::map<std::string, std::int64_t> numbers;
  std::map<std::string, bool> flags;
};

Json values_of(const desk::Act& act, const Given& given, const Command& command) {
  Json values = Json::object();
  for (const auto& arg : act.args) {
    const std::string name(arg.name);
    const std::string option = arg.positional ? name : "--" + name;
    if (!command.option(option)->given()) continue;
    switch (arg.kind) {
      case desk::ArgKind::text:
        values[name] = given.texts.at(name);
        break;
      case desk::ArgKind::file:
        values[name] = read_file(given.texts.at(name));
        break;
      case desk::ArgKind::number:
        values[name] = given.numbers.at(name);
        break;
      case desk::ArgKind::flag:
        values[name] = given.flags.at(name);
        break;
      case desk::ArgKind::list:
        values[name] = given.lists.at(name);
        break;
    }
  }
  return values;
}

void add_option(Command& command, const desk::Act& act, const desk::Arg& arg, Given& given,
                Context& context) {
  const std::string name(arg.name);
  const std::string option = arg.positional ? name : "--" + name;
  const std::string about = context.help(std::string(act.name) + "." + name);
  Option* made = nullptr;
  switch (arg.kind) {
    case desk::ArgKind::text:
    case desk::ArgKind::file:
      made = command.add_option(option, given.texts[name], about);
      break;
    case desk::ArgKind::number:
      made = command.add_option(option, given.numbers[name], about);
      break;
    case desk::ArgKind::flag:
      made = command.add_flag(option, given.flags[name], about);
      break;
    case desk::ArgKind::list:
      made = command.add_option(option, given.lists[name], about);
      break;
  }
  if (arg.required) made->required();
}

// An id as people read it: without its laptop's tag where that means one thing.
std::string shown(const std::string& id, const ledger::Reader& book) {
  if (id.find('~') == std::string::npos) return id;
  std::vector<std::string> ids;
  for (const desk::Part* part : desk::parts()) {
    book.states(part->type, "", [&ids](const std::string& known, const Json&) {
      // "w1~7f3a9c21:0" holds rows of w1 and is nothing that people name.
      if (known.find(':') == std::string::npos) ids.push_back(known);
    });
  }
  const desk::Names names(ids);
  const auto bare = desk::without_tags(desk::root_of(id));
  return names.candidates(bare).size() == 1 ? desk::without_tags(id) : id;
}

// The sentence done.<act> with the result's texts and numbers.
std::string sentence(std::string_view act, const Json& result, const words::Speech& speech,
                     const ledger::Reader& book) {
  Args args;
  for (const auto& [name, value] : result.items()) {
    if (value.is_string()) args.emplace_back(name, shown(value.get<std::string>(), book));
    if (value.is_number_integer()) args.emplace_back(name, value.get<std::int64_t>());
  }
  return speech.say("done." + std::string(act), args);
}

void add_act(Command& app, const desk::Act& act, Context& context) {
  const auto dot = act.name.find('.');
  const std::string parent(act.name.substr(0, dot)), own(act.name.substr(dot + 1));
  const std::string about = context.help(std::string(act.name) + ".about");
  auto* command = act.command.empty() ? group(app, parent, context).add_subcommand(own, about)
                                      : app.add_subcommand(std::string(act.command), about);
  auto given = std::make_shared<Given>();
  for (const auto& arg : act.args) add_option(*command, act, arg, *given, context);
  command->callback([&act, given, command, &context] {
    Room room(context);
    const Json result = room.act(act.name, values_of(act, *given, *command));
    if (context.json) return context.print(result);
    if (!act.name.starts_with("meeting.")) {
      return context.line(sentence(act.name, result, context.speech(), room.ledger()));
    }
    for (const auto& line : meeting_said(act.name, result, context)) context.line(line);
  });
}

// One line of a batch: {"do":"station.report","as":"kpps-1","now":"…","once":"…", …arguments}.
Json perform_line(Room& room, Context& context, const std::string& text) {
  Json values = Json::parse(text, nullptr, false);
  if (!values.is_object() || !values.contains("do") || !values["do"].is_string()) {
    throw Error(ErrorKind::bad_input, "cli.bad-act-line");
  }
  const std::string name = values["do"];
  for (const char* key : {"as", "now"}) {
    if (!values.contains(key)) continue;
    if (!values[key].is_string()) throw Error(ErrorKind::bad_input, "cli.bad-act-line");
    (key[0] == 'a' ? context.as : context.now_text) = values[key];
  }
  const Json once = values.value("once", Json());
  for (const char* key : {"do", "as", "now", "once"}) values.erase(key);
  room.set_now(context.now());
  if (once.is_null()) return room.act(name, values);
  const auto id = once.is_string() ? ledger::uuid_from_text(once.get<std::string>()) : std::nullopt;
  if (!id) throw Error(ErrorKind::bad_input, "cli.bad-act-line");
  const auto recorded = room.act_once(name, values, *id);
  return recorded.repeated ? Json{{"once", once}, {"repeated", true}} : recorded.result;
}

void perform_lines(Context& context, std::istream& in, const std::string& where) {
  const std::string as = context.as, now = context.now_text;
  Room room(context);
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    context.as = as;
    context.now_text = now;
    try {
      context.line(perform_line(room, context, text).dump());
    } catch (const Error& error) {
      throw Error(error.kind(), error.message().code, error.message().args,
                  where + ":" + std::to_string(number));
    }
  }
}

void add_do(Command& app, Context& context) {
  auto file = std::make_shared<std::string>();
  auto* command = app.add_subcommand("do", context.help("do.about"));
  command->add_option("file", *file, context.help("do.file"))->required();
  command->callback([file, &context] {
    if (*file == "-") return perform_lines(context, std::cin, "-");
    std::ifstream in(*file);
    if (!in) throw Error(ErrorKind::io, "base.cannot-read", {{"path", *file}}, *file);
    perform_lines(context, in, *file);
  });
}

}  // namespace

void add_acts(Command& app, Context& context) {
  for (const auto& act : desk::all_acts()) add_act(app, act, context);
  add_do(app, context);
}

}  // namespace adem::cli
