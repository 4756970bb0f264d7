// @ts-check
/**
 * The form of the page "add" in; the same, into which files and links can be dropped, out.
 *
 * Without this module files are chosen by their field, and links are pasted.
 */

const MEGABYTE = 1_000_000;

const form = document.querySelector("form.giving");
if (form instanceof HTMLFormElement) begin(form);

/** @param {HTMLFormElement} form */
function begin(form) {
  const files = form.querySelector("input[type=file]");
  const links = form.querySelector("textarea[name=links]");
  const told = form.querySelector("p[data-chosen]");
  const hint = form.querySelector("[data-drop]");
  const button = form.querySelector("button");
  if (!(files instanceof HTMLInputElement && links instanceof HTMLTextAreaElement)) return;
  if (!(told instanceof HTMLElement && button)) return;
  if (hint instanceof HTMLElement) hint.hidden = false;

  const tell = () => {
    const chosen = [...(files.files ?? [])];
    const size = chosen.reduce((sum, each) => sum + each.size, 0);
    const most = form.dataset;
    const tooMuch = size > Number(most.mostBytes) || chosen.length > Number(most.mostFiles);
    const counted = (chosen.length === 1 ? most.chosenOne : most.chosen) ?? "";
    const said = counted
      .replace("{n}", chosen.length.toLocaleString())
      .replace("{size}", Math.max(size / MEGABYTE, 0.01).toLocaleString(undefined, { maximumSignificantDigits: 2 }));
    const names = chosen.slice(0, 5).map((each) => each.name);
    if (chosen.length > names.length) names.push("…");
    told.textContent = chosen.length ? `${said}: ${names.join(", ")}` : "";
    files.setCustomValidity(tooMuch ? (most.tooMuch ?? "") : "");
    if (tooMuch) files.reportValidity();
  };
  files.addEventListener("change", tell);

  let inside = 0;
  const lit = (/** @type {boolean} */ on) => document.body.classList.toggle("dropping", on);
  document.addEventListener("dragenter", () => lit(++inside > 0));
  document.addEventListener("dragleave", () => lit(--inside > 0));
  document.addEventListener("dragover", (event) => {
    // Into a text field words are dropped as ever.
    if (ours(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    inside = 0;
    lit(false);
    if (!ours(event) || !event.dataTransfer) return;
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      const all = new DataTransfer();
      for (const each of [...(files.files ?? []), ...event.dataTransfer.files]) all.items.add(each);
      files.files = all.files;
      tell();
      return;
    }
    const dropped = event.dataTransfer.getData("text/uri-list").split(/\r?\n/);
    const found = dropped.filter((each) => /^https?:/i.test(each));
    const before = links.value.trim();
    links.value = [...(before ? [before] : []), ...found].join("\n");
  });

  form.addEventListener("submit", (event) => {
    if (button.ariaDisabled === "true") event.preventDefault();
    button.ariaDisabled = "true";
    button.textContent = form.dataset.sending ?? "";
  });
  // Who comes back finds the form as it was.
  const name = button.textContent;
  window.addEventListener("pageshow", () => {
    button.ariaDisabled = null;
    button.textContent = name;
    tell();
  });
}

/** @param {DragEvent} event @returns {boolean} whether files or a link are dragged */
function ours(event) {
  const kinds = event.dataTransfer?.types ?? [];
  return kinds.includes("Files") || kinds.includes("text/uri-list");
}
