// One error type for everything a user, a file or the machine can get wrong.
//
// An Error says what (a code with arguments, rendered by words::Speech from the catalogue entries
// error.<code>.what and error.<code>.mend), where (file, row, column: language-neutral) and its
// kind, which decides the exit code and the HTTP status. Bugs are asserts, never Errors.
#pragma once

#include <exception>
#include <string>
#include <string_view>

#include "base/message.h"

namespace adem {

enum class ErrorKind {
  misuse,       // the command line asks for something that makes no sense   exit 2, HTTP 400
  not_found,    // a named thing is not there                                exit 1, HTTP 404
  bad_input,    // a file or value is malformed or breaks a rule             exit 1, HTTP 422
  conflict,     // the state does not allow it                               exit 1, HTTP 409
  forbidden,    // this office may not do it                                 exit 1, HTTP 403
  io,           // disk, permission, space                                   exit 1, HTTP 500
  unsupported,  // well-formed but beyond what adem reads                    exit 1, HTTP 501
};

class Error : public std::exception {
 public:
  // `code` is dotted, e.g. "intake.no-header"; `where` may be empty.
  Error(ErrorKind kind, std::string code, Args args = {}, std::string where = {});

  ErrorKind kind() const { return kind_; }
  const Message& message() const { return message_; }
  const std::string& where() const { return where_; }
  int exit_code() const;
  int http_status() const;

  // For logs and debuggers only; faces render message() from the catalogue.
  const char* what() const noexcept override { return text_.c_str(); }

 private:
  ErrorKind kind_;
  Message message_;
  std::string where_;
  std::string text_;
};

}  // namespace adem
