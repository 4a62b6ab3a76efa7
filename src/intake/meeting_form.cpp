#include "intake/meeting_form.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "base/error.h"
#include "election/find_station.h"
#include "intake/intake.h"
#include "intake/told_sheets.h"

namespace adem::intake {

namespace {

using election::FormRow;
using election::FormSheet;
using election::MeetingForm;
using election::plain_name;

// A field and what people call it; the first two are what the blank form prints (id, en).
struct FieldName {
  std::string_view field;
  std::vector<std::string_view> names;
};

struct SheetName {
  std::string_view part;
  std::vector<std::string_view> names;
  std::vector<FieldName> fields;
};

const std::vector<SheetName>& sheet_names() {
  static const std::vector<SheetName> all = {
      {"heading",
       {"Rapat", "Meeting", "heading", "kepala"},
       {{"title", {"Judul", "Title", "nama rapat", "acara", "kegiatan"}},
        {"date", {"Tanggal", "Date", "hari", "day"}},
        {"clock", {"Pukul", "Time", "jam", "waktu", "clock"}},
        {"place", {"Tempat", "Place", "lokasi", "venue"}},
        {"convener", {"Penyelenggara", "Convener", "pengundang", "convenor"}},
        {"area", {"Wilayah", "Area", "kode wilayah"}},
        {"letter-number", {"Nomor surat", "Letter number", "nomor"}},
        {"invited", {"Diundang", "Invited", "undangan"}},
        {"opened", {"Dibuka pukul", "Opened at", "dibuka", "opened"}},
        {"closed", {"Ditutup pukul", "Closed at", "ditutup", "closed"}},
        {"closing", {"Penutup", "Closing words", "closing"}}}},
      {"attendance",
       {"Kehadiran", "Attendance", "daftar hadir", "peserta"},
       {{"office", {"Jabatan", "Office", "instansi", "kantor"}},
        {"name", {"Nama", "Name"}},
        {"role", {"Peran", "Role"}},
        {"present", {"Hadir", "Present"}}}},
      {"agenda",
       {"Agenda", "Agenda", "susunan acara"},
       {{"number", {"No", "No", "nomor", "number"}},
        {"title", {"Acara", "Item", "agenda", "judul", "title"}},
        {"notes", {"Catatan", "Notes", "isi"}}}},
      {"questions",
       {"Tanya jawab", "Questions", "pertanyaan"},
       {{"number", {"No", "No", "nomor", "number"}},
        {"office", {"Penanya", "Asked by", "ditanyakan oleh"}},
        {"question", {"Pertanyaan", "Question"}},
        {"station", {"TPS", "Stations", "station"}},
        {"answered-by", {"Penjawab", "Answered by", "dijawab oleh"}},
        {"answer", {"Jawaban", "Answer"}}}},
      {"commitments",
       {"Komitmen", "Commitments", "janji", "promises", "tindak lanjut"},
       {{"number", {"No", "No", "nomor", "number"}},
        {"owner", {"Penanggung jawab", "Owner", "pemilik"}},
        {"commitment", {"Janji", "Promise", "komitmen", "commitment"}},
        {"due", {"Tenggat", "Due", "batas waktu", "due date"}},
        {"station", {"TPS", "Stations", "station"}},
        {"question", {"Pertanyaan", "Question", "no pertanyaan"}},
        {"kept-on", {"Ditepati tanggal", "Kept on", "ditepati"}},
        {"evidence", {"Bukti", "Evidence"}}}},
      {"obstacles",
       {"Kendala", "Obstacles", "hambatan"},
       {{"number", {"No", "No", "nomor", "number"}},
        {"stage", {"Tahapan", "Stage"}},
        {"place", {"Tempat", "Place", "lokasi"}},
        {"effect", {"Akibat", "Effect", "dampak"}},
        {"step", {"Langkah", "Step", "antisipasi"}},
        {"owner", {"Penanggung jawab", "Owner"}},
        {"due", {"Tenggat", "Due", "batas waktu"}}}}};
  return all;
}

bool named(const std::vector<std::string_view>& names, const std::string& text) {
  const std::string plain = plain_name(text);
  return std::ranges::any_of(names, [&](std::string_view n) { return plain_name(n) == plain; });
}

const FieldName* field_of(const SheetName& sheet, const std::string& text) {
  for (const auto& field : sheet.fields) {
    if (named(field.names, text)) return &field;
  }
  return nullptr;
}

// "Judul, Tanggal, Pukul": what the blank form calls them.
template <typename Named>
std::string known(const std::vector<Named>& all) {
  std::string text;
  for (const auto& one : all) text += (text.empty() ? "" : ", ") + std::string(one.names.front());
  return text;
}

std::string where(const std::string& path, const std::string& sheet, std::size_t row) {
  return path + ", " + sheet + ", " + std::to_string(row);
}

// Two columns, a line a field: "Judul | FGD …".
FormRow read_heading(const std::string& path, const Sheet& sheet, const SheetName& names) {
  FormRow out;
  const auto take = [&](const std::string& label, const std::string& value, std::size_t number) {
    if (label.empty() && value.empty()) return;
    const FieldName* field = field_of(names, label);
    if (field == nullptr) {
      if (value.empty()) return;  // a remark of the form's author holds no value
      throw Error(ErrorKind::bad_input, "form.unknown-line",
                  {{"line", label}, {"known", known(names.fields)}},
                  where(path, sheet.name, number));
    }
    if (value.empty()) return;
    if (!out.values.emplace(field->field, value).second) {
      throw Error(ErrorKind::bad_input, "form.twice", {{"line", label}},
                  where(path, sheet.name, number));
    }
  };
  // A form without its "Isian | Nilai" header still begins with a value.
  if (sheet.columns.size() >= 2 && field_of(names, sheet.columns[0]) != nullptr) {
    take(sheet.columns[0], sheet.columns[1], 1);
  }
  for (const auto& row : sheet.rows) {
    take(row.cells[0], row.cells.size() > 1 ? row.cells[1] : "", row.number);
  }
  out.number = 1;
  return out;
}

FormSheet read_rows(const std::string& path, const Sheet& sheet, const SheetName& names) {
  std::vector<const FieldName*> fields;
  for (const auto& column : sheet.columns) fields.push_back(field_of(names, column));
  FormSheet out{sheet.name, {}};
  for (const auto& row : sheet.rows) {
    FormRow kept{row.number, {}};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (row.cells[i].empty()) continue;
      if (fields[i] == nullptr) {
        throw Error(
            ErrorKind::bad_input, "form.unknown-column",
            {{"column", sheet.columns[i]}, {"value", row.cells[i]}, {"known", known(names.fields)}},
            where(path, sheet.name, row.number));
      }
      if (!kept.values.emplace(fields[i]->field, row.cells[i]).second) {
        throw Error(ErrorKind::bad_input, "form.twice", {{"line", sheet.columns[i]}},
                    where(path, sheet.name, row.number));
      }
    }
    // A prepared line that holds its number and nothing else has not been filled in.
    const bool blank = kept.values.size() == 1 && kept.values.contains("number");
    if (!blank) out.rows.push_back(std::move(kept));
  }
  return out;
}

}  // namespace

