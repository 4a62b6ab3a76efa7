// The three papers that leave the room: invitation, letter of advice, press notice.
#include <algorithm>
#include <cctype>

#include "brief/papers_view.h"

namespace adem::brief {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// The first recorded office that one of the beginnings fits; empty where none was recorded.
std::string recorded_office(const PaperDesk& desk, std::initializer_list<const char*> beginnings) {
  const auto offices = desk.offices();
  for (const char* beginning : beginnings) {
    for (const auto& office : offices) {
      if (lower(office).starts_with(beginning)) return office;
    }
  }
  return {};
}

// The lines of the law that a letter about stations rests on, where the rule book has them.
Json legal_basis(const PaperDesk& desk) {
  const auto& speech = desk.speech();
  const auto& legal = desk.input().rules.legal;
  Json lines = Json::array();
  for (const char* code : {"station-place", "supplies", "voting-hours", "susulan"}) {
    if (!legal.contains(code)) continue;
    const Json& line = legal.at(code);
    const std::string mark = line.value("mark", "S");
    std::string label;
    if (mark == "S") label = speech.say("paper.advice.unverified");
    if (mark == "A") label = speech.say("paper.advice.own");
    lines.push_back(
        {{"text", speech.say("paper.advice.legal",
                             {{"article", line.at("article").get<std::string>()},
                              {"text", line.at("text_" + speech.language()).get<std::string>()}})},
         {"mark", label}});
  }
  return lines;
}

// A promise as a line of the letter; `here`: its stations were named in the line above.
std::string asks_to_keep(const desk::Commitment& promise, const PaperDesk& desk, bool here) {
  const Args args = {{"owner", promise.owner},
                     {"day", desk.speech().day_of(promise.due)},
                     {"text", sentence(promise.text)},
                     {"stations", desk.stations(promise.stations)}};
  if (desk.late(promise)) {
    return desk.speech().say(here ? "paper.advice.late-here" : "paper.advice.late", args);
  }
  return desk.speech().say(here ? "paper.advice.promise" : "paper.advice.promise-about", args);
}

Json point(std::string text, Json lines) {
  const bool any = !lines.empty();
  return {{"text", std::move(text)}, {"lines", std::move(lines)}, {"lines-any", any}};
}

// Numbered points: each question about stations with its answers and the open promises made to it,
// then the other open promises about stations.
Json points(const PaperDesk& desk) {
  const auto& speech = desk.speech();
  auto promises = desk.follow_up();
  std::erase_if(promises, [](const auto* one) { return !one->open(); });
  Json out = Json::array();
  for (const auto* question : desk.questions()) {
    if (question->stations.empty()) continue;
    Json lines = Json::array();
    for (const auto* answer : desk.answers(*question)) {
      lines.push_back(speech.say("paper.advice.answered",
                                 {{"office", answer->office}, {"text", answer->text}}));
    }
    if (lines.empty()) lines.push_back(speech.say("paper.advice.unanswered"));
    std::erase_if(promises, [&](const auto* one) {
      if (one->question != question->id) return false;
      const bool here = one->stations.empty() || one->stations == question->stations;
      lines.push_back(asks_to_keep(*one, desk, here));
      return true;
    });
    out.push_back(
        point(speech.say("paper.advice.asked", {{"office", question->office},
                                                {"stations", desk.stations(question->stations)},
                                                {"text", question->text}}),
              std::move(lines)));
  }
  for (const auto* promise : promises) {
    if (!promise->stations.empty()) {
      out.push_back(point(asks_to_keep(*promise, desk, false), Json::array()));
    }
  }
  return out;
}

// The office of an attendee in place of the name, should a recorded sentence hold one.
std::string by_office(std::string text, const PaperDesk& desk) {
  const auto part_of_word = [&text](std::size_t at) {
    return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0;
  };
  for (const auto& one : desk.input().meeting.attendance) {
    const auto& name = one.name;
    if (name.size() < 3) continue;
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
      if ((at > 0 && part_of_word(at - 1)) || part_of_word(at + name.size())) {
        at += name.size();
        continue;
      }
      text.replace(at, name.size(), one.office);
      at += one.office.size();
    }
  }
  return text;
}

Json press_section(const PaperDesk& desk, const char* label,
                   const std::vector<std::string>& items) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(by_office(item, desk));
  return {{"heading", desk.speech().say(label)}, {"items", std::move(list)}};
}

