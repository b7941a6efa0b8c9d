// Taking one's words along: the form is sent without leaving the page, so that a bar can show how far the file
// has come. The server is asked for one number, under a name that this page makes up. Without this file the
// form goes the ordinary way.

const EVERY = 500; // ms
const SIGNS = "abcdefghijklmnopqrstuvwxyz234567";
const AGAIN = { headers: { "X-Looks-Again": "1" } }; // the page asks, nobody may be sitting there

const made = () => Array.from(crypto.getRandomValues(new Uint8Array(26)), (byte) => SIGNS[byte % 32]).join("");
const part = (form, name) => form.querySelector(`[data-booklet-${name}]`);

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-booklet]")) return;
  event.preventDefault();
  if (!("working" in form.dataset)) take(form);
});

async function take(form) {
  const name = made();
  const words = new URLSearchParams(new FormData(form));
  words.set("progress", name);
  at(form, 0);
  for (const one of ["done", "failed"]) part(form, one).hidden = true;
  part(form, "at-work").hidden = false;
  form.dataset.working = "";
  const watching = setInterval(() => watch(form, name), EVERY);
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: words });
    if (answer.headers.has("content-disposition")) await save(form, answer);
    else instead(await answer.text());
  } catch {
    say(form, "failed");
  } finally {
    clearInterval(watching);
    part(form, "at-work").hidden = true;
    delete form.dataset.working;
  }
}

async function watch(form, name) {
  try {
    const answer = await fetch(`${form.dataset.booklet}${name}/`, AGAIN);
    if (answer.ok) at(form, Number(await answer.text()));
  } catch {
    // The next one may come through.
  }
}

// Answers can overtake each other, and a bar that goes back tells nothing.
function at(form, number) {
  const bar = form.querySelector("progress");
  bar.value = number && Math.max(bar.value, number);
}

async function save(form, answer) {
  const file = URL.createObjectURL(await answer.blob());
  const name = answer.headers.get("content-disposition").match(/filename="([\w.]+)"/)[1];
  Object.assign(document.createElement("a"), { href: file, download: name }).click();
  // Some browsers begin to save only after this has returned.
  setTimeout(() => URL.revokeObjectURL(file), 60_000);
  form.querySelector("[type=password]").value = "";
  say(form, "done");
}

function say(form, name) {
  part(form, name).hidden = false;
  part(form, name).focus();
}

// A form that came back, or the way in: what was chosen stands in it.
function instead(said) {
  const page = new DOMParser().parseFromString(said, "text/html").querySelector("main");
  if (!page) throw new Error("no page");
  document.querySelector("main").replaceWith(page);
  const first = page.querySelector(".errors, h1") ?? page;
  first.tabIndex = -1;
  first.focus();
}