MeetingForm read_meeting_form(const std::string& path) {
  MeetingForm form;
  const auto& names = sheet_names();
  const std::array<FormSheet*, 5> parts = {&form.attendance, &form.agenda, &form.questions,
                                           &form.commitments, &form.obstacles};
  bool heading = false;
  for (Sheet& sheet : read_sheets(path, Options{})) {
    if (sheet.name.empty()) sheet.name = geo::table_layers(path).front();
    const auto found = std::ranges::find_if(
        names, [&sheet](const SheetName& each) { return named(each.names, sheet.name); });
    if (found == names.end()) {
      if (sheet.rows.empty()) continue;
      throw Error(ErrorKind::bad_input, "form.unknown-sheet",
                  {{"sheet", sheet.name}, {"known", known(names)}}, path);
    }
    if (found == names.begin()) {
      form.heading = read_heading(path, sheet, *found);
      form.heading_sheet = sheet.name;
      heading = true;
    } else {
      *parts.at(static_cast<std::size_t>(found - names.begin()) - 1) =
          read_rows(path, sheet, *found);
    }
  }
  if (!heading) {
    throw Error(ErrorKind::bad_input, "form.no-heading", {{"known", known(names)}}, path);
  }
  return form;
}

std::vector<geo::OutTable> blank_meeting_form(const std::string& language,
                                              const std::vector<std::string>& agenda) {
  constexpr int kBlankRows = 12;
  const std::size_t spoken = language == "id" ? 0 : 1;
  std::vector<geo::OutTable> tables;
  for (const auto& sheet : sheet_names()) {
    geo::OutTable table;
    table.name = sheet.names[spoken];
    if (sheet.part == "heading") {
      table.columns = language == "id" ? std::vector<std::string>{"Isian", "Nilai"}
                                       : std::vector<std::string>{"Line", "Value"};
      for (const auto& field : sheet.fields) {
        table.rows.push_back({std::string(field.names[spoken]), ""});
      }
      tables.push_back(std::move(table));
      continue;
    }
    for (const auto& field : sheet.fields) table.columns.emplace_back(field.names[spoken]);
    const bool numbered = sheet.fields.front().field == "number";
    const bool filled = sheet.part == "agenda";
    const auto rows = filled ? agenda.size() : static_cast<std::size_t>(kBlankRows);
    for (std::size_t i = 0; i < rows; ++i) {
      std::vector<std::string> row(table.columns.size());
      if (numbered) row[0] = std::to_string(i + 1);
      if (filled) row[1] = agenda[i];
      table.rows.push_back(std::move(row));
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace adem::intake
