// Which directory of a TIFF file is the picture, and what the others are.
#pragma once

#include "core/io/tiff_directories.h"

namespace easelight {

struct TiffPages {
  TiffDirectory first;    // Has what holds for the whole file.
  TiffDirectory picture;  // May be the first.
  bool is_dng = false;
  bool is_flextight = false;  // An Imacon or Hasselblad Flextight wrote it.
  // Gray pages of the picture's size, one of which may be infrared: marked as a mask (NewSubfileType 4, as SilverFast
  // does), or not marked at all.
  bool marked_infrared = false;
  bool unmarked_gray = false;
};

// The picture is the largest page in color that is marked neither reduced nor a mask, in the chain of directories or
// among their children; a gray one where none in color is at least half as wide and high, as that is its thumbnail.
// Where all are marked, the largest of what is no mask, unless the file has children: then it is a camera raw file, of
// which only the preview is marked right. The first of equals. Errors: kUnsupported, kInvalidInput, kIo.
StatusOr<TiffPages> FindPicture(TiffDirectories& directories);

// Why a codec cannot read a directory: the entry whose count of values is damaged, by its name, with the limit; OK
// where nothing is wrong with it.
Status CheckCounts(TiffDirectories& directories, const TiffDirectory& directory);

}  // namespace easelight
