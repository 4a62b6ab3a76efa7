#include "base/error.h"

namespace adem {

Error::Error(ErrorKind kind, std::string code, Args args, std::string where)
    : kind_(kind), message_{std::move(code), std::move(args)}, where_(std::move(where)) {
  text_ = debug_text(message_);
  if (!where_.empty()) text_ += " at " + where_;
}

int Error::exit_code() const { return kind_ == ErrorKind::misuse ? 2 : 1; }

int Error::http_status() const {
  switch (kind_) {
    case ErrorKind::misuse:
      return 400;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::bad_input:
      return 422;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::io:
      return 500;
    case ErrorKind::unsupported:
      return 501;
  }
  return 500;
}

}  // namespace adem
