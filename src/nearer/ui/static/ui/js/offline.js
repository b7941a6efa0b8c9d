// No line. Words that were sent stay where they were typed, in the page and nowhere else, and go when
// there is a line again. Once somebody types on, only they decide when it goes.

const waiting = new Map();
let passes;

document.addEventListener("nearer:cut-off", ({ target, detail }) => {
  offer(target, detail);
  waiting.set(target, detail);
});

// Any other form would leave this page for the browser's own error.
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.matches("[data-keep]") || form.method !== "post") return;
  if (navigator.onLine || passes === form) return void (passes = undefined);
  event.preventDefault();
  ask(form, event.submitter);
});

// A browser without a network may still be on the very machine that runs the server.
async function ask(form, button) {
  form.querySelector(".note[role=alert]")?.remove();
  try {
    await fetch("/offline/", { method: "HEAD", cache: "no-store" });
  } catch {
    const note = Object.assign(document.createElement("p"), { className: "note", textContent: document.body.dataset.unsent });
    note.setAttribute("role", "alert");
    form.append(note);
    return offer(form, button);
  }
  passes = form;
  form.requestSubmit(button);
}

function offer(form, button) {
  const again = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: document.body.dataset.again });
  // It goes away with its note, and must not take the focus along.
  again.onclick = () => { button?.focus(); send(form, button); };
  const note = form.querySelector(".note[role=alert]");
  note?.append(" ", again);
  note?.scrollIntoView({ block: "nearest" });
}

function send(form, button) {
  waiting.delete(form);
  // What was around the button may have changed while it waited.
  if (form.isConnected) form.requestSubmit(button?.form === form ? button : null);
}

// One after the other: what comes back may be another page.
function next() {
  const [first] = waiting;
  if (first) send(...first);
}

addEventListener("online", () => (document.querySelector("[data-offline]") ? location.reload() : next()));
document.addEventListener("nearer:parts", next);
document.addEventListener("nearer:leaving", () => waiting.clear());

addEventListener("input", ({ target }) => {
  const note = waiting.delete(target.form) && target.form.querySelector(".note[role=alert]");
  if (note) note.firstChild.data = document.body.dataset.unsent;
});
