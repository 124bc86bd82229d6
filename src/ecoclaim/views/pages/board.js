"use strict";
for (const box of document.querySelectorAll(".filter")) {
  box.hidden = false;
  const choose = box.querySelector("select");
  choose.addEventListener("change", () => {
    for (const one of document.querySelectorAll("[data-handlers]"))
      one.classList.toggle("left-out", choose.value !== "" && !one.dataset.handlers.split("|").includes(choose.value));
    box.classList.toggle("on", choose.value !== "");
  });
}
