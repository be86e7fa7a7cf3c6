# Installs what the build needs and the machine lacks: system packages through apt, Node's packages through npm.
# shellcheck shell=bash

# A program that must be on PATH, or a library that pkg-config must know, and the Debian package that brings it.
# First what the engine and the page are built with, then what only the native tool and the tests need.
PAGE_TOOLS="cmake:cmake ninja:ninja-build ccache:ccache pkg-config:pkg-config dpkg-source:dpkg-dev emcc:emscripten
  node:nodejs npm:npm"
PAGE_LIBRARIES="nlohmann_json:nlohmann-json3-dev eigen3:libeigen3-dev"
NATIVE_TOOLS="c++:g++ clang:clang"
NATIVE_LIBRARIES="gtest:libgtest-dev gmock:libgmock-dev benchmark:libbenchmark-dev CLI11:libcli11-dev"

# The oldest Node that the page's tools run on, and the one to fetch where the system's is older.
NODE_MINIMUM=20.19
NODE_PINNED=20.19.5
NPM_PINNED=10.8.2
EMSCRIPTEN_MINIMUM=3.1.6

locked() {
  has flock || return 0
  exec 8>"$BUILD/.lock"
  flock -n 8 || {
    say "waiting for another ./dev in this checkout..."
    flock 8
  }
}

unlocked() { exec 8>&-; }

at_least() { [[ $(printf '%s\n' "$1" "$2" | sort -V | head -n 1) == "$2" ]]; }

install_page_tools() {
  # shellcheck disable=SC2086 # lists of words
  install_packages_for $PAGE_TOOLS -- $PAGE_LIBRARIES
  check_emscripten
}

install_tools() {
  # shellcheck disable=SC2086 # lists of words
  install_packages_for $PAGE_TOOLS $NATIVE_TOOLS -- $PAGE_LIBRARIES $NATIVE_LIBRARIES
  check_emscripten
}

check_emscripten() {
  at_least "$(emscripten_version)" "$EMSCRIPTEN_MINIMUM" ||
    die "the emcc on PATH is $(emscripten_version); Emscripten $EMSCRIPTEN_MINIMUM or later is needed"
}

# install_packages_for PROGRAM:PACKAGE... -- LIBRARY:PACKAGE...
install_packages_for() {
  local pair missing=() libraries=
  for pair in "$@"; do
    if [[ $pair == -- ]]; then
      libraries=yes
    elif [[ -z $libraries ]]; then
      has "${pair%%:*}" || missing+=("${pair##*:}")
    else
      pkg-config --exists "${pair%%:*}" 2>/dev/null || missing+=("${pair##*:}")
    fi
  done
  if ((${#missing[@]})); then apt_install "${missing[@]}"; fi
}

apt_install() {
  local root=()
  has apt-get || die "missing: $*. There is no apt-get here to install them with"
  if [[ $(id -u) != 0 ]]; then
    { has sudo && sudo -n true 2>/dev/null; } ||
      die "missing: $*. To install them, run as root: apt-get install $*"
    root=(sudo -n)
  fi
  say "apt: installing $*..."
  logged apt-update "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=3 update ||
    say "apt: the lists could not all be updated; going on with what there is"
  logged apt-install "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@" ||
    die "could not install: $*"
  hash -r
}

# What clang's sanitizers and libFuzzer link with, which Debian has in a package of its own, and what puts names to the
# addresses that they report.
install_sanitizers() {
  local library
  library=libclang_rt.fuzzer-$(uname -m).a
  [[ -f $(clang -print-file-name="$library") ]] || apt_install "libclang-rt-$(clang -dumpversion | cut -d. -f1)-dev"
  install_packages_for llvm-symbolizer:llvm
}

# Uses the Node that an earlier run fetched, or fetches one, where the system's is too old for the page's tools.
install_node() {
  at_least "$(node -p process.versions.node)" "$NODE_MINIMUM" && return
  local platform=linux-x64 folder=$CACHE/node-$NODE_PINNED
  [[ $(uname -sm) == "Linux x86_64" ]] ||
    die "Node $(node --version) is too old: $NODE_MINIMUM or later must be on PATH"
  if [[ ! -d $folder ]]; then
    say "npm: installing Node $NODE_PINNED (the system's is $(node --version))..."
    rm -rf "$folder.new"
    mkdir -p "$folder.new"
    logged npm-node npm install --prefix "$folder.new" --no-audit --no-fund \
      "node-$platform@$NODE_PINNED" "npm@$NPM_PINNED" || die "could not install Node $NODE_PINNED"
    mv -T "$folder.new" "$folder"
  fi
  export PATH="$folder/node_modules/node-$platform/bin:$folder/node_modules/.bin:$PATH"
}

install_npm_packages() {
  [[ -f package.json ]] || return 0
  local stamp
  stamp=$(hash_of "$(cat package.json package-lock.json 2>/dev/null)" "$(node --version)")
  [[ $(cat node_modules/.easelight-stamp 2>/dev/null) == "$stamp" ]] && return
  say "npm: installing packages..."
  local verb=ci
  [[ -f package-lock.json ]] || verb=install
  # The browsers are the system's own.
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 PUPPETEER_SKIP_DOWNLOAD=1 \
    logged npm npm "$verb" --no-audit --no-fund || die "npm $verb failed"
  mkdir -p node_modules
  hash_of "$(cat package.json package-lock.json 2>/dev/null)" "$(node --version)" >node_modules/.easelight-stamp
}

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

# For browser tests and benchmarks: EASELIGHT_CHROMIUM names the browser that they start.
install_chromium() {
  if [[ -z ${EASELIGHT_CHROMIUM:-} ]]; then
    find_chromium >/dev/null || apt_install chromium fonts-dejavu-core
    EASELIGHT_CHROMIUM=$(find_chromium) || die "missing: chromium"
    export EASELIGHT_CHROMIUM
  fi
}

# Without Firefox, which not every system's packages have, its few tests are skipped.
install_firefox() {
  if [[ -z ${EASELIGHT_FIREFOX:-} ]]; then
    has firefox-esr || (apt_install firefox-esr) || {
      say "going on without Firefox: its tests are skipped"
      return 0
    }
    EASELIGHT_FIREFOX=$(command -v firefox-esr)
    export EASELIGHT_FIREFOX
  fi
}

# The system's own Python, whatever comes first on PATH: its packages are the system's.
has_opencolorio() { /usr/bin/python3 -c 'import PyOpenColorIO' 2>/dev/null; }

# Applies tables in tests, which are skipped without it; with what it needs 10 MB.
install_opencolorio() {
  has_opencolorio || (apt_install python3-pyopencolorio) ||
    say "going on without OpenColorIO: its tests are skipped"
}

# Reads the profiles of exports in a test, which is skipped without it.
install_argyll() {
  has xicclu || (apt_install argyll) || say "going on without Argyll: its test is skipped"
}

has_npm_script() {
  [[ -f package.json ]] && node -e 'process.exit(require("./package.json").scripts?.[process.argv[1]] ? 0 : 1)' "$1"
}
