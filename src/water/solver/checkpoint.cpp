// A run's whole state as bytes. The format is adem's own and of one version: it carries a run over
// an interruption on the machine that made it, it is no archive.
#include <bit>
#include <cstring>

#include "base/error.h"
#include "base/hash.h"
#include "water/solver/solver_impl.h"

namespace adem::water {

namespace {

constexpr std::uint64_t kMagic = 0x32525457'4d454441;  // "ADEMWTR2"

// Bytes through a checksum: of 64-bit words, in order, so that a swap is found too.
class Sum {
 public:
  void add(std::span<const std::byte> bytes) {
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + i, 8);
      mix(word);
    }
    for (; i < bytes.size(); ++i) mix(static_cast<std::uint64_t>(bytes[i]));
  }
  std::uint64_t value() const { return value_; }

 private:
  void mix(std::uint64_t word) {
    value_ = std::rotl(value_ ^ word, 29) * 0x9E3779B97F4A7C15U + 0x7F4A7C15U;
  }
  std::uint64_t value_ = kMagic;
};

class Out {
 public:
  explicit Out(const ByteSink& sink) : sink_(sink) {}
  template <class T>
  void operator()(const T* values, std::size_t count) {
    const auto bytes = std::as_bytes(std::span(values, count));
    sum_.add(bytes);
    sink_(bytes);
  }
  void finish() {
    const std::uint64_t sum = sum_.value();
    sink_(std::as_bytes(std::span(&sum, 1)));
  }

 private:
  const ByteSink& sink_;
  Sum sum_;
};

[[noreturn]] void damaged() { throw Error(ErrorKind::bad_input, "water.checkpoint-damaged"); }

class In {
 public:
  explicit In(const ByteSource& source) : source_(source) {}
  template <class T>
  void operator()(T* values, std::size_t count) {
    const auto bytes = std::as_writable_bytes(std::span(values, count));
    source_(bytes);
    sum_.add(bytes);
  }
  void finish() {
    std::uint64_t sum = 0;
    source_(std::as_writable_bytes(std::span(&sum, 1)));
    if (sum != sum_.value()) damaged();
  }

 private:
  const ByteSource& source_;
  Sum sum_;
};

struct Head {
  std::uint64_t magic = kMagic;
  std::uint32_t isa = 0, carried = 0;
  char fingerprint[64] = {};
  double time_s = 0, last_dt_s = 0, initial_m3 = 0;
  std::uint64_t steps = 0, cell_updates = 0, ticks = 0, parity = 0;
  std::uint64_t tiles = 0, boundary_cells = 0;
};

