// A NetCDF classic file (CDF-1) written by hand: rain over time on a small grid of degrees. The
// format is in the NetCDF user guide, appendix B.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

namespace adem::scenario {

class NetCdf {
 public:
  // values: time × 2 × 2, rows from north; cells of 0.1° from 105° E, 6.4° S.
  static std::string rain(const std::vector<double>& hours, const std::vector<float>& values,
                          const std::string& time_units, const std::string& unit) {
    NetCdf out;
    out.text_ = std::string("CDF\x01", 4);
    out.whole(0);  // no record dimension
    const auto times = static_cast<std::uint32_t>(hours.size());
    out.list(10, 3);
    out.named("time", times).named("lat", 2).named("lon", 2);
    out.whole(0).whole(0);  // no global attributes
    out.list(11, 4);
    const std::uint32_t coordinates[] = {times * 8, 16, 16};
    // Offsets are known once the header's length is: written in a second pass.
    std::uint32_t at = out.header_size(time_units, unit);
    out.variable("time", {0}, {{"units", time_units}}, 6, coordinates[0], at);
    at += coordinates[0];
    out.variable("lat", {1}, {{"units", "degrees_north"}}, 6, 16, at);
    at += 16;
    out.variable("lon", {2}, {{"units", "degrees_east"}}, 6, 16, at);
    at += 16;
    out.variable("precip", {0, 1, 2}, unit.empty() ? Attributes{} : Attributes{{"units", unit}}, 5,
                 times * 16, at);
    for (const double h : hours) out.real(h);
    for (const double lat : {-6.45, -6.55}) out.real(lat);
    for (const double lon : {105.05, 105.15}) out.real(lon);
    for (const float v : values) out.whole(std::bit_cast<std::uint32_t>(v));
    return out.text_;
  }

 private:
  using Attributes = std::vector<std::pair<std::string, std::string>>;

  static std::uint32_t padded(std::size_t n) { return static_cast<std::uint32_t>((n + 3) / 4 * 4); }
  static std::uint32_t header_size(const std::string& time_units, const std::string& unit) {
    // Fixed parts counted from the layout above, then the two texts that vary.
    const auto variable = [](std::size_t name, std::size_t dims, std::uint32_t attributes) {
      return 4 + padded(name) + 4 + 4 * static_cast<std::uint32_t>(dims) + 8 + attributes + 12;
    };
    const auto units = [](std::size_t length) { return 4 + padded(5) + 8 + padded(length); };
    return 8 + 8 + (4 + 4 + 4) + (4 + 4 + 4) + (4 + 4 + 4) + 8 + 8 +
           variable(4, 1, units(time_units.size())) + variable(3, 1, units(13)) +
           variable(3, 1, units(12)) + variable(6, 3, unit.empty() ? 0 : units(unit.size()));
  }

  NetCdf& whole(std::uint32_t v) {
    for (int shift = 24; shift >= 0; shift -= 8) text_ += static_cast<char>(v >> shift & 0xffU);
    return *this;
  }
  void real(double v) {
    const auto bits = std::bit_cast<std::uint64_t>(v);
    whole(static_cast<std::uint32_t>(bits >> 32U)).whole(static_cast<std::uint32_t>(bits));
  }
  void text(const std::string& t) {
    whole(static_cast<std::uint32_t>(t.size()));
    text_ += t + std::string(padded(t.size()) - t.size(), '\0');
  }
  void list(std::uint32_t tag, std::uint32_t n) { whole(tag).whole(n); }
  NetCdf& named(const std::string& name, std::uint32_t v) {
    text(name);
    return whole(v);
  }
  void variable(const std::string& name, const std::vector<std::uint32_t>& dims,
                const Attributes& attributes, std::uint32_t type, std::uint32_t size,
                std::uint32_t begin) {
    text(name);
    whole(static_cast<std::uint32_t>(dims.size()));
    for (const auto d : dims) whole(d);
    if (attributes.empty()) {
      whole(0).whole(0);
    } else {
      list(12, static_cast<std::uint32_t>(attributes.size()));
      for (const auto& [key, value] : attributes) {
        text(key);
        whole(2);  // characters
        text(value);
      }
    }
    whole(type).whole(size).whole(begin);
  }
  std::string text_;
};

}  // namespace adem::scenario
