#include "cli/run.h"

int main(int argc, char** argv) { return adem::cli::run(argc, argv); }