template <class T>
void append(std::string& to, std::span<const T> values) {
  const auto bytes = std::as_bytes(values);
  to.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  to += '|';
}
template <class T>
void append(std::string& to, const T& value) {
  append(to, std::span<const T>(&value, 1));
}
std::string hash_of(std::span<const float> values) {
  const auto bytes = std::as_bytes(values);
  return content_hash({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace

// Of ground, options and boundaries: what makes two solvers the same computation.
std::string Solver::Impl::fingerprint() const {
  std::string all;
  append(all, ground.frame.width);
  append(all, ground.frame.height);
  for (const double value : {ground.frame.dx, ground.frame.dy, cfl, theta, max_dt_s}) {
    append(all, value);
  }
  all += hash_of(ground.bed.cells) + hash_of(ground.roughness.cells);
  append(all, ground.manning);
  for (const auto* table : {&conductivity, &suction, &drains}) {
    append(all, table->everywhere);
    all += hash_of(table->field.cells);
  }
  append(all, green_ampt);
  append(all, std::span<const float>(products.arrival_m));
  append(all, std::span<const float>(products.duration_m));
  for (const bool wanted : {products.max_depth, products.max_speed, products.max_depth_speed}) {
    append(all, wanted);
  }
  for (const auto& boundary : boundaries.boundaries()) {
    append(all, boundary.kind);
    append(all, std::span<const std::size_t>(boundary.cells));
    append(all, std::span<const double>(boundary.series.time_s));
    append(all, std::span<const double>(boundary.series.value));
  }
  return content_hash(all);
}

void Solver::Impl::save(const ByteSink& sink) const {
  Out out(sink);
  Head head;
  head.isa = static_cast<std::uint32_t>(isa);
  head.carried = carried ? 1 : 0;
  const std::string print = fingerprint();
  std::memcpy(head.fingerprint, print.data(), std::min(print.size(), sizeof head.fingerprint));
  head.time_s = time_s;
  head.last_dt_s = last_dt_s;
  head.initial_m3 = initial_m3;
  head.steps = steps;
  head.cell_updates = cell_updates;
  head.ticks = ticks;
  head.parity = parity;
  head.tiles = tiles.size();
  head.boundary_cells = boundaries.all().size();
  out(&head, 1);
  for (const auto& cell : boundaries.all()) {
    const double values[] = {cell.pending, cell.in_m, cell.out_m};
    out(values, 3);
  }
  out(called.data(), called.size());
  for (const auto& tile : tiles) {
    out(&tile.kept, 1);
    const auto has = static_cast<std::uint8_t>((tile.block ? 1 : 0) + (tile.carry ? 2 : 0));
    out(&has, 1);
    out(tile.mask, kTileHeight);
    if (tile.block) out(tile.block.get(), layout.strips);
    if (tile.carry) out(tile.carry.get(), kTileCells);
  }
  out.finish();
}

void Solver::Impl::load(const ByteSource& source) {
  In in(source);
  Head head;
  in(&head, 1);
  if (head.magic != kMagic) damaged();
  if (head.isa != static_cast<std::uint32_t>(isa)) {
    if (head.isa > static_cast<std::uint32_t>(Isa::avx512)) damaged();
    throw Error(ErrorKind::unsupported, "water.checkpoint-other-isa",
                {{"theirs", std::string(isa_name(static_cast<Isa>(head.isa)))},
                 {"ours", std::string(isa_name(isa))}});
  }
  const std::string print = fingerprint();
  if (head.tiles != tiles.size() || head.boundary_cells != boundaries.all().size() ||
      std::memcmp(head.fingerprint, print.data(), sizeof head.fingerprint) != 0) {
    throw Error(ErrorKind::conflict, "water.checkpoint-other-run");
  }
  std::vector<double> of_cells(boundaries.all().size() * 3);
  in(of_cells.data(), of_cells.size());
  std::vector<std::uint8_t> asked(called.size());
  in(asked.data(), asked.size());
  std::vector<Tile> read(tiles.size());
  for (auto& tile : read) {
    in(&tile.kept, 1);
    std::uint8_t has = 0;
    in(&has, 1);
    if (has > 3 || (tile.kept.awake != 0 && has == 0)) damaged();
    in(tile.mask, kTileHeight);
    if ((has & 1U) != 0) {
      tile.allocate(layout, arena);
      in(tile.block.get(), layout.strips);
    }
    if ((has & 2U) != 0) {
      tile.carry_on(arena);
      in(tile.carry.get(), kTileCells);
    }
  }
  in.finish();
  take(std::move(read), of_cells, std::move(asked));
  carried = head.carried != 0;
  time_s = head.time_s;
  last_dt_s = head.last_dt_s;
  initial_m3 = head.initial_m3;
  steps = head.steps;
  cell_updates = head.cell_updates;
  ticks = head.ticks;
  parity = static_cast<unsigned>(head.parity & 1U);
  for (const auto t : awake) tiles[t].show(parity);
}

void Solver::Impl::take(std::vector<Tile> read, std::span<const double> of_cells,
                        std::vector<std::uint8_t> asked) {
  tiles = std::move(read);
  called = std::move(asked);
  awake.clear();
  for (std::size_t t = 0; t < tiles.size(); ++t) {
    if (tiles[t].kept.awake != 0) awake.push_back(static_cast<std::uint32_t>(t));
  }
  std::size_t next = 0;
  for (auto& cell : boundaries.all()) {
    cell.pending = of_cells[next];
    cell.in_m = of_cells[next + 1];
    cell.out_m = of_cells[next + 2];
    next += 3;
  }
}

}  // namespace adem::water
