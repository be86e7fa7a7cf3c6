# easelight_module(NAME DEPENDS modules... LIBRARIES libraries...): the library easelight_NAME of all *.cpp in the folder
# NAME. DEPENDS names what lies below it (tools/check_layers.mjs checks the includes), LIBRARIES those of Libraries.cmake.
# A folder that has only headers, or nothing yet, becomes an interface library.
function(easelight_module name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  list(TRANSFORM arg_DEPENDS PREPEND easelight_)
  list(TRANSFORM arg_LIBRARIES PREPEND library_)

  if(sources)
    add_library(easelight_${name} STATIC ${sources})
    target_link_libraries(easelight_${name} PUBLIC ${arg_DEPENDS} ${arg_LIBRARIES})
  else()
    add_library(easelight_${name} INTERFACE)
    target_link_libraries(easelight_${name} INTERFACE ${arg_DEPENDS} ${arg_LIBRARIES})
  endif()
endfunction()
