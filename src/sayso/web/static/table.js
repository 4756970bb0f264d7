// @ts-check
/** The form above a table of articles in; the rows that it asks for, shown at once, out. */

for (const form of document.querySelectorAll("form.filter")) {
  if (form instanceof HTMLFormElement) follow(form);
}

/** @param {HTMLFormElement} form */
function follow(form) {
  const rows = [...(form.parentElement?.querySelectorAll("table.articles tbody tr") ?? [])];
  const told = form.querySelector("output");
  const button = form.querySelector("button");
  if (button) button.hidden = true;
  const choose = () => {
    const asked = new FormData(form);
    let shown = 0;
    for (const row of rows) {
      if (!(row instanceof HTMLElement)) continue;
      row.hidden = !fits(row.dataset, asked);
      if (!row.hidden) shown += 1;
    }
    if (told) {
      const words = form.dataset["shown"] ?? "";
      told.textContent = words.replace("{n}", String(shown)).replace("{all}", String(rows.length));
    }
    const address = new URL(location.href);
    address.search = new URLSearchParams(
      [...asked].flatMap(([name, value]) => (typeof value === "string" && value ? [[name, value]] : [])),
    ).toString();
    history.replaceState(null, "", address);
  };
  form.addEventListener("change", choose);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose();
  });
}

/**
 * @param {DOMStringMap} row
 * @param {FormData} asked
 */
function fits(row, asked) {
  const source = String(asked.get("source") ?? "");
  return (
    ["stance", "certainty"].every((name) => !asked.get(name) || asked.get(name) === row[name]) &&
    (!source || (row["source"] ?? "").split(" ").includes(source)) &&
    !(asked.get("copies") === "no" && row["copy"])
  );
}
