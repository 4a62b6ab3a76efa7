// What goes out on paper and to phones: a meeting's papers and message, the brief and its message.
#include <algorithm>

#include "brief/meeting_text.h"
#include "brief/papers.h"
#include "desk/book.h"
#include "serve/route.h"

namespace adem::serve {

namespace {

constexpr std::chrono::milliseconds kPatience{8000};

// A page that stands alone: its own style and pictures, no script, nothing from elsewhere; shown
// within adem's own pages too.
http::Response page_response(std::string html) {
  http::Response response;
  response.headers = {
      {"Content-Type", "text/html; charset=utf-8"},
      {"Cache-Control", "no-store"},
      {"Content-Security-Policy",
       "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
       "form-action 'none'; frame-ancestors 'self'"},
      {"X-Frame-Options", "SAMEORIGIN"}};
  response.body = std::move(html);
  return response;
}

// The meeting of the address in the book that it stands in.
struct Found {
  desk::Book book;
  const desk::Meeting* meeting;
};
Found found(Call& call) {
  desk::require_view(call.actor());
  Found found{desk::Book(call.house.ledger()), nullptr};
  found.meeting = &found.book.must_find(call.words[0]);
  return found;
}

bool is_exercise(const Call& call) {
  return call.around.exercise || (call.lists->outlook() && call.lists->outlook()->exercise);
}

http::Response papers(Call& call) {
  found(call);
  Json list = Json::array();
  for (const auto kind : brief::kPapers) {
    list.push_back({{"kind", kind}, {"title", call.speech.say("paper.name." + std::string(kind))}});
  }
  return json_response(200, Json{{"papers", std::move(list)}});
}

http::Response paper(Call& call) {
  const auto [book, meeting] = found(call);
  const auto kind = std::ranges::find(brief::kPapers, call.words[1]);
  if (kind == brief::kPapers.end()) throw Problem{404, "serve.no-paper"};
  const auto& names = call.lists->names();
  const brief::PapersInput input{
      .meeting = *meeting,
      .rules = *call.around.rules,
      .station = [&names](const std::string& key) { return names.name(key); },
      .letterhead = brief::letterhead_of(call.house.workspace()),
      .record = brief::record_of(call.house.ledger(), book.full(meeting->id)),
      .now = call.around.now,
      .exercise = is_exercise(call)};
  return page_response(brief::meeting_paper(*kind, input, call.speech));
}

http::Response message(Call& call) {
  const auto [book, meeting] = found(call);
  const auto& names = call.lists->names();
  const auto text = brief::meeting_text(
      *meeting, book.meetings(), [&names](const std::string& key) { return names.name(key); },
      is_exercise(call), call.speech);
  return json_response(200, Json{{"text", text}});
}

std::shared_ptr<const std::string> brief_as(Call& call, BriefForm form) {
  desk::require_view(call.actor());
  if (!call.lists->outlook()) throw Problem{404, "serve.no-outlook"};
  return call.house.study().brief(call.lists, call.house.ledger(), call.around.now,
                                  {form, call.speech.language()}, kPatience);
}

http::Response brief_page(Call& call) { return page_response(*brief_as(call, BriefForm::page)); }

http::Response brief_message(Call& call) {
  return json_response(200, Json{{"text", *brief_as(call, BriefForm::message)}});
}

}  // namespace

std::span<const Route> paper_routes() {
  static const Route routes[] = {
      {"GET", "/api/v1/meetings/{meeting}/papers", "papers", Need::login, papers},
      {.method = "GET",
       .pattern = "/api/v1/meetings/{meeting}/papers/{kind}",
       .name = "paper",
       .run = paper,
       .type = "text/html"},
      {"GET", "/api/v1/meetings/{meeting}/message", "meeting-message", Need::login, message},
      {.method = "GET",
       .pattern = "/api/v1/brief",
       .name = "brief",
       .run = brief_page,
       .type = "text/html"},
      {"GET", "/api/v1/brief/message", "brief-message", Need::login, brief_message},
  };
  return routes;
}

}  // namespace adem::serve
