#!/usr/bin/env bash
# run.sh PROGRAM CORPUS SECONDS [OPTION...]: fuzzes with the target's seeds and what CORPUS has, and keeps there what is
# new. An input that ends the program stays beside it as CORPUS/../NAME-crash-... Options are libFuzzer's.
set -euo pipefail
program=$1 corpus=$2 seconds=$3
shift 3
mkdir -p "$corpus"
# A request for more memory than there is fails, as it does without a sanitizer.
export ASAN_OPTIONS=${ASAN_OPTIONS:-allocator_may_return_null=1}
exec "$program" "--seeds=$corpus" "-max_total_time=$seconds" -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 \
  -close_fd_mask=1 "-artifact_prefix=$corpus-" "$@" "$corpus"
