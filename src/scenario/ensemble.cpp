#include "scenario/ensemble.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "election/futures.h"
#include "election/hazard.h"
#include "geo/cog.h"
#include "geo/mask_series.h"
#include "scenario/clock.h"

namespace adem::scenario {

namespace fs = std::filesystem;

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr std::array<double, 3> kShares = {0.1, 0.5, 0.9};

[[noreturn]] void damaged(const std::string& path) {
  throw Error(ErrorKind::bad_input, "scenario.checkpoint-damaged", {}, path);
}

// One member's results, read from front to back.
class Results {
 public:
  explicit Results(const std::string& path) : path_(path), file_(path, std::ios::binary) {}
  void floats(std::span<float> out) { read(reinterpret_cast<char*>(out.data()), out.size_bytes()); }
  std::string text() {
    std::uint64_t size = 0;
    read(reinterpret_cast<char*>(&size), sizeof size);
    if (size > kMostText) damaged(path_);
    std::string out(size, '\0');
    read(out.data(), size);
    return out;
  }
  void seek(std::size_t byte) { file_.seekg(static_cast<std::streamoff>(byte)); }

 private:
  static constexpr std::uint64_t kMostText = std::uint64_t{1} << 32U;
  void read(char* to, std::size_t size) {
    file_.read(to, static_cast<std::streamsize>(size));
    if (!file_) damaged(path_);
  }
  std::string path_;
  std::ifstream file_;
};

class Reduce {
 public:
  Reduce(const World& world, const std::string& work)
      : world_(world),
        members_(world.scenario.members.size()),
        cells_(world.domain->width() * world.domain->height()),
        above_(world.scenario.output.thresholds_m),
        texts_(texts_of(world, world.scenario.time.end)) {
    for (std::size_t m = 0; m < members_; ++m) {
      directories_.push_back(member_directory(work, m));
    }
    texts_.emplace_back(election::kMembersText, std::to_string(members_));
  }

  // Maps are made from bands of rows: all members' values of a band fit in memory.
  void maps() {
    auto frame = world_.domain->frame();
    std::vector<geo::Grid<float>> chance(above_.size(), frame);
    std::vector<geo::Grid<float>> arrival(above_.size() * kShares.size(), frame);
    for (auto* grids : {&chance, &arrival}) {
      for (auto& grid : *grids) grid.cells.assign(cells_, kNaN);
    }
    std::vector<Results> files;
    for (const auto& directory : directories_) files.emplace_back(directory + "/maps");
    constexpr std::size_t kBand = 1 << 16;
    for (std::size_t begin = 0; begin < cells_; begin += kBand) {
      const std::size_t n = std::min(kBand, cells_ - begin);
      for (std::size_t t = 0; t < above_.size(); ++t) {
        const auto times = gather(files, t, begin, n);
        for (std::size_t i = 0; i < n; ++i) {
          if (!world_.domain->inside(begin + i)) continue;
          const std::span<const float> at(times.data() + i * members_, members_);
          const auto there = std::ranges::count_if(at, [](float s) { return !std::isinf(s); });
          chance[t].cells[begin + i] = static_cast<float>(there) / static_cast<float>(members_);
          for (std::size_t q = 0; q < kShares.size(); ++q) {
            arrival[t * kShares.size() + q].cells[begin + i] = arrival_quantile(at, kShares[q]);
          }
        }
      }
    }
    write_maps(chance, arrival);
  }

  // The chance and the members at each report time, threshold by threshold. Memory: two numbers a
  // cell, whatever the number of members.
  void series() const {
    const auto reports = world_.reports();
    const auto& time = world_.scenario.time;
    const bool small = members_ < 255;
    const auto head = futures(reports.size());
    const auto bands = static_cast<int>(reports.size() * above_.size());
    geo::CogSeries chances(path("chance-series.tif"), world_.domain->frame(), bands,
                           small ? geo::CogSeries::Cell::byte : geo::CogSeries::Cell::word,
                           1.0 / static_cast<double>(members_), "");
    geo::MaskSeries sets(path("futures.tif"), world_.domain->frame(),
                         bands * static_cast<int>(head.words()));
    std::vector<Results> files;
    for (const auto& directory : directories_) files.emplace_back(directory + "/runs");
    std::vector<std::uint16_t> counts(cells_);
    std::vector<std::uint32_t> set(cells_);
    for (std::size_t r = 0; r < reports.size(); ++r) {
      const auto at = time.start + Seconds{static_cast<std::int64_t>(reports[r])};
      for (std::size_t t = 0; t < above_.size(); ++t) {
        const auto name = fmt::format("{} depth > {} m", iso_at(at, time.offset_s), above_[t]);
        std::fill(counts.begin(), counts.end(), std::uint16_t{0});
        for (std::size_t w = 0; w < head.words(); ++w) {
          take_word(files, w, counts, set);
          sets.put(head.band(r, t, w), set, name);
        }
        for (std::size_t i = 0; i < cells_; ++i) {
          if (!world_.domain->inside(i)) counts[i] = 0xffff;
        }
        chances.put(static_cast<int>(r * above_.size() + t) + 1, counts, name);
      }
    }
    // Evenly spaced from the first report to the last.
    auto texts = texts_of(world_, time.start + Seconds{static_cast<std::int64_t>(reports.back())});
    texts.emplace_back(election::kMembersText, std::to_string(members_));
    texts.emplace_back(election::kThresholdsText, fmt::format("{}", fmt::join(above_, ",")));
    chances.finish(texts);
    texts.emplace_back(election::kFuturesText, std::to_string(election::kMembersInBand));
    sets.finish(texts);
  }

