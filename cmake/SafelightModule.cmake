# safelight_module(NAME DEPENDS modules... LIBRARIES libraries...): the library safelight_NAME of all *.cpp in the folder
# NAME. DEPENDS names what lies below it (tools/check_layers.mjs checks the includes), LIBRARIES those of Libraries.cmake.
# A folder that has only headers, or nothing yet, becomes an interface library.
function(safelight_module name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  list(TRANSFORM arg_DEPENDS PREPEND safelight_)
  list(TRANSFORM arg_LIBRARIES PREPEND library_)

  if(sources)
    add_library(safelight_${name} STATIC ${sources})
    target_link_libraries(safelight_${name} PUBLIC ${arg_DEPENDS} ${arg_LIBRARIES})
  else()
    add_library(safelight_${name} INTERFACE)
    target_link_libraries(safelight_${name} INTERFACE ${arg_DEPENDS} ${arg_LIBRARIES})
  endif()
endfunction()
