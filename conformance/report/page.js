// SPDX-License-Identifier: MIT
// Filters the requirements by text, standing and level; opens all evidence before the page is printed.
(function () {
	"use strict";
	const filter = document.querySelector(".filter");
	const search = filter.querySelector("input[type=search]");
	const level = filter.querySelector("select");
	const boxes = Array.from(filter.querySelectorAll("input[type=checkbox]"));
	const shown = filter.querySelector("output");
	const rows = Array.from(document.querySelectorAll("tr[data-standing]"));
	const texts = rows.map(function (row) { return row.textContent.toLowerCase(); });

	function fits(row, text, words, standings) {
		return standings.has(row.dataset.standing) &&
			(level.value === "" || level.value === row.dataset.level) &&
			words.every(function (word) { return text.includes(word); });
	}

	function apply() {
		const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
		const standings = new Set(boxes.filter(function (box) { return box.checked; })
			.map(function (box) { return box.value; }));
		let count = 0;
		rows.forEach(function (row, i) {
			const stays = fits(row, texts[i], words, standings);
			row.classList.toggle("gone", !stays);
			count += stays ? 1 : 0;
		});
		document.querySelectorAll("section.family").forEach(function (family) {
			family.classList.toggle("gone", !family.querySelector("tr:not(.gone)"));
		});
		shown.textContent = count + " of " + rows.length;
	}

	window.addEventListener("beforeprint", function () {
		document.querySelectorAll("details").forEach(function (details) { details.open = true; });
	});
	filter.addEventListener("input", apply);
	filter.hidden = false;
	apply();
})();
