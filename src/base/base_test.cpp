#include <gtest/gtest.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/time.h"
#include "base/toml.h"

namespace adem {
namespace {

TEST(Hash, IdsKeepPartsApartAndNeverChange) {
  EXPECT_NE(make_id({"ab", "c"}), make_id({"a", "bc"}));
  // Written down: an id that changes would tear two laptops apart.
  EXPECT_EQ(make_id({"pilkada-2024", "kpu", "1472051003001"}).hex().size(), 32U);
  const Id id = make_id({"x"});
  EXPECT_EQ(Id::from_hex(id.hex()), id);
  EXPECT_FALSE(Id::from_hex("zz"));
  const std::string large(1000, 'x');
  EXPECT_EQ(make_id({large}), make_id({large}));
}

TEST(Time, ReadsIsoAndWritesItBack) {
  const Zone jakarta("Asia/Jakarta");
  const auto at = parse_instant("2024-11-27T07:00:00+07:00", jakarta);
  ASSERT_TRUE(at);
  EXPECT_EQ(iso_utc(*at), "2024-11-27T00:00:00Z");
  EXPECT_EQ(iso_local(*at, jakarta), "2024-11-27T07:00:00+07:00");
  EXPECT_EQ(parse_instant("2024-11-27 07:00", jakarta), at);
  EXPECT_EQ(parse_instant("2024-11-27T00:00Z", jakarta), at);
  for (const char* bad : {"", "2024", "2024-13-01", "2024-02-30", "2024-11-27T25:00", "27/11/2024",
                          "2024-11-27T07:00x", "2024-11-27T07:00+9"}) {
    EXPECT_FALSE(parse_instant(bad, jakarta)) << bad;
  }
}

TEST(Time, RefusesAnUnknownZone) { EXPECT_THROW(Zone("Asia/Dumai"), Error); }

TEST(Time, HoldsAcrossClockChanges) {
  const Zone berlin("Europe/Berlin");
  const LocalTime twice{.year = 2024, .month = 10, .day = 27, .hour = 2, .minute = 30};
  EXPECT_EQ(iso_utc(berlin.instant(twice)), "2024-10-27T00:30:00Z");
}

TEST(Toml, SaysWhereItBreaks) {
  TomlLines lines;
  const Json json = parse_toml("a = 1\nday = 2024-11-27\n[t]\nx = [1.5, true]", "f.toml", &lines);
  EXPECT_EQ(lines.at("day"), 2);
  EXPECT_EQ(lines.at("t.x[1]"), 4);
  EXPECT_EQ(json["day"], "2024-11-27");
  EXPECT_EQ(json["t"]["x"][0], 1.5);
  try {
    parse_toml("a = \n", "f.toml");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "base.bad-toml");
    EXPECT_TRUE(error.where().starts_with("f.toml:1:")) << error.where();
    EXPECT_EQ(error.http_status(), 422);
  }
}

}  // namespace
}  // namespace adem
