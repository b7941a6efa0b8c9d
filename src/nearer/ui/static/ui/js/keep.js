// Nothing typed is ever lost: a form marked data-keep is sent without leaving the page, so when the
// sending fails the words are still there. Without this file the same forms go the ordinary way.

const address = () => location.pathname + location.search;
let shown = address();
const sendings = new WeakMap();

addEventListener("input", (event) => {
  if (!event.target.form) return;
  event.target.form.dataset.typed = "";
  sendings.delete(event.target.form);
});

addEventListener("beforeunload", (event) => {
  if ("leaving" in document.documentElement.dataset) return;
  if (document.querySelector("form[data-keep][data-typed]")) event.preventDefault();
});

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (!form.matches("form[data-keep]")) return void delete form.dataset.typed;
  event.preventDefault();
  if (form.ariaBusy !== "true") send(form, event.submitter);
});

async function send(form, button) {
  const words = new FormData(form);
  if (button?.name) words.append(button.name, button.value);
  form.ariaBusy = "true";
  form.querySelector(".note[role=alert]")?.remove();
  const bar = waiting(form, words, button);
  try {
    const target = button?.getAttribute("formaction") || form.getAttribute("action") || location.href;
    const body = form.enctype === "multipart/form-data" ? words : new URLSearchParams(words);
    const answer = await fetch(target, { method: "POST", body, headers: { "X-Sending": sending(form, button) } });
    const said = await answer.text();
    const page = new DOMParser().parseFromString(said, "text/html");
    // The front door answers in one sentence, and what stands before it in pages of its own: neither has room for words.
    if (answer.status >= 500 || !page.querySelector("main")) {
      const isSentence = answer.status < 500 && answer.headers.get("content-type")?.startsWith("text/plain");
      return unsent(form, isSentence && said);
    }
    // Words in another form on this page stay under the hands; only the parts around them change.
    delete form.dataset.typed;
    sendings.delete(form);
    if (answer.redirected && document.querySelector("form[data-keep][data-typed]")) parts(page, form);
    else show(page, answer);
  } catch {
    unsent(form, document.body.dataset.waits);
    form.dispatchEvent(new CustomEvent("nearer:cut-off", { bubbles: true, detail: button }));
  } finally {
    form.ariaBusy = "false";
    bar.remove();
  }
}

// When the line breaks, nobody here knows whether the words had arrived. The same words by the same button
// go under the same name again, and the server does them once (once.py).
function sending(form, button) {
  const [pressed, known] = sendings.get(form) ?? [];
  if (known && pressed === button) return known;
  const made = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  sendings.set(form, [button, made]);
  return made;
}

// A photo takes a while on a slow line. Words alone are there before a bar could be read.
function waiting(form, words, button) {
  const bar = Object.assign(document.createElement("progress"), { ariaLabel: button?.textContent ?? "" });
  if ([...words.values()].some((value) => value.size)) form.append(bar);
  return bar;
}

function parts(page, form) {
  if (form.contains(document.activeElement)) document.activeElement.blur();
  document.dispatchEvent(new CustomEvent("nearer:parts", { detail: page }));
}

function unsent(form, why) {
  form.dataset.typed = "";
  const note = Object.assign(document.createElement("p"), { className: "note", textContent: why || document.body.dataset.unsent });
  note.setAttribute("role", "alert");
  form.append(note);
  note.scrollIntoView({ block: "nearest" });
}

function show(page, answer) {
  // Only a page that was come to by redirect has an address one can load again.
  if (answer.redirected) history.pushState(null, "", answer.url);
  shown = address();
  document.body.replaceWith(page.body);
  document.documentElement.lang = page.documentElement.lang;
  // A form that came back was not stored: its words count as unsent until they are.
  if (!answer.redirected) document.querySelectorAll("main form[data-keep]").forEach((form) => { form.dataset.typed = ""; });
  scrollTo(0, 0);
  const first = ["main .errors", "main .note", "main h1", "main"].map((name) => document.querySelector(name)).find(Boolean);
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
  document.dispatchEvent(new Event("nearer:page"));
}

// "Back" after a swap needs the other page. A link to a field on this page comes by here too.
addEventListener("popstate", () => { if (address() !== shown) location.reload(); });
