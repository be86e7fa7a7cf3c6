#!/usr/bin/env bash
# Builds the C and C++ libraries of the decoders and encoders, once for each variant of the engine:
#   threads, single   for WebAssembly, with and without -pthread (their objects do not mix)
#   native            for the tool and its tests, from the same sources, so that files and pixels are the same everywhere
# `third_party.sh --prefix VARIANT` prints the variant's folder, which is named after everything that decides its content:
# include/ and lib/, and for WebAssembly headers/ with a link to the system's nlohmann/json, which is header only.
# `third_party.sh VARIANT...` makes those that are missing. Sources are Debian source packages, so the distribution's
# security patches are in; but for LibRaw, of which the distribution's is too old for today's cameras.
set -euo pipefail
# shellcheck source=tools/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Source package, upstream tarball, its SHA-256. Only the tarball is pinned: the revision, which carries the patches, moves.
PINS="\
zlib           zlib_1.2.13.dfsg.orig.tar.bz2    71feb7947e3c00ef125f83b79a4e529bde31171e5babe48b391f06758d1ab0a1
libpng1.6      libpng1.6_1.6.39.orig.tar.gz     a00e9d2f2f664186e4202db9299397f851aea71b36a35e74910b8820e380d441
libjpeg-turbo  libjpeg-turbo_2.1.5.orig.tar.gz  254f3642b04e309fee775123133c6464181addc150499561020312ec61c1bf7c
tiff           tiff_4.5.0.orig.tar.bz2          638f43d7dea33948d5dee7f39572fc0194d9cc3c74195de9dd26a4388a1f880a
lcms2          lcms2_2.14.orig.tar.gz           28474ea6f6591c4d4cee972123587001a4e6e353412a41b3e9e82219818d5740"
LIBRARIES="zlib libpng1.6 libjpeg-turbo tiff lcms2"

# The npm package that carries LibRaw's own sources as they were released, and the archive's SHA-256.
LIBRAW_PACKAGE=lightdrift-libraw@1.0.0
LIBRAW_ARCHIVE=lightdrift-libraw-1.0.0.tgz
LIBRAW_SHA256=56e27954e39a935c7e6dd123802c9488bfe00c304e7b019030012d7699b0fd64
LIBRAW_FOLDER=package/vendor/libraw-0.22.2

LIBJPEG_VECTORS=$ROOT/tools/third_party/libjpeg_vectors

