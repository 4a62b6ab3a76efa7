#include "stores/postgres_server.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <grp.h>
#include <iterator>
#include <pwd.h>
#include <signal.h>
#include <stdexcept>
#include <string>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/error.h"
#include "db/database.h"

namespace adem::stores {

namespace {

namespace fs = std::filesystem;

constexpr const char* kBinaries = "/usr/lib/postgresql/15/bin/";
constexpr int kStartSeconds = 60;

// Who runs the server: PostgreSQL refuses root.
struct User {
  uid_t uid;
  gid_t gid;
};

User server_user() {
  if (::geteuid() != 0) return {::geteuid(), ::getegid()};
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* entry = ::getpwnam(name)) return {entry->pw_uid, entry->pw_gid};
  }
  throw std::runtime_error("no unprivileged user to run PostgreSQL as");
}

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Runs in the child until exec, so it calls nothing that allocates.
[[noreturn]] void become(char* const* arguments, const User& user, int log) {
  if (::geteuid() == 0 &&
      (::setgroups(0, nullptr) != 0 || ::setgid(user.gid) != 0 || ::setuid(user.uid) != 0)) {
    ::_exit(126);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  if (::chdir("/") != 0) ::_exit(126);
  ::execv(arguments[0], arguments);
  ::_exit(127);
}

pid_t spawn(std::vector<std::string> command, const std::string& log_path) {
  command[0] = kBinaries + command[0];
  std::vector<char*> arguments;
  for (auto& each : command) arguments.push_back(each.data());
  arguments.push_back(nullptr);
  const auto user = server_user();
  const int log = ::open(log_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const pid_t child = ::fork();
  if (child == 0) become(arguments.data(), user, log);
  ::close(log);
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

std::string PostgresServer::missing() {
  for (const char* each : {"initdb", "postgres"}) {
    if (!fs::exists(std::string(kBinaries) + each)) return "PostgreSQL is not installed";
  }
  return {};
}

PostgresServer::PostgresServer(const Options& options) {
  // A Unix socket's path has room for 107 bytes, so not under a long TMPDIR.
  std::string made = "/tmp/adem-pg-XXXXXX";
  if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("cannot make " + made);
  directory_ = made;
  ::chmod(made.c_str(), 0755);
  make_directory(made + "/data");
  make_directory(made + "/socket");
  const auto log = made + "/log";
  const auto child = spawn({"initdb", "--pgdata=" + made + "/data", "--auth=trust",
                            "--username=adem", "--encoding=UTF8", "--locale=C", "--no-sync"},
                           log);
  if (wait_for(child) != 0) throw std::runtime_error("initdb: " + text_of(log));
  std::ofstream settings(made + "/data/postgresql.conf", std::ios::app);
  settings << "listen_addresses = ''\nunix_socket_directories = '" << made << "/socket'\n"
           << "max_connections = 100\nmax_wal_size = 2GB\nlog_statement = none\n";
  if (!options.durable) settings << "fsync = off\nfull_page_writes = off\n";
  settings << options.more;
  settings.close();
  const auto trust = text_of(made + "/data/pg_hba.conf");
  std::ofstream(made + "/data/pg_hba.conf") << "local all locked scram-sha-256\n" << trust;
  start();
}

PostgresServer::~PostgresServer() {
  stop();
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

void PostgresServer::make_directory(const std::string& path) const {
  fs::create_directories(path);
  const auto user = server_user();
  if (::chown(path.c_str(), user.uid, user.gid) != 0) {
    throw std::runtime_error("cannot give away " + path);
  }
  ::chmod(path.c_str(), 0700);
}

std::string PostgresServer::where(const std::string& schema, const std::string& user) const {
  std::string text = "postgresql://" + user + "@/postgres?host=" + directory_ + "/socket";
  if (!schema.empty()) text += "&options=-csearch_path%3D" + schema;
  return text;
}

void PostgresServer::start() {
  using namespace std::chrono_literals;
  const auto log = directory_ + "/log";
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(kStartSeconds);
  while (std::chrono::steady_clock::now() < until) {
    if (pid_ == 0) pid_ = spawn({"postgres", "-D", directory_ + "/data"}, log);
    try {
      db::open(where());
      return;
    } catch (const Error&) {
      std::this_thread::sleep_for(20ms);
    }
    // After a kill the old server's children may still hold its memory for a moment.
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) pid_ = 0;
  }
  throw std::runtime_error("PostgreSQL does not start: " + text_of(log));
}

void PostgresServer::stop() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGINT);
  wait_for(pid_);
  pid_ = 0;
}

void PostgresServer::kill() {
  // Its processes as well, as when the machine goes: each would else finish what it was asked.
  const auto self = std::to_string(pid_);
  std::ifstream children("/proc/" + self + "/task/" + self + "/children");
  std::vector<pid_t> all{pid_};
  for (pid_t child = 0; children >> child;) all.push_back(child);
  for (const auto one : all) ::kill(one, SIGKILL);
  wait_for(pid_);
  pid_ = 0;
}

PostgresServer& shared_server() {
  static PostgresServer server;
  return server;
}

}  // namespace adem::stores
