# SPDX-License-Identifier: MIT
# The layering rule, kept by the compiler: a target finds only the folders and headers that it names under SEES. They are
# linked into an include directory of the target's own, so "emulator/store/store.h" is found by its path from the top, or not at all.
#
#   dryburn_sees(TARGET folder-or-header ...)
#   dryburn_library(NAME [MUTANTS] SOURCES file ... SEES folder-or-header ... [LINKS target ...] [DEFINES name ...])
#                   with MUTANTS the objects NAME_mutants are made, too, on demand: the same sources with the breaks of mutants/mutants.def
#   dryburn_program(NAME SOURCES file ... SEES folder-or-header ... [LINKS target ...])
#   dryburn_test(NAME SOURCES file ... SEES ... [LINKS ...] [LABELS label ...])     a CUnit program that ctest runs as NAME

# An earlier build saw a whole folder of which now only parts are seen: a link made below it would be made in the sources.
function(dryburn_unlink_above view folder)
  while(folder)
    if(IS_SYMLINK ${view}/${folder})
      file(REMOVE ${view}/${folder})
    endif()
    get_filename_component(folder "${folder}" DIRECTORY)
  endwhile()
endfunction()

function(dryburn_sees target)
  set(view ${CMAKE_BINARY_DIR}/sees/${target})
  foreach(path IN LISTS ARGN)
    if(NOT EXISTS ${PROJECT_SOURCE_DIR}/${path})
      message(FATAL_ERROR "${target} sees ${path}, which does not exist")
    endif()
    get_filename_component(parent ${path} DIRECTORY)
    dryburn_unlink_above("${view}" "${parent}")
    file(MAKE_DIRECTORY ${view}/${parent})
    if(IS_DIRECTORY ${view}/${path} AND NOT IS_SYMLINK ${view}/${path}) # an earlier build saw only parts of it
      file(REMOVE_RECURSE ${view}/${path})
    endif()
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${path} ${view}/${path} SYMBOLIC)
  endforeach()
  target_include_directories(${target} PRIVATE ${view})
endfunction()

function(dryburn_compose target)
  cmake_parse_arguments(ARG "" "" "SOURCES;SEES;LINKS;DEFINES" ${ARGN})
  target_sources(${target} PRIVATE ${ARG_SOURCES})
  dryburn_sees(${target} ${ARG_SEES})
  target_link_libraries(${target} PRIVATE ${ARG_LINKS})
  target_compile_definitions(${target} PRIVATE ${ARG_DEFINES})
endfunction()

function(dryburn_library name)
  cmake_parse_arguments(ARG "MUTANTS" "" "" ${ARGN})
  add_library(${name} STATIC)
  dryburn_compose(${name} ${ARG_UNPARSED_ARGUMENTS})
  if(ARG_MUTANTS)
    dryburn_sees(${name} mutants)
    add_library(${name}_mutants OBJECT EXCLUDE_FROM_ALL)
    dryburn_compose(${name}_mutants ${ARG_UNPARSED_ARGUMENTS})
    dryburn_sees(${name}_mutants mutants)
    target_compile_definitions(${name}_mutants PRIVATE DRYBURN_MUTANTS)
  endif()
endfunction()

function(dryburn_program name)
  add_executable(${name})
  dryburn_compose(${name} ${ARGN})
endfunction()

function(dryburn_test name)
  cmake_parse_arguments(ARG "" "" "LABELS" ${ARGN})
  add_executable(${name})
  dryburn_compose(${name} ${ARG_UNPARSED_ARGUMENTS} LINKS dryburn_unit PkgConfig::CUNIT)
  dryburn_sees(${name} tests/unit/unit.h)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" SKIP_RETURN_CODE 77 TIMEOUT 300
    ENVIRONMENT "ASAN_OPTIONS=allocator_may_return_null=1;TSAN_OPTIONS=allocator_may_return_null=1")
endfunction()
