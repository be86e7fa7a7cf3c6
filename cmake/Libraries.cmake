# The libraries from outside, as targets library_NAME, wherever they come from: the system's packages in a native
# build, the prefix of tools/third_party.sh in a WebAssembly build.

# safelight_static_library(NAME archives...): one that tools/third_party.sh has built, with the targets it rests on.
function(safelight_static_library name)
  cmake_parse_arguments(arg "" "" "ARCHIVES;DEPENDS" ${ARGN})
  add_library(library_${name} INTERFACE)
  target_include_directories(library_${name} SYSTEM INTERFACE ${safelight_prefix}/include)
  list(TRANSFORM arg_ARCHIVES PREPEND ${safelight_prefix}/lib/)
  target_link_libraries(library_${name} INTERFACE ${arg_ARCHIVES} ${arg_DEPENDS})
endfunction()

# safelight_system_library(NAME module): one of the system, found by the name that pkg-config knows it by.
function(safelight_system_library name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${module})
  add_library(library_${name} INTERFACE)
  target_link_libraries(library_${name} INTERFACE PkgConfig::${name})
endfunction()

if(EMSCRIPTEN)
  if(SAFELIGHT_THREADS)
    set(safelight_prefix ${SAFELIGHT_THIRD_PARTY}/threads)
  else()
    set(safelight_prefix ${SAFELIGHT_THIRD_PARTY}/single)
  endif()
  if(NOT EXISTS ${safelight_prefix}/lib)
    message(FATAL_ERROR "SAFELIGHT_THIRD_PARTY must be the folder that tools/third_party.sh --prefix names; run ./dev build")
  endif()

  safelight_static_library(zlib ARCHIVES libz.a)
  safelight_static_library(png ARCHIVES libpng.a DEPENDS library_zlib)
  safelight_static_library(jpeg ARCHIVES libjpeg.a)
  safelight_static_library(tiff ARCHIVES libtiff.a DEPENDS library_jpeg library_zlib)
  safelight_static_library(lcms2 ARCHIVES liblcms2.a)
  safelight_static_library(raw ARCHIVES libraw.a DEPENDS library_jpeg library_zlib)
  add_library(library_threads INTERFACE)

  # Header only, and never -I/usr/include: the system's own headers are not Emscripten's.
  foreach(name eigen json)
    add_library(library_${name} INTERFACE)
    target_include_directories(library_${name} SYSTEM INTERFACE ${SAFELIGHT_THIRD_PARTY}/headers)
  endforeach()
else()
  find_package(PkgConfig REQUIRED)
  find_package(Threads REQUIRED)
  add_library(library_threads INTERFACE)
  target_link_libraries(library_threads INTERFACE Threads::Threads)
  safelight_system_library(zlib zlib)
  safelight_system_library(png libpng)
  safelight_system_library(jpeg libjpeg)
  safelight_system_library(tiff libtiff-4)
  safelight_system_library(lcms2 lcms2)
  # Not by pkg-config's own words: they ask for OpenMP, which LibRaw has linked itself and not every compiler has.
  pkg_check_modules(libraw REQUIRED libraw)
  add_library(library_raw INTERFACE)
  target_link_libraries(library_raw INTERFACE raw)
  safelight_system_library(eigen eigen3)
  safelight_system_library(json nlohmann_json)
endif()

# lcms2 declares variables `register`, which C++17 no longer has.
target_compile_definitions(library_lcms2 INTERFACE CMS_NO_REGISTER_KEYWORD=1)
