// adem cert: an authority of the hall's own and a certificate for its server, and the guide that
// tells how phones come to trust them.
#include <chrono>
#include <memory>

#include "base/file.h"
#include "base/format.h"
#include "cli/commands.h"
#include "serve/trust.h"

namespace adem::cli {

namespace {

struct CertAsked {
  serve::CertOrder order;
  std::string url;
};

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ", "));
}

void make(CertAsked& asked, Context& context) {
  auto& workspace = context.workspace();
  const auto& settings = workspace.settings();
  asked.order.title = settings.name.empty() ? "adem" : "adem - " + settings.name;
  const auto found = serve::local_addresses();
  if (asked.order.addresses.empty()) asked.order.addresses = found;
  if (asked.url.empty()) {
    const auto& order = asked.order;
    asked.url = "http://" + (order.addresses.empty() ? "localhost" : order.addresses.front()) +
                ":8080/percaya";
  }
  // Phones look at their own clocks, whatever hour a drill is at.
  const auto issued =
      serve::issue_certificate(workspace.directory(), asked.order,
                               std::chrono::floor<Seconds>(std::chrono::system_clock::now()));
  const auto& speech = context.speech();
  const auto authority = serve::authority_of(workspace.directory());
  const auto page = workspace.path("tls/percaya.html");
  write_file_atomic(page, serve::trust_page(*authority, asked.url, settings.exercise, speech));
  if (context.json) {
    return context.print(Json{{"fingerprint", issued.fingerprint},
                              {"holds_for", issued.holds_for},
                              {"until", iso_utc(issued.until)},
                              {"new_authority", issued.new_authority},
                              {"guide", page}});
  }
  context.line(speech.say(issued.new_authority ? "cert.authority" : "cert.same-authority"));
  context.line(speech.say("cert.fingerprint", {{"fingerprint", issued.fingerprint}}));
  context.line(speech.say("cert.holds", {{"names", joined(issued.holds_for)},
                                         {"until", speech.short_day(issued.until)}}));
  context.line(speech.say("cert.guide", {{"path", page}}));
}

}  // namespace

void add_cert(Command& app, Context& context) {
  auto asked = std::make_shared<CertAsked>();
  auto* command = app.add_subcommand("cert", context.help("cert.about"));
  command->add_option("--name", asked->order.names, context.help("cert.name"))->repeated();
  command->add_option("--ip", asked->order.addresses, context.help("cert.ip"))->repeated();
  command->add_option("--days", asked->order.days, context.help("cert.days"));
  command->add_option("--url", asked->url, context.help("cert.url"));
  command->callback([asked, &context] { make(*asked, context); });
}

}  // namespace adem::cli
