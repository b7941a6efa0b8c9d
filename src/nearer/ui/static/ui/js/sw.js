// What a browser keeps on the device: files and two pages that are the same for everybody. No page with
// somebody's words is ever put here, so there is nothing to find. `KEPT` stands above, put there by the
// server (installed.py): { build, files, help, offline, note }.

const NAME = `kept-${KEPT.build}`;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(fill());
});

addEventListener("activate", (event) => event.waitUntil(tidy()));

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  // Forms go past here untouched, so that leaving and signing out clear this browser as always.
  if (method !== "GET" || origin !== location.origin) return;
  if (KEPT.files.includes(pathname)) event.respondWith(file(event.request, pathname));
  else if (mode === "navigate") event.respondWith(page(event, pathname));
});

addEventListener("push", (event) => {
  // Whatever arrives, a lock screen says the same.
  const { title, body, icon } = KEPT.note;
  event.waitUntil(registration.showNotification(title, { body, icon, tag: "card" }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(come());
});

async function fill() {
  const cache = await caches.open(NAME);
  // Without cookies: what comes back cannot be about anybody.
  const asked = [...KEPT.files, KEPT.help, KEPT.offline].map((path) => new Request(path, { credentials: "omit" }));
  await cache.addAll(asked);
}

async function tidy() {
  const old = (await caches.keys()).filter((name) => name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
  await clients.claim();
}

async function kept(path) {
  const cache = await caches.open(NAME);
  return cache.match(path, { ignoreVary: true });
}

const file = async (request, path) => (await kept(path)) ?? fetch(request);

async function page(event, path) {
  // Help asks nobody, here as everywhere.
  const help = path === KEPT.help && (await kept(path));
  if (help) return help;
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await kept(KEPT.offline)) ?? Response.error();
  }
}

// A window that is open stays on its page: there may be words in it.
async function come() {
  const [open] = await clients.matchAll({ type: "window", includeUncontrolled: true });
  return open ? open.focus() : clients.openWindow("/");
}
