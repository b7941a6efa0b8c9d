// Leaving quickly. Order matters: cover the page, end the session, replace the address.
// Works with the button and with Shift three times within five seconds, on every page.

const WITHIN = 5000;
let presses = [];
let telling;

const door = () => document.querySelector("form[data-exit]");

// Screen readers hear how many presses are left; nobody else needs to see it.
function tell(words) {
  if (!telling?.isConnected) {
    telling = Object.assign(document.createElement("p"), { className: "unseen" });
    telling.setAttribute("role", "status");
    document.body.append(telling);
  }
  telling.textContent = words;
}

function cover() {
  const sheet = Object.assign(document.createElement("div"), { className: "cover" });
  document.body.append(sheet);
  // A popover stands above everything, an open help page too.
  if (sheet.showPopover) {
    sheet.popover = "manual";
    sheet.showPopover();
  }
}

function leave(form) {
  cover();
  tell(form.dataset.gone);
  document.documentElement.dataset.leaving = "";
  document.dispatchEvent(new Event("nearer:leaving"));
  // keepalive lets the request outlive the page; "manual" keeps it from following us to the other site.
  fetch(form.action, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
  location.replace(form.dataset.exit);
}

addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-exit]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  leave(event.target);
}, true);

addEventListener("keydown", (event) => {
  if (event.key !== "Shift") {
    presses = [];
    return;
  }
  if (event.repeat || !door()) return;
  presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
  const left = 3 - presses.length;
  if (left === 0) leave(door());
  else tell(door().dataset.more.replace("%n", left));
});

// A browser that kept the page in memory must not show it again on "Back".
addEventListener("pageshow", (event) => {
  if (event.persisted && "leaving" in document.documentElement.dataset) location.replace("/");
});
