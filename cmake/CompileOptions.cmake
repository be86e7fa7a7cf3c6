# Flags of every target of the project.
add_compile_options(-Wall -Wextra)
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
  add_compile_options(-fsanitize=${EASELIGHT_SANITIZE} -fno-omit-frame-pointer -g)
  add_link_options(-fsanitize=${EASELIGHT_SANITIZE})
endif()
