#include "serve/caller.h"

#include <algorithm>
#include <array>
#include <curl/curl.h>
#include <exception>

#include "base/error.h"

namespace adem::serve {

namespace {

constexpr long kConnectSeconds = 10, kStalledSeconds = 60;

// What comes of one call, filled in by libcurl's callbacks, through which nothing may be thrown.
struct Coming {
  http::Response response;
  const std::function<void(std::string_view)>& sink;
  CURL* handle;
  std::exception_ptr thrown = nullptr;
};

std::size_t on_header(char* data, std::size_t, std::size_t size, void* to) {
  auto& coming = *static_cast<Coming*>(to);
  std::string_view line(data, size);
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  const auto colon = line.find(':');
  if (line.starts_with("HTTP/")) coming.response.headers.clear();  // after a "100 Continue"
  if (colon == std::string_view::npos) return size;
  std::string name(line.substr(0, colon));
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  auto value = line.substr(colon + 1);
  while (value.starts_with(' ')) value.remove_prefix(1);
  coming.response.headers.emplace_back(std::move(name), value);
  return size;
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* to) {
  auto& coming = *static_cast<Coming*>(to);
  try {
    long status = 0;
    curl_easy_getinfo(coming.handle, CURLINFO_RESPONSE_CODE, &status);
    if (status == 200 && coming.sink) {
      coming.sink({data, size});
      return size;
    }
    if (coming.response.body.size() + size > Caller::kMostKept) return 0;
    coming.response.body.append(data, size);
    return size;
  } catch (...) {
    coming.thrown = std::current_exception();
    return 0;
  }
}

}  // namespace

struct Caller::Wire {
  Wire() {
    static const auto ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    handle = ready == CURLE_OK ? curl_easy_init() : nullptr;
    if (handle == nullptr) {
      throw Error(ErrorKind::io, "serve.cannot-reach",
                  {{"where", std::string("libcurl")}, {"why", std::string("-")}});
    }
  }
  ~Wire() { curl_easy_cleanup(handle); }
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  CURL* handle = nullptr;
  std::array<char, CURL_ERROR_SIZE> why{};
  std::string authority;
};

bool Caller::is_url(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

Caller::Caller(std::string base, std::string authority)
    : base_(base.ends_with('/') ? base.substr(0, base.size() - 1) : std::move(base)) {
  const auto host =
      base_.find("://") == std::string::npos ? std::string() : base_.substr(base_.find("://") + 3);
  const bool good = is_url(base_) && !host.empty() && std::ranges::all_of(host, [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                             (c >= '0' && c <= '9') ||
                             std::string_view("-.:[]").find(c) != std::string_view::npos;
                    });
  if (!good) throw Error(ErrorKind::misuse, "serve.bad-url", {{"text", base_}});
  wire_ = std::make_unique<Wire>();
  wire_->authority = std::move(authority);
}

Caller::~Caller() = default;

http::Response Caller::call(const http::Request& request,
                            const std::function<void(std::string_view)>& sink) {
  CURL* const handle = wire_->handle;
  curl_easy_reset(handle);  // connections stay open
  Coming coming{.response = {}, .sink = sink, .handle = handle};
  const std::string url = base_ + request.target;
  const auto set = [handle](CURLoption option, auto value) {
    curl_easy_setopt(handle, option, value);
  };
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PATH_AS_IS, 1L);
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  set(CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(CURLOPT_LOW_SPEED_TIME, kStalledSeconds);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_ERRORBUFFER, wire_->why.data());
  set(CURLOPT_HEADERFUNCTION, on_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(&coming));
  set(CURLOPT_WRITEFUNCTION, on_body);
  set(CURLOPT_WRITEDATA, static_cast<void*>(&coming));
  if (!wire_->authority.empty()) {
    set(CURLOPT_CAINFO, wire_->authority.c_str());
    set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
  }
  if (request.method != "GET") {
    set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    set(CURLOPT_POSTFIELDS, request.body.data());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  curl_slist* headers = curl_slist_append(nullptr, "Expect:");
  for (const auto& [name, value] : request.headers) {
    headers = curl_slist_append(headers, (name + ": " + value).c_str());
  }
  set(CURLOPT_HTTPHEADER, headers);
  const auto ended = curl_easy_perform(handle);
  curl_slist_free_all(headers);
  if (coming.thrown) std::rethrow_exception(coming.thrown);
  if (ended == CURLE_PEER_FAILED_VERIFICATION || ended == CURLE_SSL_CACERT_BADFILE) {
    throw Error(ErrorKind::forbidden, "serve.not-trusted", {{"where", base_}});
  }
  if (ended != CURLE_OK) {
    const std::string why = wire_->why[0] == '\0' ? curl_easy_strerror(ended) : wire_->why.data();
    throw Error(ErrorKind::io, "serve.cannot-reach", {{"where", base_}, {"why", why}});
  }
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  coming.response.status = static_cast<int>(status);
  return std::move(coming.response);
}

}  // namespace adem::serve
