// Lets this browser keep what is the same for everybody, so that a page still opens without a line
// (sw.js). After the page itself has loaded: it never competes with what somebody came to read.

addEventListener("load", () => {
  navigator.serviceWorker?.register("/sw.js").catch(() => {});
});
