// Sentences about one station, one promise, one source: the same in every form of the brief.
#pragma once

#include <string>
#include <vector>

#include "brief/brief_view.h"

namespace adem::brief {

std::string status_words(election::Status status, const words::Speech& speech);
std::string hazard_words(election::HazardKind kind, const words::Speech& speech);

// "TPS 004", and with its village: "TPS 004 Guntung".
std::string short_label(const election::StationOutlook& station);
std::string label(const election::StationOutlook& station, const View& view);
std::string village_name(const election::StationOutlook& station, const View& view);

// Why the computation says so, from its reason code.
std::string computed_words(const election::StationOutlook& station, const words::Speech& speech);

// What one witness said, in sentences, without who; and who and when: "PKD Guntung, 18 Nov 2024".
std::string told_words(const election::WitnessAnswer& answer, const words::Speech& speech);
std::string told_by(const election::WitnessAnswer& answer, const words::Speech& speech);

// What to do next about a station: its promise, the move that is agreed, whom to ask.
std::string next_step(const election::StationOutlook& station, const View& view,
                      const words::Speech& speech);

// "lewat 3 hari" / "hari ini" / "4 hari lagi"; empty without a date.
std::string due_words(const desk::Commitment& promise, const View& view,
                      const words::Speech& speech);

// A date as people write it; the sentence for a missing one.
std::string date_words(const std::string& iso_date, const words::Speech& speech);

// What a source is: "Station list"; its code where these words have none for it.
std::string source_words(const election::SourceNote& note, const words::Speech& speech);

// "20 Nov 2024 pukul 19.00 WIB"
std::string as_of(Instant at, const words::Speech& speech);

// Source line inside the map: which data, as of when.
std::string map_source(const Input& input, const words::Speech& speech);

// Clock of an instant within the station window: names the day when it is not the voting day.
std::string window_clock(Instant at, const election::Window& window, const words::Speech& speech);

// One line without the stop at its end: for putting into a sentence.
std::string clause(std::string_view text);

// One line: blanks and line breaks folded into single spaces.
std::string one_line(std::string_view text);

}  // namespace adem::brief
