  // One question at a time. What is asked while an answer is still written waits until that is whole; then it is
  // sent with the conversation as it is. A question in the box stays there till then and can be changed.
  const ASKED_MS = 20000; // so long after a question at most, even of a busy server, the page shows that it is being answered
  let waiting = null;
  let asked = -ASKED_MS;
  const inBox = (what) => byId("wd-box")?.querySelector(what);
  const writing = () => Boolean(inBox(".stop-button")) || performance.now() - asked < ASKED_MS;

  // Does what asks, or has it wait; of several that wait, the last is meant.
  const inTurn = (ask) => {
    if (writing()) {
      waiting = ask;
      setTimeout(goOn, ASKED_MS);
    } else {
      asked = performance.now();
      ask();
    }
  };
  const goOn = () => {
    if (!waiting || writing()) return;
    const ask = waiting;
    waiting = null;
    inTurn(ask);
  };
  // A press that falls between two states of the box is lost: it is repeated until the question has left the box.
  // Gradio takes one submission at a time, so that none is asked twice.
  const SENT_MS = 1000;
  const sendBox = (tries = 30) => {
    const question = inBox("textarea")?.value;
    if (!question?.trim()) return;
    inBox(".submit-button")?.click();
    const lost = () => tries > 0 && !inBox(".stop-button") && inBox("textarea")?.value === question;
    setTimeout(() => lost() && sendBox(tries - 1), SENT_MS);
  };

  const enters = (event) => event.key === "Enter" && !event.shiftKey && !event.isComposing;
  document.addEventListener(
    "keydown",
    (event) => {
      if (!enters(event) || !event.target.closest?.("#wd-box textarea") || !event.target.value.trim()) return;
      event.preventDefault();
      event.stopPropagation();
      inTurn(() => sendBox());
    },
    true,
  );

  new MutationObserver(() => {
    if (inBox(".stop-button")) asked = -ASKED_MS; // from here on the button tells
    else if (waiting) setTimeout(goOn, 50); // the conversation reaches the page with the button, or right after it
  }).observe(document.body, { childList: true, subtree: true });
