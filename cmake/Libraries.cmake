# The libraries from outside, as targets library_NAME. Those of the codecs are the pinned ones that tools/third_party.sh has
# built for the variant, so that files and pixels are the same whatever the system has.

if(NOT EXISTS ${EASELIGHT_THIRD_PARTY}/lib)
  message(FATAL_ERROR "EASELIGHT_THIRD_PARTY must be the folder that tools/third_party.sh --prefix VARIANT names; run ./dev build")
endif()

# easelight_library(NAME ARCHIVE others...): with the libraries that it rests on.
function(easelight_library name archive)
  add_library(library_${name} STATIC IMPORTED GLOBAL)
  set_target_properties(library_${name} PROPERTIES
    IMPORTED_LOCATION ${EASELIGHT_THIRD_PARTY}/lib/${archive}
    INTERFACE_INCLUDE_DIRECTORIES ${EASELIGHT_THIRD_PARTY}/include
    INTERFACE_LINK_LIBRARIES "${ARGN}")
endfunction()

# easelight_system_library(NAME module): one of the system, header only, found by the name that pkg-config knows it by.
function(easelight_system_library name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${module})
  add_library(library_${name} INTERFACE)
  target_link_libraries(library_${name} INTERFACE PkgConfig::${name})
endfunction()

add_library(library_threads INTERFACE)
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  target_link_libraries(library_threads INTERFACE Threads::Threads)
endif()

easelight_library(zlib libz.a)
easelight_library(png libpng.a library_zlib m)
easelight_library(jpeg libjpeg.a)
easelight_library(tiff libtiff.a library_jpeg library_zlib m)
easelight_library(lcms2 liblcms2.a library_threads m)
easelight_library(raw libraw.a library_jpeg library_zlib library_threads m)
# lcms2 declares variables `register`, which C++17 no longer has.
target_compile_definitions(library_lcms2 INTERFACE CMS_NO_REGISTER_KEYWORD=1)

if(EMSCRIPTEN)
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
  easelight_system_library(json nlohmann_json)
  easelight_system_library(eigen eigen3)
endif()
# Sums in one order: with vectors, each machine's width of them would round another way.
target_compile_definitions(library_eigen INTERFACE EIGEN_DONT_VECTORIZE)