  void gauges() const {
    if (world_.gauges.empty()) return;
    for (std::size_t m = 0; m < members_; ++m) {
      const auto to = path(fmt::format("members/{:03}", m + 1));
      fs::create_directories(to);
      write_file_atomic(to + "/gauges.csv", read_file(directories_[m] + "/gauges.csv"));
    }
  }

 private:
  std::string path(const std::string& name) const {
    return world_.scenario.output.directory + "/" + name;
  }

  election::FuturesHead futures(std::size_t moments) const {
    return {above_, static_cast<int>(members_), moments};
  }

  // The next runs of the members of one word: counted, and as bits.
  void take_word(std::vector<Results>& files, std::size_t word, std::vector<std::uint16_t>& counts,
                 std::vector<std::uint32_t>& set) const {
    constexpr auto kInBand = static_cast<std::size_t>(election::kMembersInBand);
    std::fill(set.begin(), set.end(), 0U);
    for (std::size_t m = word * kInBand; m < std::min(members_, (word + 1) * kInBand); ++m) {
      const auto bit = std::uint32_t{1} << m % kInBand;
      each_run(files[m].text(), cells_, [&](std::size_t first, std::size_t count) {
        for (std::size_t i = first; i < first + count; ++i) {
          ++counts[i];
          set[i] |= bit;
        }
      });
    }
    for (std::size_t i = 0; i < cells_; ++i) {
      if (!world_.domain->inside(i)) set[i] = election::kCellUnknown;
    }
  }

  // Arrivals over threshold t of n cells from `begin`, members together and sorted.
  std::vector<float> gather(std::vector<Results>& files, std::size_t t, std::size_t begin,
                            std::size_t n) const {
    std::vector<float> one(n), all(n * members_);
    for (std::size_t m = 0; m < members_; ++m) {
      files[m].seek((t * cells_ + begin) * sizeof(float));
      files[m].floats(one);
      for (std::size_t i = 0; i < n; ++i) {
        all[i * members_ + m] =
            std::isnan(one[i]) ? std::numeric_limits<float>::infinity() : one[i];
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      const auto first = all.begin() + static_cast<std::ptrdiff_t>(i * members_);
      std::sort(first, first + static_cast<std::ptrdiff_t>(members_));
    }
    return all;
  }

  void write_maps(const std::vector<geo::Grid<float>>& chance,
                  const std::vector<geo::Grid<float>>& arrival) const {
    std::vector<geo::CogBand> bands;
    for (std::size_t t = 0; t < above_.size(); ++t) {
      bands.push_back({&chance[t], "", fmt::format("max depth > {} m", above_[t])});
    }
    geo::write_cog(path("chance.tif"), bands, texts_);
    bands.clear();
    for (std::size_t i = 0; i < arrival.size(); ++i) {
      bands.push_back({&arrival[i], "s",
                       fmt::format("depth > {} m, {} of members", above_[i / kShares.size()],
                                   kShares[i % kShares.size()])});
    }
    geo::write_cog(path("arrival.tif"), bands, texts_);
  }

  const World& world_;
  std::size_t members_, cells_;
  const std::vector<double>& above_;
  geo::Texts texts_;
  std::vector<std::string> directories_;
};

}  // namespace

std::string member_directory(const std::string& work, std::size_t index) {
  return fmt::format("{}/member-{:03}", work, index + 1);
}

float arrival_quantile(std::span<const float> sorted, double share) {
  const auto rank = static_cast<std::size_t>(
      std::max(1.0, std::ceil(share * static_cast<double>(sorted.size()) - 1e-9)));
  const float at = sorted[rank - 1];
  return std::isinf(at) ? -1.0F : at;
}

void keep_member(const World& world, const MemberRun& run, const Member& member,
                 const std::string& directory) {
  const auto sink = [](AtomicFile& file, std::span<const std::byte> bytes) { file.put(bytes); };
  {
    AtomicFile maps(directory + "/maps");
    std::vector<float> cells(world.domain->width() * world.domain->height());
    for (std::size_t t = 0; t < world.scenario.output.thresholds_m.size(); ++t) {
      run.solver().values(water::Quantity::arrival, t, cells);
      sink(maps, std::as_bytes(std::span(cells)));
    }
    maps.commit();
  }
  {
    AtomicFile runs(directory + "/runs");
    for (const auto& text : run.recorder().exceedance()) {
      const std::uint64_t size = text.size();
      sink(runs, std::as_bytes(std::span(&size, 1)));
      runs.put(text);
    }
    runs.commit();
  }
  write_file_atomic(directory + "/gauges.csv", run.recorder().gauges_csv());
  write_file_atomic(directory + "/account.json", to_json(account_of(run, member)).dump());
  std::error_code ignored;
  fs::remove(directory + "/state", ignored);
}

std::optional<Account> kept_account(const std::string& directory) {
  const auto path = directory + "/account.json";
  std::error_code error;
  if (!fs::exists(path, error)) return std::nullopt;
  try {
    return account_from(Json::parse(read_file(path)));
  } catch (const Json::exception&) {
    damaged(path);
  }
}

void write_ensemble(const World& world, const std::string& work) {
  Reduce reduce(world, work);
  reduce.maps();
  reduce.series();
  reduce.gauges();
}

}  // namespace adem::scenario
