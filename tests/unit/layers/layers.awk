# SPDX-License-Identifier: MIT
# The work of `layers`: the first input is the rules, the second the list of files to read.

function trim(text) {
	gsub(/^[ \t]+|[ \t]+$/, "", text)
	return text
}

# A glob as an anchored regular expression.
function expression(glob) {
	gsub(/[.+]/, "[&]", glob)
	gsub(/\*\*/, "\001", glob)
	gsub(/\*/, "[^/]*", glob)
	gsub(/\001/, ".*", glob)
	return "^" glob "$"
}

function any_matches(globs, text,    list, count, i) {
	count = split(globs, list, /[ \t]+/)
	for (i = 1; i <= count; i++)
		if (list[i] != "" && text ~ expression(list[i]))
			return 1
	return 0
}

function offence(what, rule) {
	print file ":" line ": " what (rule ? " (rules:" rule ")" : "")
	offences++
}

# ---- rules

function bad_rule(what) {
	print FILENAME ":" FNR ": " what
	broken = 1
	exit 1
}

NR == FNR && (/^#/ || /^[ \t]*$/) { next }

NR == FNR {
	columns = split($0, column, "|")
	for (i = 1; i <= columns; i++)
		column[i] = trim(column[i])
	if (column[1] == "standard" && columns == 2) {
		standard = standard " " column[2]
		next
	}
	if (!(column[1] == "include" && (columns == 3 || columns == 4)) &&
	    !((column[1] == "word" || column[1] == "call") && columns == 3))
		bad_rule("not a rule: " $0)
	rules++
	kind[rules] = column[1]
	files[rules] = column[2]
	subject[rules] = column[3]
	other[rules] = columns == 4 ? column[4] : ""
	number[rules] = FNR
	next
}

# ---- files

# Which rules hold for the file: applies[1..applying].
function look_up_rules(    i) {
	applying = 0
	for (i = 1; i <= rules; i++)
		if (file ~ expression(files[i]))
			applies[++applying] = i
}

function check_folder(    i) {
	for (i = 1; i <= applying; i++)
		if (kind[applies[i]] == "include")
			return
	line = 1
	offence("no rule says what this file may include: its folder needs an include row")
}

# The rows that were asked, as "12, 14".
function include_rules(    i, text) {
	for (i = 1; i <= applying; i++)
		if (kind[applies[i]] == "include")
			text = text (text ? ", " : "") number[applies[i]]
	return text
}

function check_project_include(path,    i) {
	if (path !~ /\// || path ~ /(^|\/)\.\.?(\/|$)/ || path ~ /^\//) {
		offence("\"" path "\" is not a path from the top")
		return
	}
	for (i = 1; i <= applying; i++)
		if (kind[applies[i]] == "include" && any_matches(subject[applies[i]], path))
			return
	offence("must not include \"" path "\"", include_rules())
}

function check_other_include(path,    i) {
	if (any_matches(standard, path))
		return
	for (i = 1; i <= applying; i++)
		if (kind[applies[i]] == "include" && any_matches(other[applies[i]], path))
			return
	offence("must not include <" path ">", include_rules())
}

function check_include(text) {
	sub(/^[ \t]*#[ \t]*include[ \t]*/, "", text)
	if (match(text, /^"[^"]*"/))
		check_project_include(substr(text, 2, RLENGTH - 2))
	else if (match(text, /^<[^>]*>/))
		check_other_include(substr(text, 2, RLENGTH - 2))
	else
		offence("includes what only the preprocessor knows: " text)
}

# Whether `name` occurs in `text` between characters that are not in `inside`, and `after` it.
function occurs(text, name, inside, after) {
	return (" " text " ") ~ ("[^" inside "]" name after)
}

function check_text(text,    i, j, count, list) {
	for (i = 1; i <= applying; i++) {
		if (kind[applies[i]] == "include")
			continue
		count = split(subject[applies[i]], list, /[ \t]+/)
		for (j = 1; j <= count; j++)
			if (kind[applies[i]] == "word" && occurs(tolower(text), list[j], "a-z0-9", "[^a-z0-9]"))
				offence("must not say \"" list[j] "\"", number[applies[i]])
			else if (kind[applies[i]] == "call" && occurs(text, list[j], "A-Za-z0-9_", "[ \t]*[(]"))
				offence("must not call " list[j] "()", number[applies[i]])
	}
}

{
	file = $0
	read++
	look_up_rules()
	check_folder()
	for (line = 1; (got = (getline text < file)) > 0; line++) {
		if (text ~ /^[ \t]*#[ \t]*include/)
			check_include(text)
		check_text(text)
	}
	if (got < 0)
		offence("cannot be read")
	close(file)
}

END {
	if (broken)
		exit 1
	print (read + 0) " files read, " (offences + 0) " offences"
	exit (offences || !read) ? 1 : 0
}
