// A slot that is over goes, as the visitor's clock has it.
for (const row of document.querySelectorAll("#Coming .slot")) {
  if (Date.parse(row.dataset.over) <= Date.now()) row.remove();
}
