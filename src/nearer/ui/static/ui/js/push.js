// Reminders on this device. The browser is asked only when the button is pressed; what it gives is put
// into the form, which then goes the ordinary way. Saving other hours needs no script.

const part = document.querySelector("[data-push]");
const show = (name) => part.querySelector(`[data-push-${name}]`)?.removeAttribute("hidden");
const hide = (name) => part.querySelector(`[data-push-${name}]`)?.setAttribute("hidden", "");
const can = isSecureContext && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

function begin() {
  hide("none");
  const form = part.querySelector("[data-push-form]");
  const ask = form.querySelector("[data-push-ask]");
  if (!can) return void show("cannot");
  show("fold");
  show("ask");
  ownZone();
  form.addEventListener("submit", (event) => {
    if (event.submitter !== ask) return;
    event.preventDefault();
    if (!ask.disabled) subscribe(form, ask);
  });
  part.querySelector("[data-push-off]")?.addEventListener("submit", (event) => {
    if (event.submitter?.value === "off") unsubscribe();
  });
}

// Nobody knows their zone by its name. Where nothing was chosen yet, the browser's own is a better guess.
function ownZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const field = part.querySelector("[name=push-zone]");
  if (zone && field && !part.querySelector("[data-push-off]")) field.value = zone;
}

async function subscribe(form, ask) {
  hide("denied");
  hide("failed");
  ask.disabled = true;
  try {
    if ((await Notification.requestPermission()) !== "granted") return void show("denied");
    const made = await fresh();
    const { endpoint, keys } = made.toJSON();
    for (const [name, value] of Object.entries({ endpoint, p256dh: keys.p256dh, auth: keys.auth })) {
      form.querySelector(`[name=push-${name}]`).value = value;
    }
    form.submit();
  } catch {
    show("failed");
  } finally {
    ask.disabled = false;
  }
}

async function fresh() {
  if (!(await navigator.serviceWorker.getRegistration())) await navigator.serviceWorker.register("/sw.js");
  const { pushManager } = await navigator.serviceWorker.ready;
  // One that was made for an older key of this server would wake nobody.
  await (await pushManager.getSubscription())?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: part.dataset.push });
}

async function unsubscribe() {
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

if (part) begin();
