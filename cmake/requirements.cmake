# SPDX-License-Identifier: MIT
# Makes C of tables of requirements: the array that conformance/requirement.h declares. A line that is not as that header
# says ends the build with file, line and what would be right.
#
#   cmake -D OUTPUT=FILE.c -P requirements.cmake -- TABLE.tsv ...

set(cell "[^\t]*")
set(text "[^\t]+")
set(row "^([A-Z][A-Z0-9]*-[0-9]+)\t(must|should|may|observed|ours)\t(${text})\t(${text})\t(auto|planned: ${text}|no: ${text})\t(${cell})$")

function(row_of file number line ret_row)
  set(${ret_row} "" PARENT_SCOPE)
  if("${line}" MATCHES "^(#|$)")
    return()
  endif()
  if(NOT "${line}" MATCHES "${row}")
    message(FATAL_ERROR "${file}:${number}: no requirement: \"${line}\"
  wanted are six columns with a tab between them: an id like WE-73; must, should, may, observed or ours; a statement;\
 its source; auto, \"planned: WHAT BY\" or \"no: WHY\"; another reading, or nothing")
  endif()
  set(result "")
  foreach(column RANGE 1 6)
    string(REPLACE "\\" "\\\\" value "${CMAKE_MATCH_${column}}")
    string(REPLACE "\"" "\\\"" value "${value}")
    string(APPEND result "\"${value}\", ")
  endforeach()
  set(${ret_row} "\t{${result}},\n" PARENT_SCOPE)
endfunction()

function(read_table file ret_rows)
  file(READ "${file}" rest)
  set(rows "")
  set(number 0)
  while(NOT rest STREQUAL "")
    math(EXPR number "${number} + 1")
    string(FIND "${rest}" "\n" end)
    if(end EQUAL -1)
      message(FATAL_ERROR "${file}:${number}: the last line has no end")
    endif()
    string(SUBSTRING "${rest}" 0 ${end} line)
    math(EXPR end "${end} + 1")
    string(SUBSTRING "${rest}" ${end} -1 rest)
    row_of("${file}" ${number} "${line}" c)
    string(APPEND rows "${c}")
  endwhile()
  set(${ret_rows} "${rows}" PARENT_SCOPE)
endfunction()

set(all "")
set(is_table FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
  if(is_table)
    read_table("${CMAKE_ARGV${i}}" rows)
    string(APPEND all "${rows}")
  elseif("${CMAKE_ARGV${i}}" STREQUAL "--")
    set(is_table TRUE)
  endif()
endforeach()
file(WRITE "${OUTPUT}" "#include \"conformance/requirement.h\"\n
const struct requirement requirements[] = {\n${all}\t{NULL, NULL, NULL, NULL, NULL, NULL},\n};\n")
