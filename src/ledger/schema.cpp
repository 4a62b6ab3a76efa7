#include "ledger/schema.h"

#include <array>

namespace adem::ledger {

namespace {

// event: what was signed, once and for good, and behind it what this program made of it: its
// standing (0 folded, else why it is quarantined), where the fold places it (type '': a kind that
// is not understood), and the hash of the redaction that took its body.
// body: apart, so that it can go. state: what is folded, with the key of the last event in it.
// redaction: also those whose event has not arrived. wanted: content that events refer to.
constexpr std::array<std::string_view, 1> kSqlite = {R"sql(
  CREATE TABLE ledger (
    one INTEGER PRIMARY KEY CHECK (one = 1), node BLOB NOT NULL, public_key BLOB NOT NULL,
    root BLOB NOT NULL, fold INTEGER NOT NULL, generation INTEGER NOT NULL,
    clock INTEGER NOT NULL, last_n INTEGER NOT NULL);
  CREATE TABLE event (
    n INTEGER PRIMARY KEY, hash BLOB NOT NULL, id BLOB NOT NULL, node BLOB NOT NULL,
    seq INTEGER NOT NULL, prev BLOB NOT NULL, hlc INTEGER NOT NULL, author TEXT NOT NULL,
    office TEXT NOT NULL, area TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
    body_hash BLOB NOT NULL, seal BLOB NOT NULL,
    standing INTEGER NOT NULL, aggregate TEXT NOT NULL, type TEXT NOT NULL, late INTEGER NOT NULL,
    redacted_by BLOB);
  CREATE UNIQUE INDEX event_chain ON event (node, seq, hash);
  CREATE INDEX event_order ON event (hlc, node, seq);
  CREATE INDEX event_place ON event (aggregate, late, hlc, node, seq);
  CREATE INDEX event_id ON event (id);
  CREATE INDEX event_trust ON event (kind, hlc) WHERE kind IN ('node.enrolled', 'node.revoked');
  CREATE TABLE body (n INTEGER PRIMARY KEY, text TEXT NOT NULL);
  CREATE TABLE state (
    aggregate TEXT PRIMARY KEY, type TEXT NOT NULL, area TEXT NOT NULL, late INTEGER NOT NULL,
    hlc INTEGER NOT NULL, node BLOB NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL,
    json TEXT NOT NULL);
  CREATE INDEX state_area ON state (type, area);
  CREATE TABLE node (
    id BLOB PRIMARY KEY, public_key BLOB NOT NULL, name TEXT NOT NULL, offices TEXT NOT NULL,
    trust INTEGER NOT NULL, revoked_after INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE redaction (
    event BLOB NOT NULL, redacted_by BLOB NOT NULL, PRIMARY KEY (event, redacted_by)) WITHOUT ROWID;
  CREATE TABLE ledger_wanted (hash TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE ledger_content (
    hash TEXT NOT NULL, part INTEGER NOT NULL, parts INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (hash, part));
  CREATE TABLE ledger_once (name TEXT PRIMARY KEY) WITHOUT ROWID;
)sql"};

// The same; the log is spread by node, the states by area. Texts sort by their bytes, as in SQLite
// and in canonical JSON.
constexpr std::array<std::string_view, 1> kPostgresql = {R"sql(
  CREATE TABLE ledger (
    one BIGINT PRIMARY KEY CHECK (one = 1), node BYTEA NOT NULL, public_key BYTEA NOT NULL,
    root BYTEA NOT NULL, fold BIGINT NOT NULL, generation BIGINT NOT NULL,
    clock BIGINT NOT NULL, last_n BIGINT NOT NULL);
  CREATE TABLE event (
    n BIGINT NOT NULL, hash BYTEA NOT NULL, id BYTEA NOT NULL, node BYTEA NOT NULL,
    seq BIGINT NOT NULL, prev BYTEA NOT NULL, hlc BIGINT NOT NULL,
    author TEXT COLLATE "C" NOT NULL, office TEXT COLLATE "C" NOT NULL,
    area TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL, body_hash BYTEA NOT NULL, seal BYTEA NOT NULL,
    standing BIGINT NOT NULL, aggregate TEXT COLLATE "C" NOT NULL, type TEXT COLLATE "C" NOT NULL,
    late BIGINT NOT NULL, redacted_by BYTEA,
    PRIMARY KEY (node, seq, hash)) PARTITION BY HASH (node);
  CREATE TABLE event_0 PARTITION OF event FOR VALUES WITH (MODULUS 4, REMAINDER 0);
  CREATE TABLE event_1 PARTITION OF event FOR VALUES WITH (MODULUS 4, REMAINDER 1);
  CREATE TABLE event_2 PARTITION OF event FOR VALUES WITH (MODULUS 4, REMAINDER 2);
  CREATE TABLE event_3 PARTITION OF event FOR VALUES WITH (MODULUS 4, REMAINDER 3);
  CREATE INDEX event_n ON event (n);
  CREATE INDEX event_order ON event (hlc, node, seq);
  CREATE INDEX event_place ON event (aggregate, late, hlc, node, seq);
  CREATE INDEX event_id ON event (id);
  CREATE INDEX event_trust ON event (kind, hlc) WHERE kind IN ('node.enrolled', 'node.revoked');
  CREATE TABLE body (n BIGINT PRIMARY KEY, text TEXT NOT NULL);
  CREATE TABLE state (
    aggregate TEXT COLLATE "C" NOT NULL, type TEXT COLLATE "C" NOT NULL,
    area TEXT COLLATE "C" NOT NULL, late BIGINT NOT NULL, hlc BIGINT NOT NULL,
    node BYTEA NOT NULL, seq BIGINT NOT NULL, hash BYTEA NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (aggregate, area)) PARTITION BY HASH (area);
  CREATE TABLE state_0 PARTITION OF state FOR VALUES WITH (MODULUS 4, REMAINDER 0);
  CREATE TABLE state_1 PARTITION OF state FOR VALUES WITH (MODULUS 4, REMAINDER 1);
  CREATE TABLE state_2 PARTITION OF state FOR VALUES WITH (MODULUS 4, REMAINDER 2);
  CREATE TABLE state_3 PARTITION OF state FOR VALUES WITH (MODULUS 4, REMAINDER 3);
  CREATE INDEX state_area ON state (type, area);
  CREATE TABLE node (
    id BYTEA PRIMARY KEY, public_key BYTEA NOT NULL, name TEXT NOT NULL, offices TEXT NOT NULL,
    trust BIGINT NOT NULL, revoked_after BIGINT NOT NULL);
  CREATE TABLE redaction (
    event BYTEA NOT NULL, redacted_by BYTEA NOT NULL, PRIMARY KEY (event, redacted_by));
  CREATE TABLE ledger_wanted (hash TEXT COLLATE "C" PRIMARY KEY);
  CREATE TABLE ledger_content (
    hash TEXT COLLATE "C" NOT NULL, part BIGINT NOT NULL, parts BIGINT NOT NULL,
    bytes BYTEA NOT NULL, PRIMARY KEY (hash, part));
  CREATE TABLE ledger_once (name TEXT COLLATE "C" PRIMARY KEY);
)sql"};

constexpr std::string_view kNames[] = {"ledger",        "event",          "body",
                                       "state",         "node",           "redaction",
                                       "ledger_wanted", "ledger_content", "ledger_once"};

}  // namespace

constinit const db::TableList kTables{
    .name = "ledger", .sqlite = kSqlite, .postgresql = kPostgresql, .tables = kNames};

}  // namespace adem::ledger
