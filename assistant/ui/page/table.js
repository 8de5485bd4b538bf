
  // Sort a table by a column: first ascending (numbers descending), then the other way round.
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.wd-sort");
    if (!button) return;
    const head = button.closest("th");
    const column = [...head.parentElement.children].indexOf(head);
    const number = head.dataset.kind === "number";
    const first = number && column ? "descending" : "ascending";
    const other = { ascending: "descending", descending: "ascending" };
    const now = head.getAttribute("aria-sort");
    const order = now === "none" ? first : other[now];
    [...head.parentElement.children].forEach((th) => th.setAttribute("aria-sort", th === head ? order : "none"));
    const body = head.closest("table").tBodies[0];
    const key = (row) => row.children[column].dataset.key;
    const sign = order === "ascending" ? 1 : -1;
    const rows = [...body.rows].sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      // What has no value stands last, whichever way.
      if (x === "" || y === "") return (x === "") - (y === "");
      return sign * (number ? Number(x) - Number(y) : collator.compare(x, y));
    });
    body.append(...rows);
  });
