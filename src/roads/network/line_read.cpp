#include "roads/network/line_read.h"

#include <map>

#include "base/error.h"
#include "geo/table.h"
#include "roads/network/line_words.h"
#include "roads/network/osm_tags.h"

namespace adem::roads {

namespace {

class RowTags : public Tags {
 public:
  std::string_view get(const char* key) const override {
    const auto it = tags_.find(key);
    return it == tags_.end() ? std::string_view() : std::string_view(it->second);
  }
  void clear() { tags_.clear(); }
  void put(const std::pair<std::string, std::string>& tag) {
    if (!tag.second.empty()) tags_.insert_or_assign(tag.first, tag.second);
  }

 private:
  std::map<std::string, std::string, std::less<>> tags_;
};

// What a feature without a class is: a road that anybody may use, by what else is said of it.
Kind plain_road(const RowTags& tags) {
  RowTags as_road = tags;
  as_road.put({kClassKey, "road"});
  return *kind_of(as_road);
}

class LineReading {
 public:
  LineReading(const std::string& path, const LineOptions& options)
      : options_(options), reader_(open(path, options)) {
    if (!reader_->spatial()) throw Error(ErrorKind::bad_input, "roads.no-lines", {}, path);
    columns_ = columns_by_key(reader_->columns());
    for (const auto& [key, column] : columns_) {
      if (key == kClassKey) class_column_ = reader_->columns()[column];
    }
  }

  LinesRead read(const std::string& path, const Progress& progress) {
    std::size_t rows = 0;
    for (geo::Row row; reader_->next(row);) {
      take(row);
      if (progress && ++rows % 4096 == 0) progress(rows, 0);
    }
    if (drawn_.empty()) throw Error(ErrorKind::bad_input, "roads.no-roads", {{"path", path}}, path);
    LinesRead out;
    out.lines = weld(std::move(drawn_), options_.snap_m, out.welding);
    out.lines.names = std::move(names_);
    out.lines.flagged.insert(out.lines.flagged.begin(), flagged_.begin(), flagged_.end());
    if (class_column_.empty()) {
      out.notes.push_back({"roads.note.no-class-column", {}});
    } else {
      out.notes.push_back({"roads.note.class-column", {{"column", class_column_}}});
    }
    return out;
  }

 private:
  static std::unique_ptr<geo::TableReader> open(const std::string& path,
                                                const LineOptions& options) {
    geo::TableOptions table;
    table.crs = options.crs;
    table.layer = options.layer;
    return geo::open_table(path, table);
  }

  void flag(FlagKind kind, const geo::Row& row, Place place) {
    flagged_.push_back({static_cast<std::int64_t>(row.number), place, 0, kind, 0xFF, 0});
  }

  void take(const geo::Row& row) {
    tags_.clear();
    for (const auto& [key, column] : columns_) {
      const auto tag = tag_of(key, row.cells[column]);
      // A column of its own says more than the word in the class column.
      if (key == kClassKey || tags_.get(tag.first.c_str()).empty() || key == tag.first) {
        tags_.put(tag);
      }
    }
    Place where = kNoPlace;
    for (const auto& line : row.lines) {
      for (const auto& point : line) {
        if (where == kNoPlace && on_earth(point)) where = to_place(point);
      }
    }
    if (row.lines.empty()) return flag(FlagKind::no_line, row, where);
    auto kind = kind_of(tags_);
    const auto highway = tags_.get(kClassKey);
    const bool narrow = highway.empty() && !tags_.get("waterway").empty();
    if (highway == kRailway || is_no_road(highway) || (!kind && narrow)) {
      return flag(FlagKind::no_road, row, where);
    }
    if (!kind) kind = plain_road(tags_);
    if (kind->road == RoadClass::unknown && !class_column_.empty()) {
      flag(FlagKind::unknown_class, row, where);
    }
    kind->source = static_cast<std::int64_t>(row.number);
    kind->name = names_.number(road_name(tags_));
    draw(row, *kind, where);
  }

  // A line ends before a point that is not on Earth and begins again behind it.
  void draw(const geo::Row& row, const Kind& kind, Place where) {
    bool bad = false;
    for (const auto& line : row.lines) {
      Drawn made{{}, kind};
      const auto close = [&] {
        if (!made.points.empty()) drawn_.push_back(made);
        made.points.clear();
      };
      for (const auto& point : line) {
        if (!on_earth(point)) {
          bad = true;
          close();
          continue;
        }
        const Place place = to_place(point);
        if (made.points.empty() || made.points.back() != place) made.points.push_back(place);
      }
      close();
    }
    if (bad) flag(FlagKind::bad_place, row, where);
  }

  const LineOptions& options_;
  std::unique_ptr<geo::TableReader> reader_;
  std::vector<std::pair<std::string, std::size_t>> columns_;
  std::string class_column_;
  RowTags tags_;
  std::vector<Drawn> drawn_;
  Names names_;
  std::vector<Flagged> flagged_;
};

}  // namespace

LinesRead read_lines(const std::string& path, const LineOptions& options,
                     const Progress& progress) {
  if (!(options.snap_m >= 0 && options.snap_m <= kLongestSnap_m)) {
    throw Error(ErrorKind::misuse, "roads.bad-snap",
                {{"snap_m", options.snap_m}, {"most_m", kLongestSnap_m}});
  }
  return LineReading(path, options).read(path, progress);
}

}  // namespace adem::roads
