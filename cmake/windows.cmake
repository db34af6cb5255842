# SPDX-License-Identifier: MIT
# What is different for Windows, besides the files that each folder chooses: COM is the operating system's.
#
#   dryburn_stand_in(TARGET header file)     the target finds `file` under the name of `header`
set(DRYBURN_STAND_INS ${CMAKE_BINARY_DIR}/instead)

function(dryburn_stand_in target header file)
  get_filename_component(parent ${header} DIRECTORY)
  file(MAKE_DIRECTORY ${DRYBURN_STAND_INS}/${target}/${parent})
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${file} ${DRYBURN_STAND_INS}/${target}/${header} SYMBOLIC)
  target_include_directories(${target} BEFORE PRIVATE ${DRYBURN_STAND_INS}/${target})
endfunction()

file(MAKE_DIRECTORY ${DRYBURN_STAND_INS}/all/engine/com)
foreach(header connection dispatch error stream types unknown variant)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/engine/com/sdk/com.h ${DRYBURN_STAND_INS}/all/engine/com/${header}.h SYMBOLIC)
endforeach()
include_directories(BEFORE ${DRYBURN_STAND_INS}/all)

# Windows 7 and later; tables of functions are const; printf() is C99's, of which the compiler's checks do not know; the SDK's
# inline functions index what they may not.
add_compile_definitions(_WIN32_WINNT=0x0601 WIN32_LEAN_AND_MEAN CONST_VTABLE __USE_MINGW_ANSI_STDIO=1 UNICODE _UNICODE)
add_compile_options(-Wno-format -Wno-array-bounds -include ${PROJECT_SOURCE_DIR}/platform/libc_windows.h)
add_link_options(-static-libgcc)

include(cmake/layers.cmake)
enable_testing()

foreach(folder t10 mutants platform engine emulator handlers conformance tests/windows)
  add_subdirectory(${folder})
endforeach()
