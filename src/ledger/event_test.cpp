#include "ledger/event.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"

namespace adem::ledger {
namespace {

SigningKey key_of(std::uint8_t n) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(n);
  return SigningKey::from_seed(seed);
}

Event sample() {
  Event event;
  event.at = Instant{Seconds{1732060800}};  // 2024-11-20T00:00:00Z
  event.author = "ppk-1";
  event.office = "ppk:14.72.05";
  event.area = "14.72.05";
  event.kind = "commitment.made";
  event.subject = "m1~7f3a9c21.k2";
  event.body = Json{{"text", "Guntung \"1\"\nbaris dua"}, {"due", "2024-11-26"}, {"n", 3}};
  std::array<std::uint8_t, 10> random{};
  for (std::uint8_t i = 0; i < 10; ++i) random[i] = i;
  event.id = uuid7(event.at, random);
  event.node = id_of(key_of(7).public_key());
  event.seq = 1;
  event.hlc = Hlc{(1732060800000LL << 16) + 5};
  event.body_hash = hash_of(canonical(event.body));
  event.hash = header_hash(event);
  event.seal = seal_all(key_of(7), {event.hash}).front();
  return event;
}

std::string why_of(std::string_view line) {
  try {
    read_event(line);
  } catch (const Error& error) {
    return error.message().code + " " + std::get<std::string>(error.message().args.at(0).second);
  }
  return "";
}

// Written down so that a change of form, which would part old books from new ones, is seen.
TEST(EventTest, TheFormOfAHeaderStands) {
  const Event event = sample();
  EXPECT_EQ(canonical(event.body),
            R"({"due":"2024-11-26","n":3,"text":"Guntung \"1\"\nbaris dua"})");
  EXPECT_EQ(header(event),
            R"({"area":"14.72.05","author":"ppk-1","body_hash":")"
            R"(4c3a86521809ddd183b292ab419b9c8dcbfc5bf2bc6cecf9942f4b8f05cbc112",)"
            R"("hlc":"019346de64000005","id":"019346de-6400-7001-8203-040506070809",)"
            R"("kind":"commitment.made","node":"8d2d1c260127c74476b27136c5e38c00",)"
            R"("office":"ppk:14.72.05","prev":")"
            R"(0000000000000000000000000000000000000000000000000000000000000000",)"
            R"("seq":1,"subject":"m1~7f3a9c21.k2"})");
  EXPECT_EQ(event.hash.hex(), "e84f19a44c1de3617b28097dade1c61454b0874ab555ef4d8eb03f36f5f28471");
  EXPECT_EQ(hash_of(event_line(event)).hex(),
            "2326b98e4a3454ad8246643f4ecd9be723c66fde29d4576050b9cf9419f853f7");
}

TEST(EventTest, ALineGivesBackTheEvent) {
  Event event = sample();
  const Event read = read_event(event_line(event));
  EXPECT_EQ(event_line(read), event_line(event));
  EXPECT_EQ(read.hash, event.hash);
  EXPECT_EQ(read.seal, event.seal);
  EXPECT_EQ(read.at, event.at);
  EXPECT_EQ(read.body, *read_canonical(canonical(event.body)));
  EXPECT_FALSE(read.redacted);
  event.redacted = true;
  event.body = nullptr;
  const Event bare = read_event(event_line(event));
  EXPECT_TRUE(bare.redacted);
  EXPECT_TRUE(bare.body.is_null());
  EXPECT_EQ(bare.hash, event.hash);
}

