  // Buttons carry their action as a value, "channel/verb/argument/…"; each channel leads to the server,
  // but for "page", which is done here. Everything still reads without this script.
  document.documentElement.lang = "zh-CN";
  const byId = (id) => document.getElementById(id);
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const scrollTo = (target, block) => target.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block });
  const word = (name) => document.querySelector(`.wd-word[data-word="${name}"]`)?.textContent ?? "";
  const here = {};

  const perform = (value, fields) => {
    const [channel, verb, ...args] = value.split("/").map(decodeURIComponent);
    if (channel === "page") here[verb]?.(...args);
    else {
      const send = () => window.wdChannels?.[channel]?.({ verb, args, fields });
      if (channel === "ask" && verb !== "edit") inTurn(send);
      else send();
    }
    return [channel, verb, args];
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.wd-do");
    if (!button) return;
    event.preventDefault();
    const [channel, verb, args] = perform(button.value);
    after[`${channel}/${verb}`]?.(button, args);
    if (channel === "browse") after.browse?.(button);
  });

  // A menu shuts when one clicks beside it.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.wd-kinds[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // What follows in the browser on an action that goes to the server.
  const after = {
    "desk/read": () => openDrawer(),
    "desk/why": () => openDrawer(),
    "scope/clear": () => clearScope(),
    "desk/table": () => openPanel(1),
    "keep/open": () => evidence()?.removeAttribute("data-open"),
    "ask/edit": () => focusBox(),
    browse: (button) => {
      shutDrawer();
      openDesk(1);
      document.querySelectorAll("#wd-facets [aria-current]").forEach((b) => b.removeAttribute("aria-current"));
      const facet = [...document.querySelectorAll("#wd-facets button.wd-do")].find((b) => b.value === button.value);
      facet?.setAttribute("aria-current", "true");
      if (innerWidth <= 900) scrollTo(byId("wd-listing"), "start");
    },
  };

  const focusBox = () => setTimeout(() => byId("wd-box")?.querySelector("textarea")?.focus(), 400);
  const openDesk = (place) => {
    document.querySelectorAll("#wd-desks > .tab-wrapper .tab-container:not(.visually-hidden) button")[place]?.click();
  };

  // A file from the server: {name, type, data in base64}.
  window.wdSave = (told) => {
    const { name, type, data } = JSON.parse(told);
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  here.copy = async (turn, done) => {
    const answer = byId(`wd-turn-${turn}`);
    const body = answer?.querySelector(".wd-body");
    if (!body || !navigator.clipboard) return;
    await navigator.clipboard.writeText(body.innerText.trim());
    const button = answer.querySelector(".wd-copy");
    const words = button.textContent;
    button.textContent = done;
    setTimeout(() => (button.textContent = words), 1500);
  };

  // A verdict with a note: the dialog asks, then the feedback channel gets it.
  here.note = (turn, verdict) => {
    const dialog = byId("wd-note");
    const text = byId("wd-note-text");
    dialog.querySelectorAll(".wd-note-title").forEach((t) => (t.hidden = t.id !== `wd-note-${verdict}`));
    text.value = "";
    dialog.returnValue = "";
    dialog.onclose = () => {
      if (dialog.returnValue !== "send") return;
      window.wdChannels?.feedback?.({ verb: "record", args: [turn, verdict], fields: { note: text.value } });
    };
    dialog.showModal();
    text.focus();
  };
