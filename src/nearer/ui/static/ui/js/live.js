// Keeps an open page true. A ping says only *that* something changed; the page then asks for itself
// again, through the same door as always, and changes the regions that may change. Nothing is logged.

let source;
let lost = false;
let again;

const place = () => document.querySelector("main[data-live]");

function listen() {
  source?.close();
  clearTimeout(again);
  if (!place() || document.hidden) return;
  source = new EventSource(place().dataset.live);
  source.addEventListener("changed", refresh);
  source.onopen = () => { if (lost) refresh(); lost = false; };
  source.onerror = () => {
    lost = true;
    // Closed for good: the session has ended somewhere. Asking again shows whatever is true now.
    // (Or a proxy answered for a server that restarts, which browsers take for an end. So try later.)
    if (source.readyState !== EventSource.CLOSED) return;
    refresh();
    again = setTimeout(listen, 15000 + 15000 * Math.random());
  };
}

async function refresh() {
  try {
    const answer = await fetch(location.href, { cache: "no-store", headers: { "X-Looks-Again": "1" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.querySelector("main[data-live]")) change(page);
    else if (!document.querySelector("[data-typed]")) location.replace(answer.url);
  } catch {
    // No network. The next connection asks again.
  }
}

function change(page) {
  const fresh = new Map([...page.querySelectorAll("[data-live-part]")].map((part) => [part.dataset.livePart, part]));
  for (const part of document.querySelectorAll("[data-live-part]")) {
    const next = fresh.get(part.dataset.livePart);
    if (!next || same(part, next)) continue;
    if (inHand(part)) offer(part);
    else put(part, next);
  }
}

// Each rendering carries its own form token, which is no news to anybody.
function same(one, other) {
  const bare = (part) => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll("[name=csrfmiddlewaretoken], .offer").forEach((element) => element.remove());
    copy.querySelectorAll("details[open]").forEach((fold) => { fold.open = false; });
    for (const name of ["data-arrived", "data-typed", "tabindex"]) copy.removeAttribute(name);
    return copy.innerHTML.replace(/\s+/g, " ");
  };
  return bare(one) === bare(other);
}

// Words under somebody's hands are never swapped away.
function inHand(part) {
  const focus = document.activeElement;
  return part.querySelector("[data-typed]") || (part.contains(focus) && focus.matches("input, textarea, select"));
}

function put(part, next) {
  const hadFocus = part.contains(document.activeElement);
  next.dataset.arrived = "";
  tell(told(part), told(next));
  part.replaceWith(next);
  if (hadFocus) {
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
  }
}

// What somebody who listens to the page is told of a change: said in a place that outlives the parts.
const told = (part) => [...part.querySelectorAll("[data-tell]")].map((one) => one.textContent.trim()).join(" ");

function tell(before, now) {
  const place = document.querySelector("[data-news]");
  if (place && now !== before && (now || place.textContent === before)) place.textContent = now;
}

function offer(part) {
  if (part.querySelector(".offer")) return;
  const words = document.body.dataset;
  const note = Object.assign(document.createElement("p"), { className: "note offer", textContent: words.new });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: words.show });
  button.onclick = () => location.reload();
  note.setAttribute("role", "status");
  note.append(button);
  part.prepend(note);
}

document.addEventListener("visibilitychange", () => {
  listen();
  if (!document.hidden && place()) refresh();
});
document.addEventListener("nearer:page", listen);
document.addEventListener("nearer:parts", (event) => change(event.detail));
document.addEventListener("nearer:leaving", () => source?.close());
listen();
