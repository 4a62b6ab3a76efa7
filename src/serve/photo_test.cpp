// Photos: what is left of a picture, and the way of one from a phone to whoever may see it.
#include "base/file.h"
#include "serve/picture.h"
#include "serve/picture_fixture.h"
#include "serve/serve_fixture.h"

namespace adem::serve {
namespace {

using namespace testing;

TEST(Picture, KeepsThePixelsAndNothingThatACameraWroteBesideThem) {
  const std::string remark = segment(0xFE, "Ketua KPPS"), name = segment(0xED, "Photoshop 3.0");
  const std::string adobe = segment(0xEE, std::string("Adobe\0d\0\0\0\0\1", 12));
  EXPECT_EQ(bare_picture(jpeg()), jpeg());
  EXPECT_EQ(bare_picture(jpeg(kExif + remark + name + segment(0xE2, "ICC_PROFILE"), "film")),
            jpeg());
  EXPECT_EQ(bare_picture(jpeg(adobe)), jpeg(adobe)) << "without it its colours would be others";
  EXPECT_EQ(bare_picture(jpeg("\xFF\xFF" + kExif)), jpeg()) << "filling before a marker";

  EXPECT_EQ(bare_picture(png()), png());
  EXPECT_EQ(bare_picture(
                png(chunk("eXIf", "GPS") + chunk("tEXt", "Author") + chunk("acTL", "x"), "behind")),
            png());
  EXPECT_EQ(bare_picture(png(chunk("gAMA", big(45455, 4)))), png(chunk("gAMA", big(45455, 4))));

  EXPECT_EQ(bare_picture(webp(kLossy)), webp(kLossy));
  EXPECT_EQ(bare_picture(webp(extended(0x2C) + riff("ICCP", "p") + kLossy + riff("EXIF", "GPS") +
                                  riff("XMP ", "<x/>"),
                              "behind")),
            webp(extended(0) + kLossy));
  const std::string with_alpha = webp(extended(0x10) + riff("ALPH", "aa") + kLossy);
  EXPECT_EQ(bare_picture(with_alpha), with_alpha);
}

TEST(Picture, PreviewInTheHeadOfAJpegIsLeftOut) {
  const std::string preview =
      segment(0xE0, std::string("JFIF\0\1\1\0\0\1\0\1\1\1", 14) + std::string("rgb"));
  std::string with = jpeg();
  const std::string head = segment(0xE0, std::string("JFIF\0\1\1\0\0\1\0\1\0\0", 14));
  with.replace(2, head.size(), preview);
  EXPECT_EQ(bare_picture(with), jpeg());
}

TEST(Picture, WhatIsCutOffOrNoPictureIsRefused) {
  const std::vector<std::string> whole = {
      jpeg(kExif), png(chunk("tEXt", "x")), webp(kLossy),
      webp(extended(0x10) + riff("ALPH", "aa") + kLossy + riff("EXIF", "e"))};
  for (const auto& picture : whole) {
    ASSERT_TRUE(bare_picture(picture));
    for (std::size_t size = 0; size < picture.size(); ++size) {
      EXPECT_FALSE(bare_picture(picture.substr(0, size))) << size << " of " << picture.size();
    }
  }
  std::string wrong = png();
  wrong[wrong.size() - 1] = 'x';
  const std::string huge = chunk("IHDR", big(1U << 30, 4) + big(1, 4) + std::string(5, '\0'));
  for (const std::string& bad : std::vector<std::string>{
           wrong, "GIF89a", "<svg onload=alert(1)>", "\xFF\xD8\xFF\xD9", "RIFF",
           std::string("\x89PNG\r\n\x1a\n") + huge + chunk("IDAT", "x") + chunk("IEND", ""),
           png(chunk("ABCD", "must be understood")), jpeg(segment(0xC9, "arithmetic")),
           webp(extended(2) + riff("ANIM", "x") + kLossy), webp(kLossy + kLossy),
           webp(riff("EXIF", "GPS")), webp(riff("ALPH", "a") + kLossy)}) {
    EXPECT_FALSE(bare_picture(bad)) << bad.substr(0, 16);
  }
}

class PhotoTest : public Served {
 protected:
  static Answer sent(Client& c, const std::string& picture, const char* type = "image/jpeg") {
    http::Headers headers = c.headers;
    headers.emplace_back("Content-Type", type);
    c.send(Client::request("POST", "/api/v1/content", headers, picture));
    return c.read();
  }
  static Json with_photo(std::uint64_t n, const std::string& hash) {
    Json act = report(n);
    act["args"]["photo"] = Json::array({hash});
    return act;
  }
  bool waits(const std::string& hash) {
    return std::filesystem::exists(place_.workspace().path("uploads/" + hash));
  }
};

TEST_F(PhotoTest, GoesWithItsReportToWhoeverMaySeeIt) {
  auto c = as("kpps");
  const Answer kept = sent(c, jpeg(kExif));
  ASSERT_EQ(kept.status, 200) << kept.body;
  const auto hash = kept.json()["hash"].get<std::string>();
  EXPECT_EQ(hash, content_hash(jpeg()));
  EXPECT_TRUE(waits(hash));
  EXPECT_EQ(sent(c, jpeg()).json()["hash"], hash) << "once more is no other";
  ASSERT_EQ(c.post("/api/v1/acts", with_photo(1, hash)).status, 200);
  EXPECT_FALSE(waits(hash));
  EXPECT_EQ(house().ledger().content(hash), jpeg());

  auto other = as("ptps");
  const Json page = other.get("/api/v1/stations/1472051003001").json();
  EXPECT_EQ(page["reports"]["kpps:14.72.05.1003"]["photos"], Json::array({hash}));
  const Answer seen = other.get("/api/v1/photos/" + hash);
  EXPECT_EQ(seen.body, jpeg());
  EXPECT_EQ(seen.headers.at("Content-Type"), "image/jpeg");
  EXPECT_EQ(seen.headers.at("Content-Security-Policy"), "default-src 'none'; sandbox");
  EXPECT_EQ(seen.headers.at("X-Content-Type-Options"), "nosniff");

  // What is taken out takes its photo along.
  const auto events = house().ledger().arrivals(0).events;
  ledger::Draft by;
  by.at = Instant(Seconds(now_));
  by.office = "kpu:14.72";
  house().ledger().redact(events.back().second.id, "wajah", by);
  const auto tag = seen.headers.at("ETag");
  EXPECT_EQ(other.ask("GET", "/api/v1/photos/" + hash, "", {{"If-None-Match", tag}}).status, 404);
}

TEST_F(PhotoTest, OneThatWasNamedBeforeAStopIsTakenInAtTheNextStart) {
  auto c = as("kpps");
  const std::string hash = content_hash(png());
  // The report came first, by another way, or the server stopped between the two.
  ASSERT_EQ(c.post("/api/v1/acts", with_photo(1, hash)).status, 200);
  EXPECT_EQ(c.get("/api/v1/photos/" + hash).status, 404);
  const auto directory = place_.workspace().path("uploads");
  std::filesystem::create_directories(directory);
  write_file_atomic(directory + "/" + hash, png());
  write_file_atomic(directory + "/rubbish", "x");
  const Photos started(directory, house().ledger());
  EXPECT_EQ(c.get("/api/v1/photos/" + hash).headers.at("Content-Type"), "image/png");
  EXPECT_FALSE(waits(hash));
}

TEST_F(PhotoTest, WhatIsNoPhotoOrComesFromNobodyIsRefused) {
  auto c = as("kpps");
  EXPECT_EQ(sent(c, "<svg/>").code(), "serve.no-picture");
  EXPECT_EQ(sent(c, jpeg(), "text/html").code(), "serve.no-picture");
  EXPECT_EQ(sent(c, "").code(), "serve.no-picture");
  auto nobody = client();
  EXPECT_EQ(sent(nobody, jpeg()).status, 401);
  auto large = as("kpps");
  EXPECT_EQ(sent(large, jpeg(std::string(1U << 20, 'x'))).status, 413);
  for (const char* target :
       {"/api/v1/photos/x", "/api/v1/photos/..%2f..%2fadem.toml", "/api/v1/photos/%2e%2e"}) {
    EXPECT_GE(c.get(target).status, 400) << target;
  }
  EXPECT_EQ(client().get("/api/v1/photos/" + content_hash("x")).status, 401);
  // Content that is no picture is no photo.
  const auto list = content_hash("a list");
  ASSERT_EQ(c.post("/api/v1/acts", with_photo(2, list)).status, 200);
  ASSERT_TRUE(house().ledger().take_content("a list"));
  EXPECT_EQ(c.get("/api/v1/photos/" + list).code(), "serve.no-content");
}

}  // namespace
}  // namespace adem::serve