TEST(EventTest, AnyChangedByteOfALineIsRefused) {
  const std::string line = event_line(sample());
  for (std::size_t i = 0; i < line.size(); ++i) {
    for (const char c : {'0', 'x', '"', '\n', '}'}) {
      std::string changed = line;
      if (changed[i] == c) continue;
      changed[i] = c;
      try {
        const Event read = read_event(changed);
        // The seal is proved by the signature only; every other change breaks a hash.
        ASSERT_EQ(read.hash, sample().hash) << i;
        ASSERT_NE(read.seal, sample().seal) << i;
        const auto sealed = open_seal(read.hash, read.seal);
        ASSERT_TRUE(!sealed ||
                    !verify(key_of(7).public_key(), seal_message(sealed->root), sealed->signature));
      } catch (const Error& error) {
        ASSERT_EQ(error.message().code, "ledger.bad-event");
      }
    }
    ASSERT_NE(why_of(std::string_view(line).substr(0, i)), "");
  }
}

TEST(EventTest, SaysWhatIsWrongWithALine) {
  const auto lie = [](const std::function<void(Event&)>& change, bool rehash) {
    Event event = sample();
    change(event);
    if (rehash) event.hash = header_hash(event);
    return why_of(event_line(event));
  };
  EXPECT_EQ(lie([](Event& e) { e.office = "kpu:14.72"; }, false), "ledger.bad-event hash");
  EXPECT_EQ(lie([](Event& e) { e.body["n"] = 4; }, true), "ledger.bad-event body");
  EXPECT_EQ(lie([](Event& e) { e.seq = 0; }, true), "ledger.bad-event form");
  EXPECT_EQ(lie([](Event& e) { e.seq = 2; }, true), "ledger.bad-event form") << "no event before";
  EXPECT_EQ(lie([](Event& e) { e.prev = e.hash; }, true), "ledger.bad-event form");
  EXPECT_EQ(lie([](Event& e) { e.seq = ~std::uint64_t{0}; }, true), "ledger.bad-event form");
  EXPECT_EQ(lie([](Event& e) { e.body = Json::array(); }, true), "ledger.bad-event form");
  EXPECT_EQ(why_of("{}"), "ledger.bad-event form");
  EXPECT_EQ(why_of(""), "ledger.bad-event form");
  EXPECT_EQ(why_of(R"({"body":{},"event":{}})"), "ledger.bad-event form");
  EXPECT_EQ(why_of(event_line(sample()) + " "), "ledger.bad-event form");
}

TEST(EventTest, ABodyAsDeepAsAllowedTravels) {
  Event event = sample();
  Json deep = 1;
  for (int i = 0; i < kMaxDepth - 1; ++i) deep = Json::array({deep});
  event.body = Json{{"deep", deep}};
  event.body_hash = hash_of(canonical(event.body));
  event.hash = header_hash(event);
  EXPECT_EQ(read_event(event_line(event)).body, event.body);
}

TEST(EventTest, FoldOrderIsClockNodeNumberHash) {
  const Event event = sample();
  Event later = event;
  later.hlc.value += 1;
  later.node = Id{};
  EXPECT_TRUE(fold_order(event, later) < 0);
  Event node = event;
  node.node.bytes[0] ^= 0x80;
  EXPECT_TRUE(fold_order(event, node) != 0);
  Event seq = event;
  seq.seq = 2;
  seq.hash = Hash{};
  EXPECT_TRUE(fold_order(event, seq) < 0);
  Event twin = event;
  twin.hash = Hash{};
  EXPECT_TRUE(fold_order(event, twin) > 0);
  EXPECT_TRUE(fold_order(event, event) == 0);
}