prefix() {
  local variant=$1 compiler
  if [[ $variant == native ]]; then
    compiler=$(cc --version | head -n 1)
  else
    compiler=$(emscripten_version)
  fi
  printf '%s/third_party/%s-%s\n' "$CACHE" "$variant" \
    "$(hash_of "$(grep -v "^ *#" "$ROOT/tools/third_party.sh")" "$(cat "$LIBJPEG_VECTORS"/*)" "$compiler" "$(release_codename)")"
}

release_codename() { (. /etc/os-release 2>/dev/null && printf '%s' "${VERSION_CODENAME:-unknown}"); }

# ---- sources ----------------------------------------------------------------------------------------------------------

# Copies the system's package sources as source-only ones, of the main suite: the indexes of -updates and -security
# can name revisions that their mirror has dropped. Works for both formats, and leaves the system's own lists alone.
write_apt_sources() {
  local folder=$1 suite=$2 file
  mkdir -p "$folder"
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -f $file ]] || continue
    awk -v suite="$suite" '
      BEGIN { RS = ""; FS = "\n" }
      {
        wanted = 0; text = ""
        for (i = 1; i <= NF; i++) {
          if ($i ~ /^#/) continue
          if ($i ~ /^Suites:/ && (" " $i " ") ~ (" " suite " ")) { wanted++; $i = "Suites: " suite }
          if ($i ~ /^Components:.* main( |$)/) { wanted++; $i = "Components: main" }
          if ($i ~ /^Types:/) $i = "Types: deb-src"
          text = text $i "\n"
        }
        if (wanted == 2) print text
      }' "$file" >"$folder/$(basename "$file")"
    [[ -s $folder/$(basename "$file") ]] || rm "$folder/$(basename "$file")"
  done
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true; } |
    sed -nE "s/^deb( +\[[^]]*\])? +([^ ]+) +$suite +main.*/deb-src\1 \2 $suite main/p" >"$folder/system.list"
  [[ -s $folder/system.list ]] || rm "$folder/system.list"
  [[ -n $(ls "$folder") ]] || die "apt has no source of the suite '$suite' to take library sources from"
}

# Downloads what is not in the folder yet, with lists and caches of its own, so that it needs no root.
download_sources() {
  local sources=$1 apt_home=$2 suite
  suite=$(release_codename)
  write_apt_sources "$apt_home/sources" "$suite"
  mkdir -p "$apt_home/lists/partial" "$apt_home/cache/archives/partial"
  local options=(-o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$apt_home/sources"
    -o "Dir::State::lists=$apt_home/lists" -o "Dir::Cache=$apt_home/cache"
    -o "APT::Sandbox::User=$(id -un)" -o Acquire::Retries=3 -o Acquire::Languages=none)
  apt-get "${options[@]}" update
  # shellcheck disable=SC2086 # a list of names
  (cd "$sources" && apt-get "${options[@]}" source --download-only --only-source $LIBRARIES)
}

sources_complete() {
  local sources=$1 library
  for library in $LIBRARIES; do
    compgen -G "$sources/${library}_*.dsc" >/dev/null || return 1
  done
}

# A tarball of a pinned name must have the pinned content. Another release of the distribution has other versions;
# those are taken on the word of apt, which has checked its signature, and named.
verify_sources() {
  local sources=$1 library tarball sum found
  while read -r library tarball sum; do
    if [[ -f $sources/$tarball ]]; then
      printf '%s  %s\n' "$sum" "$sources/$tarball" | sha256sum --check --quiet || {
        rm -f "$sources/${library}"_*
        die "third-party: $tarball was not the file that is pinned; it has been removed"
      }
    else
      found=$(cd "$sources" && compgen -G "${library}_*.orig.tar.*" | grep -v '\.asc$' | head -n 1)
      status "third-party: this system has $found instead of the tested $tarball"
    fi
  done <<<"$PINS"
}

fetch_libraw() {
  local sources=$1 archive=$1/$LIBRAW_ARCHIVE
  if [[ ! -f $archive ]]; then
    status "third-party: downloading LibRaw..."
    mkdir -p "$work/npm" "$sources"
    npm pack --silent --ignore-scripts --pack-destination "$work/npm" "$LIBRAW_PACKAGE" ||
      die "third-party: npm could not download $LIBRAW_PACKAGE"
    mv "$work/npm/$LIBRAW_ARCHIVE" "$archive"
  fi
  printf '%s  %s\n' "$LIBRAW_SHA256" "$archive" | sha256sum --check --quiet || {
    rm -f "$archive"
    die "third-party: $LIBRAW_ARCHIVE was not the file that is pinned; it has been removed"
  }
}

fetch_sources() {
  local sources=$1 work=$2
  if ! sources_complete "$sources"; then
    has apt-get || die "third-party: needs apt-get (Debian or Ubuntu) to download library sources"
    has dpkg-source || die "third-party: needs dpkg-source (package dpkg-dev)"
    status "third-party: downloading sources..."
    mkdir -p "$work/download"
    download_sources "$work/download" "$work/apt"
    mkdir -p "$sources"
    find "$work/download" -type f -exec mv -t "$sources" {} +
  fi
  verify_sources "$sources"
  fetch_libraw "$CACHE/sources/npm"
}

unpack_sources() {
  local sources=$1 work=$2 library
  mkdir -p "$work/src"
  for library in $LIBRARIES; do
    local dsc=("$sources/${library}"_*.dsc)
    # --no-check: apt has verified the files; the signer's key need not be on this machine.
    dpkg-source --no-check --no-copy -x "${dsc[0]}" "$work/src/$library"
  done
  mkdir -p "$work/src/libraw"
  tar -xzf "$CACHE/sources/npm/$LIBRAW_ARCHIVE" -C "$work/src/libraw" --strip-components=3 "$LIBRAW_FOLDER"
}

# ---- builds: each reads $src, installs into $out, and is given the flags of its variant in $cflags ----------------------

# run_compiler ARGUMENT...: of this variant, through the compiler cache.
run_compiler() {
  if [[ $variant == native ]]; then ccache cc "$@"; else emcc "$@"; fi
}
export -f run_compiler

# Compiles the given files directly into lib/NAME.a, for libraries whose own build does not know Emscripten. The flags come
# last, so that they can choose another optimization.
compile_archive() {
  local name=$1 flags=$2 archiver=emar
  shift 2
  [[ $variant != native ]] || archiver='ar'
  local objects=$work/obj-$variant-$name file
  mkdir -p "$objects" "$out/lib" "$out/include"
  # shellcheck disable=SC2016 # expanded by the shell that is started
  for file in "$@"; do printf '%s\0%s\0' "$file" "$objects/$(basename "$file" .c).o"; done |
    variant=$variant xargs -0 -n 2 -P "$JOBS" \
      bash -c 'run_compiler -O3 -DNDEBUG -w $1 -c "$2" -o "$3"' compile "$cflags $flags"
  "$archiver" rcs "$out/lib/$name.a" "$objects"/*.o
}

# What CMake is told of the variant's compiler. For WebAssembly, sizes are checked by running programs in Node.
configure_native() { cmake "$@" -DCMAKE_C_COMPILER_LAUNCHER=ccache; }
configure_emscripten() {
  local emulator
  emulator=$(command -v node)
  node --no-experimental-fetch -e 0 2>/dev/null && emulator="$emulator;--no-experimental-fetch"
  emcmake cmake "$@" "-DCMAKE_CROSSCOMPILING_EMULATOR=$emulator" -DCMAKE_FIND_ROOT_PATH="$out" \
    -DHAVE_SIZE_T=1 -DSIZE_T=4 -DHAVE_UNSIGNED_LONG=1 -DUNSIGNED_LONG=4 -DHAVE_SIZEOF_SIZE_T=1 -DSIZEOF_SIZE_T=4 \
    -DCMath_LIBRARY=
}

# Configures and builds with CMake in a folder of its own.
cmake_build() {
  local name=$1 target=$2 configure=configure_emscripten
  shift 2
  [[ $variant != native ]] || configure=configure_native
  "$configure" -S "$src/$name" -B "$work/$variant-$name" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_INSTALL_PREFIX="$out" -DCMAKE_INSTALL_LIBDIR=lib -DCMAKE_PREFIX_PATH="$out" -DBUILD_SHARED_LIBS=OFF \
    -DCMAKE_C_FLAGS="$cflags" -DCMAKE_C_FLAGS_RELEASE="-O3 -DNDEBUG" \
    -DCMAKE_CXX_FLAGS="$cflags" -DCMAKE_CXX_FLAGS_RELEASE="-O3 -DNDEBUG" "$@"
  cmake --build "$work/$variant-$name" --parallel "$JOBS" --target "$target"
}

build_zlib() {
  local files=(adler32 compress crc32 deflate gzclose gzlib gzread gzwrite infback inffast inflate inftrees trees uncompr zutil)
  files=("${files[@]/#/$src/zlib/}")
  compile_archive libz "-DHAVE_UNISTD_H -DHAVE_STDARG_H -D_LARGEFILE64_SOURCE=1" "${files[@]/%/.c}"
  cp "$src/zlib/zlib.h" "$src/zlib/zconf.h" "$out/include/"
}

build_libpng() {
  cmake_build libpng1.6 install -DPNG_SHARED=OFF -DPNG_TESTS=OFF -DPNG_EXECUTABLES=OFF -DPNG_HARDWARE_OPTIMIZATIONS=OFF \
    -DM_LIBRARY= "-DZLIB_LIBRARY=$out/lib/libz.a" "-DZLIB_INCLUDE_DIR=$out/include"
}

# Without its own SIMD also where there is some, so that every variant runs the same code: that of libjpeg_vectors,
# which takes the place of the file that has none. WITH_SIMD in the flags lays out numbers as vectors want them.
build_libjpeg() {
  local folder=$src/libjpeg-turbo cflags="$cflags -DWITH_SIMD"
  [[ $variant == native ]] || cflags+=" -msse2"
  [[ -f $folder/jsimd_stubs.c ]] || mv "$folder/jsimd_none.c" "$folder/jsimd_stubs.c"
  cp "$LIBJPEG_VECTORS"/* "$folder/"
  cmake_build libjpeg-turbo jpeg-static -DENABLE_SHARED=OFF -DWITH_SIMD=0 -DWITH_TURBOJPEG=0 -DWITH_JPEG8=0
  cp "$work/$variant-libjpeg-turbo/libjpeg.a" "$out/lib/"
  cp "$work/$variant-libjpeg-turbo/jconfig.h" "$src/libjpeg-turbo/"{jpeglib,jmorecfg,jerror}.h "$out/include/"
}

build_libtiff() {
  cmake_build tiff install -Dtiff-tools=OFF -Dtiff-tests=OFF -Dtiff-contrib=OFF -Dtiff-docs=OFF -Dcxx=OFF \
    -Dzlib=ON -Djpeg=ON -Dold-jpeg=OFF -Dlibdeflate=OFF -Dlzma=OFF -Dwebp=OFF -Dzstd=OFF -Djbig=OFF -Dlerc=OFF \
    "-DZLIB_LIBRARY=$out/lib/libz.a" "-DZLIB_INCLUDE_DIR=$out/include" \
    "-DJPEG_LIBRARY=$out/lib/libjpeg.a" "-DJPEG_INCLUDE_DIR=$out/include"
}

build_lcms2() {
  local flags="-I$src/lcms2/include -I$src/lcms2/src"
  [[ $variant != single ]] || flags+=" -DCMS_NO_PTHREADS"
  compile_archive liblcms2 "$flags" "$src"/lcms2/src/*.c
  cp "$src"/lcms2/include/*.h "$out/include/"
}

# Everything but the loops that unpack pictures is made small: half of the library knows cameras by their names. What only
# its own development of pictures needs is left out by the linker.
build_libraw() {
  local flags="-std=gnu++14 -fexceptions -I$src/libraw -I$out/include -DNO_LCMS -DUSE_ZLIB -DUSE_JPEG"
  [[ $variant != single ]] || flags+=" -DLIBRAW_NOTHREADS"
  local files fast small
  # As lib_libraw_a_SOURCES of its makefile: all but the placeholders (_ph) for what can be left out.
  mapfile -t files < <(find "$src/libraw/src" -name '*.cpp' ! -name '*_ph.cpp' | sort)
  mapfile -t fast < <(printf '%s\n' "${files[@]}" | grep -E '/decoders/|/read_utils')
  mapfile -t small < <(printf '%s\n' "${files[@]}" | grep -vE '/decoders/|/read_utils')
  compile_archive libraw "$flags -O2" "${fast[@]}"
  compile_archive libraw "$flags -Oz" "${small[@]}"
  mkdir -p "$out/include/libraw"
  cp "$src"/libraw/libraw/*.h "$out/include/libraw/"
}

build_variant() {
  local variant=$1 library
  local out=$work/out-$variant src=$work/src cflags
  case $variant in
    # A fused multiply-add rounds differently; see cmake/CompileOptions.cmake.
    native) cflags="-ffp-contract=off" ;;
    threads) cflags="-pthread -msimd128 -sSUPPORT_LONGJMP=emscripten" ;;
    single) cflags="-msimd128 -sSUPPORT_LONGJMP=emscripten" ;;
  esac
  mkdir -p "$out/lib" "$out/include"
  for library in zlib libpng libjpeg libtiff lcms2 libraw; do
    status "third-party: building $library ($variant)..."
    "build_$library"
  done
  [[ $variant == native ]] || link_headers
  # Whole or not at all: an interrupted build is never taken for a finished one.
  mv -T "$out" "$(prefix "$variant")"
}

link_headers() {
  local folder
  mkdir -p "$out/headers"
  for folder in /usr/include /usr/local/include; do
    [[ -d $folder/nlohmann ]] && ln -sfn "$folder/nlohmann" "$out/headers/nlohmann"
  done
  [[ -e $out/headers/nlohmann ]] || die "third-party: the headers of nlohmann/json are not installed"
}

# ---- the run: details go to the log, progress to the terminal -----------------------------------------------------------

status() { printf '%s\n' "$*" >&3; }

finish() {
  local code=$?
  rm -rf "$work"
  if ((code != 0 && code != 130)); then show_log "$LOGS/third_party.log" 2>&4; fi
  exit "$code"
}

if [[ ${1:-} == --prefix ]]; then
  prefix "$2"
  exit 0
fi
# What of it is not there yet.
missing() {
  local variant
  for variant in "$@"; do [[ -d $(prefix "$variant") ]] || printf '%s\n' "$variant"; done
}
[[ -z $(missing "$@") ]] && exit 0

mkdir -p "$CACHE/third_party"
exec 9>"$CACHE/third_party/.lock"
if has flock; then flock 9; fi
rm -rf "$CACHE"/third_party/work.* # of a run that was killed
work=$(mktemp -d "$CACHE/third_party/work.XXXXXX")
exec 3>&1 4>&2 >"$LOGS/third_party.log" 2>&1 </dev/null
set -E
trap 'echo "line $LINENO: $BASH_COMMAND: exit $?"' ERR
trap finish EXIT
trap 'exit 130' INT TERM
# Another run may have made them meanwhile.
mapfile -t variants < <(missing "$@")
if ((${#variants[@]})); then
  sources=$CACHE/sources/$(release_codename)
  fetch_sources "$sources" "$work"
  unpack_sources "$sources" "$work"
  # What is compiled here lies elsewhere the next time: for the compiler cache its paths are relative.
  export CCACHE_BASEDIR=$work
  cd "$work"
  for variant in "${variants[@]}"; do
    # In a subshell: what Emscripten wants in the environment is nobody else's business.
    (
      [[ $variant == native ]] || use_emscripten
      build_variant "$variant"
    )
  done
fi
