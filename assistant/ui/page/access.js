
  // What Gradio leaves out for those who use the keyboard or a screen reader.
  // A new question stays at the top until its answer is there, which is then read from the beginning; who
  // scrolls meanwhile is left alone.
  let questions = 0;
  let pinned = false;
  const pin = () => {
    const asked = document.querySelectorAll("#wd-chat .wd-question");
    if (asked.length > questions) pinned = true;
    questions = asked.length;
    if (!pinned || !asked.length) return;
    const row = asked[asked.length - 1].closest(".message-row");
    requestAnimationFrame(() => row?.scrollIntoView({ block: "start" }));
    if (row?.parentElement?.querySelector(":scope > .message-row:last-of-type .wd-links")) pinned = false;
  };
  ["wheel", "touchmove"].forEach((kind) => addEventListener(kind, () => (pinned = false), { passive: true }));

  const mend = () => {
    pin();
    // A message is labelled with its raw HTML, which a screen reader would read aloud.
    document.querySelectorAll("#wd-chat [data-testid][aria-label]").forEach((m) => m.removeAttribute("aria-label"));
    // The list of examples holds buttons, which no list may; the button for files is named by its text.
    document.querySelectorAll("#wd-chat .examples[role]").forEach((e) => e.removeAttribute("role"));
    document.querySelectorAll(".upload-container[aria-label]").forEach((e) => e.removeAttribute("aria-label"));
    const log = document.querySelector("#wd-chat .bubble-wrap");
    if (log && log.tabIndex !== 0) log.tabIndex = 0;
    const close = byId("wd-close");
    if (evidence() && !close) {
      const shut = document.createElement("button");
      shut.type = "button";
      shut.id = "wd-close";
      shut.onclick = here.shut;
      evidence().prepend(shut);
    }
    if (close && word("close") && close.textContent !== word("close")) close.textContent = word("close");
    document.querySelectorAll("#wd-language input").forEach((i) => i.setAttribute("name", "wd-language"));
  };
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
  mend();

  // A link may bring a question along: /?q=…
  const brought = new URLSearchParams(location.search).get("q")?.trim();
  if (brought) {
    history.replaceState(null, "", location.pathname);
    const waiting = setInterval(() => {
      if (!window.wdChannels?.ask || !document.querySelector(".wd-holdings")) return;
      clearInterval(waiting);
      perform(`ask/ask/${encodeURIComponent(brought)}`);
    }, 100);
  }