TEST(UuidTest, CarriesItsTime) {  // RFC 9562, appendix A.6
  const auto known = uuid_from_text("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  ASSERT_TRUE(known);
  EXPECT_EQ(iso_utc(time_of(*known)), "2022-02-22T19:22:22Z");
  EXPECT_EQ(uuid_text(*known), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  std::array<std::uint8_t, 10> ones{};
  ones.fill(0xff);
  EXPECT_EQ(uuid_text(uuid7(Instant{Seconds{1}}, ones)), "00000000-03e8-7fff-bfff-ffffffffffff");
  EXPECT_EQ(time_of(uuid7(Instant{Seconds{-5}}, ones)), Instant{});
  for (const char* bad :
       {"", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e279b07cc398c4dc0c0c07398f",
        "017f22e2-79b0-7cc3-98c4+dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398G"}) {
    EXPECT_FALSE(uuid_from_text(bad)) << bad;
  }
}

TEST(HlcTest, ItsTextSortsAsItDoes) {
  EXPECT_EQ(Hlc{255}.text(), "00000000000000ff");
  EXPECT_EQ(Hlc::from_text("00000000000000ff"), Hlc{255});
  EXPECT_FALSE(Hlc::from_text("8000000000000000"));
  EXPECT_FALSE(Hlc::from_text("00000000000000FF"));
  EXPECT_FALSE(Hlc::from_text("ff"));
  EXPECT_EQ(Hlc{(1732060800000LL << 16) + 5}.milliseconds(), 1732060800000LL);
}

std::vector<Hash> hashes_of(int count) {
  std::vector<Hash> hashes;
  for (int i = 0; i < count; ++i) hashes.push_back(hash_of(std::to_string(i)));
  return hashes;
}

TEST(SealTest, EveryEventOfACommitLeadsToTheSignedRoot) {
  for (int count = 1; count <= 150; ++count) {
    const auto hashes = hashes_of(count);
    const auto seals = seal_all(key_of(1), hashes);
    ASSERT_EQ(seals.size(), hashes.size());
    for (std::size_t i = 0; i < hashes.size(); ++i) {
      const auto sealed = open_seal(hashes[i], seals[i]);
      ASSERT_TRUE(sealed);
      ASSERT_EQ(
          sealed->root,
          open_seal(hashes[i / kSealMost * kSealMost], seals[i / kSealMost * kSealMost])->root);
      ASSERT_TRUE(verify(key_of(1).public_key(), seal_message(sealed->root), sealed->signature));
      ASSERT_FALSE(verify(key_of(2).public_key(), seal_message(sealed->root), sealed->signature));
    }
  }
}

TEST(SealTest, OneEventsSealDoesNotFitAnother) {
  const auto hashes = hashes_of(5);
  const auto seals = seal_all(key_of(1), hashes);
  const auto root = open_seal(hashes[0], seals[0])->root;
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t k = 0; k < 5; ++k) {
      const auto opened = open_seal(hashes[i], seals[k]);
      ASSERT_TRUE(opened);
      EXPECT_EQ(opened->root == root, i == k);
    }
  }
  EXPECT_EQ(seal_all(key_of(1), {}).size(), 0u);
}

TEST(SealTest, OnlyOneFormIsOpened) {
  const Hash hash = hash_of("x");
  const std::string seal = seal_all(key_of(1), {hash}).front();
  EXPECT_EQ(seal.size(), 66u);
  EXPECT_FALSE(open_seal(hash, seal.substr(1)));
  EXPECT_FALSE(open_seal(hash, ""));
  EXPECT_FALSE(open_seal(hash, seal + "x"));
  std::string sided = seal;
  sided.back() = 1;
  EXPECT_FALSE(open_seal(hash, sided)) << "a side without a sibling";
  EXPECT_FALSE(open_seal(hash, seal + std::string(std::size_t{17} * 32, 'x')));
}

// A leaf must not pass for a node above it.
TEST(SealTest, AnInnerNodeIsNoLeaf) {
  const auto hashes = hashes_of(2);
  const auto seals = seal_all(key_of(1), hashes);
  const auto root = open_seal(hashes[0], seals[0])->root;
  const std::string bare = seals[0].substr(0, 64) + std::string(2, '\0');
  EXPECT_NE(open_seal(root, bare)->root, root);
}

RC_GTEST_PROP(SealTest, AnyTextIsOpenedOrRefused, (const std::string& seal)) {
  const auto sealed = open_seal(hash_of("x"), seal);
  const bool holds =
      sealed && verify(key_of(1).public_key(), seal_message(sealed->root), sealed->signature);
  RC_ASSERT(!holds);
}

}  // namespace
}  // namespace adem::ledger
