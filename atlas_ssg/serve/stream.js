// One event stream for all open pages of a browser: a browser opens only six connections to one
// server, so a stream for each page would leave the seventh page waiting for ever.
"use strict";
const pages = new Set();
let last = null;

function listen() {
  const events = new EventSource("/_atlas/events");
  events.onmessage = (event) => {
    last = event.data;
    for (const page of pages) page.postMessage(last);
  };
  // A server that is away for a moment is asked again by the browser itself; one that refused is
  // asked again here.
  events.onerror = () => { if (events.readyState === EventSource.CLOSED) setTimeout(listen, 500); };
}

onconnect = (event) => {
  const page = event.ports[0];
  pages.add(page);
  page.onmessage = () => pages.delete(page);
  if (last !== null) page.postMessage(last);
};

listen();
