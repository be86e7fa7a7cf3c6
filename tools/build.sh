# Builds the native tool and tests, both variants of the engine, and the page. Each step does nothing when nothing changed.
# shellcheck shell=bash

# configure FOLDER COMMAND...: runs CMake for build/FOLDER unless it has been run there with the same arguments.
configure() {
  local folder=$BUILD/$1 stamp
  shift
  stamp=$(hash_of "$ROOT" "$@")
  [[ -f $folder/build.ninja && $(cat "$folder/.configured" 2>/dev/null) == "$stamp" ]] && return
  rm -rf "$folder"
  logged "configure-$(basename "$folder")" "$@" -S "$ROOT" -B "$folder" -G Ninja ||
    die "configuring $(basename "$folder") failed"
  printf '%s\n' "$stamp" >"$folder/.configured"
}

has_target() { ninja -C "$BUILD/$1" -t targets all 2>/dev/null | grep "^$2: " >/dev/null; }

# configure_native FOLDER OPTION...: a build of the tool and its tests, with the libraries from tools/third_party.sh.
configure_native() {
  local folder=$1
  shift
  tools/third_party.sh native || die "building the third-party libraries failed"
  configure "$folder" cmake -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
    "-DEASELIGHT_THIRD_PARTY=$(tools/third_party.sh --prefix native)" "$@"
}

# build_native TARGET...: `easelight` is the tool, `all` also the tests.
build_native() {
  say "build: native"
  configure_native native
  logged build-native cmake --build "$BUILD/native" --parallel "$JOBS" --target "$@" || die "the native build failed"
}

# The program of the determinism test, by both compilers.
build_chart_developers() {
  say "build: native (clang)"
  configure_native native-clang -DCMAKE_CXX_COMPILER=clang++
  local folder
  for folder in native native-clang; do
    logged "build-$folder-chart" cmake --build "$BUILD/$folder" --parallel "$JOBS" --target develop_chart ||
      die "building develop_chart in $folder failed"
  done
}

# With what would be undefined or a race caught when it happens, and asserts on: everything for memory and arithmetic,
# from which the fuzz targets are linked as well, and the tests that share work between threads.
build_sanitized() {
  install_sanitizers
  say "build: native (sanitizers)"
  local folder checks targets
  while read -r folder checks targets; do
    configure_native "$folder" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=clang++ "-DEASELIGHT_SANITIZE=$checks"
    # shellcheck disable=SC2086 # a list of words
    logged "build-$folder" cmake --build "$BUILD/$folder" --parallel "$JOBS" --target $targets ||
      die "the build with sanitizers ($folder) failed"
  done <<'END'
asan address,undefined,float-cast-overflow,fuzzer-no-link all
tsan thread test_base test_engine test_store
END
}

build_bench() {
  has_target native easelight_bench || return 0
  logged build-bench cmake --build "$BUILD/native" --parallel "$JOBS" --target easelight_bench ||
    die "building the benchmarks failed"
}

# build_engines VARIANT...: with `threads` comes the page's sample negative.
build_engines() {
  local prefix variant threads
  tools/third_party.sh "$@" || die "building the third-party libraries failed"
  for variant in "$@"; do
    say "build: engine ($variant)"
    prefix=$(tools/third_party.sh --prefix "$variant")
    threads=ON
    [[ $variant == threads ]] || threads=OFF
    # In a subshell: what Emscripten wants in the environment is nobody else's business.
    (
      use_emscripten
      configure "wasm-$variant" emcmake cmake "-DEASELIGHT_THREADS=$threads" "-DEASELIGHT_THIRD_PARTY=$prefix"
      logged "build-wasm-$variant" cmake --build "$BUILD/wasm-$variant" --parallel "$JOBS"
    ) || die "building the engine ($variant) failed"
  done
}

# Where Vite puts the page.
PAGE=$BUILD/site

page_inputs() {
  find web package.json package-lock.json ./*.config.* ./tsconfig*.json \
    -name node_modules -prune -o -type f -printf '%p %s %T@\n' 2>/dev/null | sort
}

build_page() {
  has_npm_script build || return 0
  local stamp
  stamp=$(hash_of "$(page_inputs)")
  if [[ -f $PAGE/index.html && $(cat "$BUILD/page.stamp" 2>/dev/null) == "$stamp" ]]; then return; fi
  say "build: page"
  logged build-page npm run --silent build || die "building the page failed"
  printf '%s\n' "$stamp" >"$BUILD/page.stamp"
}
