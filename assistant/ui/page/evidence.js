
  // Citation marks open the panel at the quoted sentence; on a phone the panel is a sheet over the chat.
  const evidence = () => byId("wd-evidence");

  const openPanel = (place) => {
    evidence()?.setAttribute("data-open", "");
    evidence()?.querySelectorAll(".tab-container:not(.visually-hidden) button")[place]?.click();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#wd-tabs .tab-container button")) evidence().scrollTop = 0;
  });

  // An answer without a table leaves an open table tab empty: its sources are shown instead.
  const leaveEmptyTable = () => {
    const tabs = [...evidence().querySelectorAll(".tab-container:not(.visually-hidden) button")];
    if (byId("wd-table")?.querySelector(".wd-empty") && tabs[1]?.classList.contains("selected")) tabs[0].click();
  };
  const watchTable = () => {
    if (!byId("wd-table")) return void setTimeout(watchTable, 200);
    new MutationObserver(leaveEmptyTable).observe(byId("wd-table"), { childList: true, subtree: true });
  };
  watchTable();

  const showQuote = (id) => {
    openPanel(0);
    const anchor = byId(id);
    if (!anchor) return;
    const card = anchor.closest("details");
    if (card) card.open = true;
    document.querySelectorAll("#wd-sources mark.wd-active").forEach((m) => m.classList.remove("wd-active"));
    document.querySelectorAll(`#wd-sources mark.${CSS.escape(id)}`).forEach((m) => m.classList.add("wd-active"));
    // The tab may have been hidden until now; wait for its layout.
    requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(anchor.closest("mark") ?? anchor, "center")));
  };

  here.sources = (turn) => {
    openPanel(0);
    const group = byId(`wd-sources-${turn}`);
    if (group) requestAnimationFrame(() => scrollTo(group, "start"));
  };
  here.panel = () => openPanel(2);
  here.shut = () => evidence()?.removeAttribute("data-open");

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.wd-cite");
    if (!link) return;
    event.preventDefault();
    showQuote(link.getAttribute("href").split("#").pop());
  });