std::vector<std::string> discussed(const PaperDesk& desk) {
  const auto& speech = desk.speech();
  std::vector<std::string> lines;
  for (const auto& item : desk.agenda()) {
    const auto notes = item.at("notes").get<std::string>();
    if (notes.empty()) continue;
    lines.push_back(speech.say("paper.press.note",
                               {{"title", item.at("title").get<std::string>()}, {"text", notes}}));
  }
  for (const auto* obstacle : desk.obstacles()) {
    lines.push_back(obstacle->place.empty()
                        ? obstacle->effect
                        : speech.say("paper.press.obstacle",
                                     {{"place", obstacle->place}, {"text", obstacle->effect}}));
  }
  return lines;
}

}  // namespace

Json invitation_view(const PaperDesk& desk) {
  const auto& meeting = desk.input().meeting;
  const auto& speech = desk.speech();
  return {{"letter",
           {{"number", meeting.letter_number},
            {"subject", speech.say("paper.label.invite-subject")},
            {"to", meeting.invited},
            {"to-blank", ""},
            {"many", meeting.invited.size() > 1},
            {"nobody", meeting.invited.empty()},
            {"office", meeting.convener},
            {"office-blank", ""},
            {"close", speech.say("paper.invite.close")}}},
          {"lead", speech.say("paper.invite.lead")},
          {"agenda-lead", speech.say("paper.invite.agenda")},
          {"agenda", desk.agenda()}};
}

Json advice_view(const PaperDesk& desk) {
  const auto& meeting = desk.input().meeting;
  const auto& speech = desk.speech();
  const auto from = recorded_office(desk, {"ketua panwaslu", "panwaslu"});
  const auto to = recorded_office(desk, {"ketua ppk", "ppk"});
  auto said = points(desk);
  Json blank = blank_rows(0, said.empty() ? 3 : 0);
  return {{"letter",
           {{"number", ""},
            {"subject", speech.say("paper.label.advice-subject")},
            {"to", to.empty() ? Json::array() : Json::array({to})},
            {"to-blank", to.empty() ? speech.say("paper.advice.ppk") : ""},
            {"many", false},
            {"nobody", false},
            {"office", from},
            {"office-blank", from.empty() ? speech.say("paper.advice.panwaslu") : ""},
            {"close", speech.say("paper.advice.close")}}},
          {"lead", speech.say("paper.advice.lead",
                              {{"title", meeting.title}, {"day", speech.day(meeting.starts)}})},
          {"points", std::move(said)},
          {"points-blank", std::move(blank)},
          {"basis-lead", speech.say("paper.advice.lead-basis")},
          {"basis", legal_basis(desk)}};
}

Json press_view(const PaperDesk& desk) {
  const auto& meeting = desk.input().meeting;
  const auto& speech = desk.speech();
  const Args args = {{"convener", meeting.convener},
                     {"title", by_office(meeting.title, desk)},
                     {"day", speech.day(meeting.starts)},
                     {"clock", speech.clock(meeting.starts)}};
  std::string lead = speech.say("paper.press.set", args);
  if (meeting.opened_at) lead = speech.say("paper.press.held", args);
  if (!meeting.opened_at && desk.input().now < meeting.starts) {
    lead = speech.say("paper.press.planned", args);
  }
  std::vector<std::string> asked, promised;
  for (const auto* question : desk.questions()) {
    asked.push_back(
        speech.say("paper.press.asked", {{"office", question->office}, {"text", question->text}}));
  }
  for (const auto* promise : desk.own()) {
    promised.push_back(speech.say("paper.press.promise", {{"owner", promise->owner},
                                                          {"text", sentence(promise->text)},
                                                          {"day", speech.day_of(promise->due)}}));
  }
  const auto notes = discussed(desk);
  Json sections = Json::array();
  if (!notes.empty()) sections.push_back(press_section(desk, "paper.label.noted", notes));
  sections.push_back(press_section(desk, "paper.label.asked", asked));
  sections.push_back(press_section(desk, "paper.label.promised", promised));
  return {
      {"lead", lead},
      {"place",
       meeting.place.empty() ? "" : speech.say("paper.press.place", {{"place", meeting.place}})},
      {"offices", joined(desk.present())},
      {"sections", std::move(sections)},
      {"closing", by_office(meeting.closing, desk)},
      {"close", speech.say("paper.press.close")}};
}

}  // namespace adem::brief
