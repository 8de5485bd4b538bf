
  // The limits beside the question: every change of the form goes to the server; the histogram follows the sliders.
  let scopeTimer = 0;
  const sliders = (form) => [form.querySelector("input[name=from]"), form.querySelector("input[name=to]")];

  const drawSpan = (form) => {
    const [from, to] = sliders(form);
    if (!from) return null;
    const [low, high] = [Number(from.value), Number(to.value)].sort((a, b) => a - b);
    const months = from.parentElement.dataset.months.split(" ");
    form.querySelectorAll(".wd-histogram rect").forEach((bar, place) => {
      bar.classList.toggle("wd-out", place < low || place > high);
    });
    from.setAttribute("aria-valuetext", months[from.value]);
    to.setAttribute("aria-valuetext", months[to.value]);
    form.querySelector(".wd-span").textContent = `${months[low]} – ${months[high]}`;
    return [low, high];
  };

  // The server sends the form without limits, which is often what it sent before: then nothing is drawn anew.
  const clearScope = () => {
    const form = document.querySelector("form.wd-scope");
    if (!form) return;
    form.querySelectorAll("input[type=checkbox]").forEach((box) => (box.checked = false));
    const [from, to] = sliders(form);
    if (from) [from.value, to.value] = [from.min, to.max];
    drawSpan(form);
  };

  const sendScope = (form) => {
    const chosen = (name) => [...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value);
    const span = drawSpan(form);
    const fields = { places: chosen("places"), kinds: chosen("kinds") };
    if (span) [fields.from, fields.to] = span;
    window.wdChannels?.scope?.({ verb: "set", args: [], fields });
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form.wd-scope");
    if (!form) return;
    drawSpan(form);
    clearTimeout(scopeTimer);
    scopeTimer = setTimeout(() => sendScope(form), 250);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches?.("form.wd-scope")) event.preventDefault();
  });

  // A branch of places is drawn when it is first opened: its attribute names what lies under it.
  const placeBox = ([code, name, count]) => {
    const box = document.createElement("label");
    box.className = "wd-box";
    const input = Object.assign(document.createElement("input"), { type: "checkbox", name: "places", value: code });
    const words = Object.assign(document.createElement("span"), { textContent: name });
    const number = Object.assign(document.createElement("span"), { className: "wd-count", textContent: count.toLocaleString("en") });
    box.append(input, words, number);
    return box;
  };
  const placeNode = (place) => {
    const [, , , opens, under] = place;
    const node = document.createElement("div");
    node.className = under ? "wd-node" : "wd-leaf";
    node.append(placeBox(place));
    if (!under) return node;
    const branch = Object.assign(document.createElement("details"), { className: "wd-branch" });
    branch.dataset.under = JSON.stringify(under);
    const summary = document.createElement("summary");
    summary.setAttribute("aria-label", opens);
    const inner = Object.assign(document.createElement("div"), { className: "wd-under" });
    branch.append(summary, inner);
    node.append(branch);
    return node;
  };
  // This event does not bubble; it is caught on its way down.
  document.addEventListener("toggle", ({ target }) => {
    if (!target.matches?.("details.wd-branch[data-under]") || !target.open) return;
    target.querySelector(".wd-under").replaceChildren(...JSON.parse(target.dataset.under).map(placeNode));
    target.removeAttribute("data-under");
  }, true);
