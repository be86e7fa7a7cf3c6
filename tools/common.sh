# Shared by ./dev and the scripts beside this file: paths, messages, logs, and the Emscripten that is used.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BUILD=$ROOT/build
LOGS=$BUILD/logs
JOBS=$(nproc 2>/dev/null || echo 2)

# Some continuous integration runs have no HOME; npm and Emscripten want one.
if [[ -z ${HOME:-} ]]; then
  HOME=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6 || true)
  [[ -n $HOME && -w $HOME ]] || HOME=${TMPDIR:-/tmp}
  export HOME
fi

# What takes long to make and depends on the checkout only through its hash lives outside it.
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/easelight
mkdir -p "$CACHE" 2>/dev/null || {
  CACHE=${TMPDIR:-/tmp}/easelight-cache-$(id -u)
  mkdir -p "$CACHE"
}
mkdir -p "$LOGS"

# The compiler cache. Paths below the checkout count relative to it, so that what one checkout has compiled serves the next.
export CCACHE_DIR=$CACHE/ccache CCACHE_BASEDIR=$ROOT CCACHE_NOHASHDIR=1 CCACHE_MAXSIZE=2G

say() { printf '%s\n' "$*"; }

die() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# logged NAME COMMAND...: the output goes to build/logs/NAME.log; only on failure is its end shown.
logged() {
  local log=$LOGS/$1.log
  shift
  if ! "$@" >"$log" 2>&1 </dev/null; then
    show_log "$log"
    return 1
  fi
}

show_log() {
  {
    printf -- '--- the last lines of %s\n' "$1"
    tail -n 30 "$1" | cut -c 1-400
    printf -- '--- full log: %s\n' "$1"
  } >&2
}

# hash_of WORD...: a short name for a combination of inputs.
hash_of() { printf '%s\n' "$@" | sha256sum | cut -c 1-16; }

# The folder of the Emscripten on PATH.
emscripten_root() {
  local emcc
  emcc=$(readlink -f "$(command -v emcc)")
  dirname "$emcc"
}

emscripten_version() {
  tr -d '"\n ' <"$(emscripten_root)/emscripten-version.txt" 2>/dev/null || emcc -dumpversion
}

# Sets what emcc needs in its environment. Debian's comes with every system library built and its cache frozen, and its
# JavaScript optimizer finds its parser in Debian's Node modules only; any other gets a cache that can be written.
use_emscripten() {
  if grep -qs '^FROZEN_CACHE *= *True' "$(emscripten_root)/.emscripten"; then
    export NODE_PATH=/usr/share/nodejs
    EM_NODE_JS=$(command -v node)
    # Not whatever comes first on PATH: each call of emcc starts it, and a version manager's shim can take a second.
    EMSDK_PYTHON=/usr/bin/python3
    export EM_NODE_JS EMSDK_PYTHON
  else
    export EM_CACHE=${EM_CACHE:-$CACHE/emscripten}
    mkdir -p "$EM_CACHE"
  fi
  export EM_COMPILER_WRAPPER=ccache
}
