// A real PostgreSQL server in a temporary directory, reached through its own Unix socket only.
// Started as an unprivileged user when running as root; it dies with the process that started it.
#pragma once

#include <string>
#include <sys/types.h>

namespace adem::stores {

class PostgresServer {
 public:
  struct Options {
    // What is acknowledged is synced to the disk. Tests of behaviour do without, which is quicker
    // and, short of a power cut, the same.
    bool durable = false;
    std::string more;  // further lines of postgresql.conf
  };
  // Why no server can be started here; empty: it can.
  static std::string missing();

  PostgresServer() : PostgresServer(Options()) {}
  explicit PostgresServer(const Options& options);  // throws std::runtime_error with the log
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();  // stopped, and its directory removed

  // As `user`; every user but `locked` comes in without a password.
  std::string where(const std::string& schema = "", const std::string& user = "adem") const;
  void kill();   // SIGKILL to the postmaster, as a power cut would
  void stop();   // in an orderly way
  void start();  // again, after kill or stop; waits until it answers
  void make_directory(const std::string& path) const;  // that the server may write in
  pid_t pid() const { return pid_; }

 private:
  std::string directory_;
  pid_t pid_ = 0;
};

// One for the run of the executable, started when first asked for.
PostgresServer& shared_server();

}  // namespace adem::stores
