// What the commands about told things share.
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "election/import_report.h"
#include "election/witness.h"
#include "geo/table.h"

namespace adem::cli {

// One line with the counts, then notes and refusals; with --json the report of MODEL with the
// sentence of each refusal as "text".
void print_told_report(Context& context, const election::ImportReport& report);

// "Menurut PKD, 18 Nov 2024: pernah tergenang (pasang Oktober 2024), setinggi lutut. …"
std::string told_sentence(const words::Speech& speech, const election::WitnessAnswer& answer);
Json to_json(const election::WitnessAnswer& answer);

// --map field=COLUMN of the told files.
void add_map_option(CLI::App& command, Context& context, std::vector<std::string>& maps);
// Error cli.bad-map where a text is not field=COLUMN.
std::map<std::string, std::string> read_maps(const std::vector<std::string>& maps);

}  // namespace adem::cli
