# Runs the stages of `./dev test` and the benchmarks, and adds up what the test runners report.
# shellcheck shell=bash

STAGES="layers tools native sanitized fuzz types unit node e2e"

stage_layers() {
  local check
  for check in layers colors texts sentences; do node "tools/check_$check.mjs" || return 1; done
}
stage_tools() { node --test tools/*.test.mjs; }
stage_native() { ctest --test-dir "$BUILD/native" --output-on-failure --no-tests=error --parallel "$JOBS"; }
# Without the tests that damage files by chance, which under the sanitizers is what `fuzz` does, and those that judge many
# pictures, which lead through code that others have been through.
stage_sanitized() {
  sanitized_ctest asan --label-exclude fuzz \
    --exclude-regex 'Mutat|LinkFuzz|Surroundings|ChartFinder.Finds|AStopMoreLight|FirstPrintsAreNear'
  local code=$?
  sanitized_ctest tsan --tests-regex '^(base|engine|store): ' && return $code
}
stage_fuzz() { sanitized_ctest asan --label-regex fuzz; }
stage_types() { npm run --silent check; }
stage_unit() { npm run --silent test:unit; }
stage_node() { npm run --silent test:node; }
stage_e2e() { npm run --silent test:e2e; }

# sanitized_ctest FOLDER ARGUMENT...
sanitized_ctest() {
  local folder=$1
  shift
  # Freed memory is filled, and a request for more than there is fails, as it does without a sanitizer.
  ASAN_OPTIONS=max_free_fill_size=65536:allocator_may_return_null=1:check_initialization_order=1 \
    UBSAN_OPTIONS=print_stacktrace=1 in_place ctest --test-dir "$BUILD/$folder" --output-on-failure --no-tests=error \
    --parallel "$JOBS" "$@"
}

# Runs a command without randomized addresses, where the system lets it: kernels can spread them over more bits than
# clang's run-time libraries leave room for.
in_place() {
  if setarch "$(uname -m)" --addr-no-randomize true 2>/dev/null; then
    setarch "$(uname -m)" --addr-no-randomize "$@"
  else
    "$@"
  fi
}

# run_fuzzers [TARGET [SECONDS]]: for as long as that, one after another; what they found stays in build/fuzz.
run_fuzzers() {
  local name names failed=0
  names=$(find tests/fuzz -name '*_fuzz.cpp' -printf '%f\n' | sed 's/_fuzz\.cpp$//' | sort)
  if (($#)); then
    grep -qx -- "$1" <<<"$names" || die "there is no fuzz target '$1'; there are: ${names//$'\n'/ }"
    names=$1
  fi
  for name in $names; do
    say "fuzz: $name"
    in_place tests/fuzz/run.sh "$BUILD/asan/tests/fuzz/fuzz_$name" "$BUILD/fuzz/$name" "${2:-60}" || failed=1
  done
  return $failed
}

# Whether a stage is among those asked for, which are all where none are.
wants_stage() {
  local stage=$1
  shift
  (($# == 0)) || [[ " $* " == *" $stage "* ]]
}

# Stages that exist only once there is something to run.
stage_exists() {
  case $1 in
    native) compgen -G "tests/*/*_test.cpp" >/dev/null ;;
    types) has_npm_script check ;;
    unit | node | e2e) has_npm_script "test:$1" ;;
  esac
}

# Reads a log and prints "PASSED FAILED SKIPPED", from the closing lines of ctest, node:test, vitest and Playwright.
count_results() {
  sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    function count(word) { return match($0, "[0-9]+ " word) ? substr($0, RSTART) + 0 : 0 }
    /tests? passed, [0-9]+ tests? failed out of [0-9]+/ { f = count("tests? failed"); failed += f; passed += $NF - f }
    /^ *[0-9]+\/[0-9]+ Test .*\*\*\*Skipped/ { skipped++; passed-- }
    /^(#|ℹ) pass [0-9]+$/ { passed += $3 }
    /^(#|ℹ) (fail|cancelled) [0-9]+$/ { failed += $3 }
    /^(#|ℹ) skipped [0-9]+$/ { skipped += $3 }
    /^ *Tests  .*\([0-9]+\)$/ { passed += count("passed"); failed += count("failed"); skipped += count("skipped") }
    /^ +[0-9]+ (passed|failed|flaky|skipped|did not run)( \([0-9.]+(ms|s|m|h)\))?$/ {
      passed += count("passed") + count("flaky"); failed += count("failed") + count("did not run")
      skipped += count("skipped")
    }
    END { print passed + 0, failed + 0, skipped + 0 }'
}

# run_stages [STAGE...]: every stage runs, also after a failure; the closing line sums them up.
run_stages() {
  local stage passed failed skipped all_passed=0 all_failed=0 all_skipped=0 start log code
  # shellcheck disable=SC2086 # a list of words
  (($#)) || set -- $STAGES
  for stage in "$@"; do
    [[ " $STAGES " == *" $stage "* ]] || die "there is no stage '$stage'; the stages are: $STAGES"
    stage_exists "$stage" || continue
    start=$SECONDS
    log=$LOGS/test-$stage.log
    code=0
    NO_COLOR=1 FORCE_COLOR='' "stage_$stage" >"$log" 2>&1 </dev/null || code=$?
    read -r passed failed skipped < <(count_results "$log")
    # A stage without counts of its own (a check), or one that broke off, is one result.
    if ((code != 0 && failed == 0)); then failed=1; fi
    if ((code == 0 && passed + failed + skipped == 0)); then passed=1; fi
    say "test: $(printf '%-7s %5d passed %3d failed %3d skipped  %4d s' \
      "$stage" "$passed" "$failed" "$skipped" $((SECONDS - start)))"
    if ((code != 0)); then show_log "$log"; fi
    all_passed=$((all_passed + passed))
    all_failed=$((all_failed + failed))
    all_skipped=$((all_skipped + skipped))
  done
  if ((all_skipped)); then say "$all_skipped skipped"; fi
  say "$all_passed passed, $all_failed failed"
  ((all_failed == 0))
}

# A benchmark is tests/bench/NAME.sh or NAME.mjs, or the native program as `native`.
list_benchmarks() {
  if [[ -x $BUILD/native/easelight_bench ]]; then echo native; fi
  find tests/bench -maxdepth 1 \( -name '*.sh' -o -name '*.mjs' \) -printf '%f\n' 2>/dev/null | sed 's/\.[a-z]*$//' | sort -u
}

run_benchmarks() {
  local names name
  names=$(list_benchmarks)
  if (($#)); then
    grep -qx -- "$1" <<<"$names" || die "there is no benchmark '$1'; there are: ${names//$'\n'/ }"
    names=$1
    shift
  fi
  for name in $names; do
    say "bench: $name"
    if [[ $name == native ]]; then
      "$BUILD/native/easelight_bench"
    elif [[ -f tests/bench/$name.mjs ]]; then
      node "tests/bench/$name.mjs" "$@"
    else
      bash "tests/bench/$name.sh" "$@"
    fi
  done
}
