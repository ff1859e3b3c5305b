// Tries every way out of a page that a script has, toward a server that listens on `port`.
async (port) => {
  const host = `127.0.0.1:${port}`;
  const address = `http://${host}/`;
  const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  const tried = [];
  const attempt = async (name, act) => {
    tried.push(name);
    try { await Promise.race([act(), wait(2)]); } catch { /* that is what should happen */ }
  };
  const element = (name, properties) => attempt(`element ${name}`, () => {
    document.body.append(Object.assign(document.createElement(name), properties));
    return wait(0.3);
  });
  await attempt("fetch", () => fetch(address, { mode: "no-cors" }));
  await attempt("beacon", async () => navigator.sendBeacon(address, "x"));
  await attempt("request", () => new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.onload = done; request.onerror = fail;
    request.open("GET", address); request.send();
  }));
  await attempt("websocket", () => new Promise((done) => { new WebSocket(`ws://${host}/`).onclose = done; }));
  await attempt("events", () => new Promise((done) => { new EventSource(address).onerror = done; }));
  await attempt("worker", () => new Promise((done) => { new Worker(address).onerror = done; }));
  await attempt("import", () => import(`${address}x.js`));
  await attempt("peer", async () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `turn:${host}?transport=tcp`, username: "a", credential: "b" }] });
    peer.createDataChannel("x");
    await peer.setLocalDescription(await peer.createOffer());
    await wait(1);
  });
  await element("img", { src: address });
  await element("script", { src: address });
  await element("link", { rel: "stylesheet", href: address });
  await element("link", { rel: "preconnect", href: address });
  await element("iframe", { src: address });
  await element("object", { data: address });
  await element("video", { src: address });
  await element("style", { textContent: `body{background:url(${address}) }` });
  await attempt("form", async () => {
    const form = Object.assign(document.createElement("form"), { action: address, target: "_blank" });
    document.body.append(form); form.submit(); await wait(0.3);
  });
  return tried;
}
