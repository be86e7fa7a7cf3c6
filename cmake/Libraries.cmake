# The libraries from outside, as targets library_NAME, wherever they come from: the system's packages in a native
# build, the prefix of tools/third_party.sh in a WebAssembly build.

# easelight_static_library(NAME archives...): one that tools/third_party.sh has built, with the targets it rests on.
function(easelight_static_library name)
  cmake_parse_arguments(arg "" "" "ARCHIVES;DEPENDS" ${ARGN})
  add_library(library_${name} INTERFACE)
  target_include_directories(library_${name} SYSTEM INTERFACE ${easelight_prefix}/include)
  list(TRANSFORM arg_ARCHIVES PREPEND ${easelight_prefix}/lib/)
  target_link_libraries(library_${name} INTERFACE ${arg_ARCHIVES} ${arg_DEPENDS})
endfunction()

# easelight_system_library(NAME module): one of the system, found by the name that pkg-config knows it by.
function(easelight_system_library name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${module})
  add_library(library_${name} INTERFACE)
  target_link_libraries(library_${name} INTERFACE PkgConfig::${name})
endfunction()

if(EMSCRIPTEN)
  if(EASELIGHT_THREADS)
    set(easelight_prefix ${EASELIGHT_THIRD_PARTY}/threads)
  else()
    set(easelight_prefix ${EASELIGHT_THIRD_PARTY}/single)
  endif()
  if(NOT EXISTS ${easelight_prefix}/lib)
    message(FATAL_ERROR "EASELIGHT_THIRD_PARTY must be the folder that tools/third_party.sh --prefix names; run ./dev build")
  endif()

  easelight_static_library(zlib ARCHIVES libz.a)
  easelight_static_library(png ARCHIVES libpng.a DEPENDS library_zlib)
  easelight_static_library(jpeg ARCHIVES libjpeg.a)
  easelight_static_library(tiff ARCHIVES libtiff.a DEPENDS library_jpeg library_zlib)
  easelight_static_library(lcms2 ARCHIVES liblcms2.a)
  easelight_static_library(raw ARCHIVES libraw.a DEPENDS library_jpeg library_zlib)
  add_library(library_threads INTERFACE)

  # Header only, and never -I/usr/include: the system's own headers are not Emscripten's.
  add_library(library_json INTERFACE)
  target_include_directories(library_json SYSTEM INTERFACE ${EASELIGHT_THIRD_PARTY}/headers)

  # Header only as well, in a folder of its own.
  find_path(EASELIGHT_EIGEN Eigen/Dense PATHS /usr/include/eigen3 /usr/local/include/eigen3
            NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  add_library(library_eigen INTERFACE)
  target_include_directories(library_eigen SYSTEM INTERFACE ${EASELIGHT_EIGEN})
else()
  find_package(PkgConfig REQUIRED)
  find_package(Threads REQUIRED)
  add_library(library_threads INTERFACE)
  target_link_libraries(library_threads INTERFACE Threads::Threads)
  easelight_system_library(zlib zlib)
  easelight_system_library(png libpng)
  easelight_system_library(jpeg libjpeg)
  easelight_system_library(tiff libtiff-4)
  easelight_system_library(lcms2 lcms2)
  # Not by pkg-config's own words: they ask for OpenMP, which LibRaw has linked itself and not every compiler has.
  pkg_check_modules(libraw REQUIRED libraw)
  add_library(library_raw INTERFACE)
  target_link_libraries(library_raw INTERFACE raw)
  easelight_system_library(json nlohmann_json)
  easelight_system_library(eigen eigen3)
endif()

# lcms2 declares variables `register`, which C++17 no longer has.
target_compile_definitions(library_lcms2 INTERFACE CMS_NO_REGISTER_KEYWORD=1)
