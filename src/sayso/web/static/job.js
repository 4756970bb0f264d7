// @ts-check
/**
 * The page of work under way in; the same, kept up to date without being loaded anew, out.
 *
 * Without this module the page loads itself again every two seconds.
 */

const OFTEN = 700;
const HIDDEN = 5000;

const job = document.querySelector("[data-job]");
if (job instanceof HTMLElement) void follow(job.dataset.job ?? "");

/** @param {string} address of the job as data */
async function follow(address) {
  let before = "";
  while (document.querySelector("[data-live]")) {
    await new Promise((go) => setTimeout(go, document.hidden ? HIDDEN : OFTEN));
    try {
      // What comes after the end, its stories, stands only in the page.
      const ended = document.querySelector("[data-ended]") !== null;
      const now = ended ? "" : await got(address);
      if (ended || now !== before) show(await got(location.pathname));
      before = now;
    } catch {
      // The explorer was stopped, or is too busy: it is asked again later.
      await new Promise((go) => setTimeout(go, HIDDEN));
    }
  }
}

/** @param {string} address @returns {Promise<string>} */
async function got(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}

/** @param {string} page the whole page as it is now; its parts take the place of those that changed */
function show(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html");
  document.title = fresh.title;
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const old = document.querySelector(`[data-part="${part.getAttribute("data-part")}"]`);
    if (old && !old.isEqualNode(part)) old.replaceWith(part);
  }
}
