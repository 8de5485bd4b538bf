
  // The drawer for reading: opens over the page, keeps the focus, gives it back.
  const drawer = () => byId("wd-drawer");
  let before = null;

  const openDrawer = () => {
    const box = drawer();
    if (!box.hasAttribute("data-open")) before = document.activeElement;
    box.setAttribute("data-open", "");
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-modal", "true");
    box.setAttribute("aria-label", word("reader"));
    if (!byId("wd-shut")) {
      const shut = document.createElement("button");
      shut.type = "button";
      shut.id = "wd-shut";
      shut.onclick = shutDrawer;
      box.prepend(shut);
    }
    byId("wd-shut").textContent = word("close");
    here.unsheet();
    byId("wd-shut").focus();
  };

  const shutDrawer = () => {
    if (!drawer()?.hasAttribute("data-open")) return;
    drawer().removeAttribute("data-open");
    if (before?.isConnected) before.focus();
  };

  window.wdRead = () => {
    if (!drawer().hasAttribute("data-open")) return;
    drawer().scrollTop = 0;
    const mark = drawer().querySelector(".wd-article mark");
    if (mark) requestAnimationFrame(() => markAt(0));
  };

  // Step through the marked places of an article.
  const markAt = (place) => {
    const marks = [...drawer().querySelectorAll(".wd-article mark")];
    if (!marks.length) return;
    const at = (place + marks.length) % marks.length;
    marks.forEach((m, n) => m.classList.toggle("wd-active", n === at));
    const box = marks[at].getBoundingClientRect();
    if (box.top < 80 || box.bottom > innerHeight - 40) scrollTo(marks[at], "center");
  };
  here.mark = () => {
    const marks = [...drawer().querySelectorAll(".wd-article mark")];
    markAt(marks.findIndex((m) => m.classList.contains("wd-active")) + 1);
  };

  // The page as printed.
  const steps = [1, 1.5, 2.2, 3.2];
  here.zoom = (step) => {
    const sheet = drawer().querySelector(".wd-sheet");
    const now = steps.indexOf(Number(sheet.dataset.zoom ?? 1));
    const next = step === "0" ? 0 : Math.min(Math.max(now + Number(step), 0), steps.length - 1);
    sheet.dataset.zoom = steps[next];
    sheet.style.width = `${100 * steps[next]}%`;
    toFrame();
  };
  const toFrame = () => drawer().querySelector(".wd-sheet rect")?.scrollIntoView({ block: "center", inline: "center" });
  here.unsheet = () => drawer()?.removeAttribute("data-sheet");
  window.wdSheet = () => {
    const sheet = drawer().querySelector(".wd-sheet-view");
    if (!sheet || !drawer().hasAttribute("data-open")) return;
    drawer().setAttribute("data-sheet", "");
    sheet.querySelector("img").decode().catch(() => {}).then(toFrame);
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (drawer()?.hasAttribute("data-open")) shutDrawer();
      else here.shut();
    }
    if (event.key === "Tab" && drawer()?.hasAttribute("data-open")) {
      const inside = [...drawer().querySelectorAll("button, summary, [tabindex='0']")].filter((e) => e.offsetParent);
      const [first, last] = [inside[0], inside[inside.length - 1]];
      if (event.shiftKey && document.activeElement === first) { event.preventDefault(); last.focus(); }
      if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); first.focus(); }
    }
  });
