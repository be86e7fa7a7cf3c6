# Flags of every target of the project.
# Designated initializers leave out what has a default, on purpose; changes of sign are for core and wasm to mind.
add_compile_options(-Wall -Wextra -Wconversion -Wno-sign-conversion -Wno-missing-field-initializers)
if(EASELIGHT_WERROR)
  add_compile_options(-Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Version 12 takes the joining of two strings for a copy over itself (GCC bug 105651).
  add_compile_options(-Wno-restrict)
endif()
include_directories(${CMAKE_SOURCE_DIR})

# The same recipe must give the same bytes on every machine: a fused multiply-add rounds once where two operations round twice.
add_compile_options(-ffp-contract=off)

if(EMSCRIPTEN)
  # JavaScript exceptions and longjmp: with LLVM 14, WebAssembly's own exceptions are not caught once threads are on.
  add_compile_options(-msimd128 -fexceptions -sSUPPORT_LONGJMP=emscripten)
  add_link_options(-fexceptions -sSUPPORT_LONGJMP=emscripten)
  if(EASELIGHT_THREADS)
    add_compile_options(-pthread)
    add_link_options(-pthread)
  endif()
elseif(EASELIGHT_SANITIZE)
  # What is found ends the program; a report without a failure would be read by nobody.
  add_compile_options(-fsanitize=${EASELIGHT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${EASELIGHT_SANITIZE})
  # The standard library checks its own preconditions as well: an index past a span's end, an empty optional.
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()
