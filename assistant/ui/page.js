() => {
  // Clicks on citation marks, on the links below an answer, and on the table's [n] marks.
  // Everything still reads without this script; it only opens, scrolls and highlights.
  document.documentElement.lang = "zh-CN";

  const evidence = () => document.getElementById("wd-evidence");

  const openTab = (index) => {
    const tabs = evidence()?.querySelectorAll(".tab-container:not(.visually-hidden) button");
    tabs?.[index]?.click();
  };

  const openPanel = (index) => {
    evidence()?.setAttribute("data-open", "");
    openTab(index);
  };

  const scrollTo = (target, block) => {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.scrollIntoView({ behavior: calm ? "auto" : "smooth", block });
  };

  const showQuote = (id) => {
    openPanel(0);
    const anchor = document.getElementById(id);
    if (!anchor) return;
    const card = anchor.closest("details");
    if (card) card.open = true;
    document.querySelectorAll("#wd-sources mark.wd-active").forEach((m) => m.classList.remove("wd-active"));
    document.querySelectorAll(`#wd-sources mark.${CSS.escape(id)}`).forEach((m) => m.classList.add("wd-active"));
    // The tab may have been hidden until now; wait for its layout.
    requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(anchor.closest("mark") ?? anchor, "center")));
  };

  const copyText = async (link) => {
    const body = link.closest(".wd-answer")?.querySelector(".wd-body");
    if (!body || !navigator.clipboard) return;
    await navigator.clipboard.writeText(body.innerText.trim());
    const words = link.textContent;
    link.textContent = link.title;
    setTimeout(() => (link.textContent = words), 1500);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.wd-cite, a.wd-open, a.wd-copy");
    if (!link) {
      return;
    }
    event.preventDefault();
    const id = link.getAttribute("href").split("#").pop();
    if (link.classList.contains("wd-cite")) showQuote(id);
    else if (link.classList.contains("wd-copy")) copyText(link);
    else if (id.startsWith("wd-table")) openPanel(1);
    else {
      openPanel(0);
      const group = document.getElementById(id);
      if (group) requestAnimationFrame(() => scrollTo(group, "start"));
    }
  });

  // Gradio labels a message with its raw HTML, which a screen reader would read aloud.
  const unlabel = () => {
    document.querySelectorAll("#wd-chat [data-testid][aria-label]").forEach((m) => m.removeAttribute("aria-label"));
  };
  new MutationObserver(unlabel).observe(document.body, { childList: true, subtree: true });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") evidence()?.removeAttribute("data-open");
  });
}
