// Puts the address by which the reader came here into the examples.
for (const place of document.querySelectorAll("[data-root]")) {
  place.textContent = new URL(place.dataset.root, location.href).href.replace(/\/+$/, "");
}
