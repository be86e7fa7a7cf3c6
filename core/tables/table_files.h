// The files of each format, from what has been made and measured.
#pragma once

#include <string>
#include <vector>

#include "core/tables/clf_chain.h"
#include "core/tables/lattice.h"
#include "core/tables/table_text.h"

namespace easelight {

using Comment = std::vector<std::string>;

// `id` tells the table from others: an XML name.
Status WriteClf(const std::vector<ClfNode>& chain, std::string_view id, const Comment& comment, BlockFile& file);

// One table a channel, of output codes 0..65535, interleaved.
Status WriteCube1d(std::span<const uint16_t> entries, const Comment& comment, BlockFile& file);

Status WriteCube3d(const Lattice& lattice, const Comment& comment, BlockFile& file);

// The lattice's size is a square.
Status WriteHald(const Lattice& lattice, const Comment& comment, BlockFile& file);

}  // namespace easelight
