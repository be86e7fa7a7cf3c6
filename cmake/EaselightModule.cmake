# easelight_one_source(NAME LIST): in place of the files in LIST, one that includes them all. The headers of the standard
# library are half of the work of a build for WebAssembly, and this reads them once a module. Named from the checkout's
# root, so that the compiler cache finds it again in another checkout. A native build compiles each file of core on its
# own, and so finds a forgotten #include.
function(easelight_one_source name list)
  set(text "")
  foreach(source IN LISTS ${list})
    file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${source})
    string(APPEND text "#include \"${path}\"\n")
  endforeach()
  set(one ${CMAKE_BINARY_DIR}/${name}.cpp)
  file(CONFIGURE OUTPUT ${one} CONTENT "${text}" @ONLY)
  set(${list} ${one} PARENT_SCOPE)
endfunction()

# easelight_module(NAME DEPENDS modules... LIBRARIES libraries...): the library easelight_NAME of all *.cpp in the folder
# NAME. DEPENDS names what lies below it (tools/check_layers.mjs checks the includes), LIBRARIES those of Libraries.cmake.
# A folder that has only headers, or nothing yet, becomes an interface library. APART: compiled file by file everywhere.
function(easelight_module name)
  cmake_parse_arguments(arg "APART" "" "DEPENDS;LIBRARIES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  list(TRANSFORM arg_DEPENDS PREPEND easelight_)
  list(TRANSFORM arg_LIBRARIES PREPEND library_)

  if(sources AND EMSCRIPTEN AND NOT arg_APART)
    easelight_one_source(${name} sources)
  endif()
  if(sources)
    add_library(easelight_${name} STATIC ${sources})
    target_link_libraries(easelight_${name} PUBLIC ${arg_DEPENDS} ${arg_LIBRARIES})
  else()
    add_library(easelight_${name} INTERFACE)
    target_link_libraries(easelight_${name} INTERFACE ${arg_DEPENDS} ${arg_LIBRARIES})
  endif()
endfunction()
