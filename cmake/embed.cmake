# SPDX-License-Identifier: MIT
# Makes C of text files: for each a `const char NAME[]`, where the file is NAME with its last "_" a ".".
#
#   cmake -D OUTPUT=FILE.c -P embed.cmake -- FILE ...

function(definition_of file ret_definition)
  cmake_path(GET file FILENAME name)
  string(REPLACE "." "_" name "${name}")
  file(READ "${file}" text)
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  string(REPLACE "\n" "\\n\"\n\t\"" text "${text}")
  set(${ret_definition} "extern const char ${name}[];\nconst char ${name}[] =\n\t\"${text}\";\n" PARENT_SCOPE)
endfunction()

set(all "")
set(is_file FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
  if(is_file)
    definition_of("${CMAKE_ARGV${i}}" definition)
    string(APPEND all "${definition}")
  elseif("${CMAKE_ARGV${i}}" STREQUAL "--")
    set(is_file TRUE)
  endif()
endforeach()
file(WRITE "${OUTPUT}" "${all}")
