// Checks of a page that axe-core does not make. Each gives a list of {rule, element, detail}.
// Evaluated by feedback_report/gates/accessibility.py in every state of the page.
(() => {
  "use strict";

  // Name an element by its id, or by its place below the nearest element that has one.
  const nameOf = (element) => {
    if (element.id) return `#${element.id}`;
    const parent = element.parentElement;
    if (!parent) return element.localName;
    const alike = [...parent.children].filter((child) => child.localName === element.localName);
    const place = alike.length > 1 ? `:nth-of-type(${alike.indexOf(element) + 1})` : "";
    return `${parent === document.body ? "" : `${nameOf(parent)} > `}${element.localName}${place}`;
  };
  const problem = (rule, element, detail) => ({ rule, element: nameOf(element), detail });

  const isVisible = (element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return style.visibility !== "hidden" && style.display !== "none" && box.width > 1 && box.height > 1;
  };
  const scrollsSideways = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const ancestors = (element) => {
    const found = [];
    for (let at = element.parentElement; at; at = at.parentElement) found.push(at);
    return found;
  };
  const all = () => [...document.body.querySelectorAll("*")];

  // WCAG 1.4.10: nothing but a data table or a chart may need scrolling sideways.
  const reflow = () => {
    const width = document.documentElement.clientWidth;
    const beyond = (element) => element.getBoundingClientRect().right > width + 1;
    const wide = all().filter(
      (element) => isVisible(element) && beyond(element) && !ancestors(element).some(
        (holder) => holder !== document.body && holder !== document.documentElement && scrollsSideways(holder)),
    );
    const boxes = wide.filter((element) => getComputedStyle(element).display !== "inline");
    const candidates = boxes.length ? boxes : wide;
    const innermost = candidates.filter((element) => !candidates.some((other) => other !== element && element.contains(other)));
    const found = innermost.map((element) => problem("reflow", element,
      `reaches ${Math.round(element.getBoundingClientRect().right)} px on a screen of ${width} px`));
    if (!found.length && document.scrollingElement.scrollWidth > width) {
      found.push(problem("reflow", document.body, `is ${document.scrollingElement.scrollWidth} px wide on a screen of ${width} px`));
    }
    for (const element of all()) {
      const mayBeWide = element.matches("table, pre, figure .chart-scroll") || element.querySelector("table");
      if (scrollsSideways(element) && element.scrollWidth > element.clientWidth + 1 && !mayBeWide) {
        found.push(problem("reflow", element, "scrolls sideways and holds neither table nor chart"));
      }
    }
    return found;
  };

  // Words that their box cuts off.
  const clipped = () => all().filter((element) => {
    const style = getComputedStyle(element);
    const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!words || !isVisible(element) || element.clientWidth <= 1) return false;
    const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
    return (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
  }).map((element) => problem("text-spacing", element, "cuts off words when the reader widens the spaces"));

  // WCAG 1.4.12: the reader's own spacing loses nothing.
  const textSpacing = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-bottom: 2em !important; }`);
    const fitted = reflow().length === 0;
    document.adoptedStyleSheets.push(sheet);
    const found = [
      ...clipped(),
      ...(fitted ? reflow().map((one) => ({ ...one, rule: "text-spacing" })) : []),
    ];
    document.adoptedStyleSheets.pop();
    return found;
  };

  // WCAG 2.4.7: what has the keyboard's focus looks different.
  const focusVisible = () => {
    const look = (element) => {
      const style = getComputedStyle(element);
      const outline = style.outlineStyle === "none" || style.outlineWidth === "0px" ? "none" : style.outline;
      return [outline, style.boxShadow, style.borderColor, style.backgroundColor, style.color, style.textDecorationLine].join("|");
    };
    const reached = document.body.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
    const found = [];
    for (const element of reached) {
      if (!isVisible(element)) continue;
      document.activeElement?.blur();
      const before = look(element);
      element.focus({ preventScroll: true, focusVisible: true });
      if (document.activeElement === element && look(element) === before) {
        found.push(problem("focus-visible", element, "looks the same with and without the keyboard's focus"));
      }
    }
    document.activeElement?.blur();
    return found;
  };

  // A data table names its columns, and a figure's picture says what it shows.
  const tables = () => [...document.querySelectorAll("table:not([role=presentation], [role=none])")]
    .filter((table) => {
      const first = table.rows[0];
      const cells = first ? [...first.cells] : [];
      return !cells.some((cell) => cell.localName === "th") || cells.slice(1).some((cell) => cell.localName !== "th");
    })
    .map((table) => problem("table-headers", table, "has columns without a header cell"));

  const pictures = () => [...document.querySelectorAll("figure img")].flatMap((picture) => {
    const alt = picture.alt.trim();
    const caption = picture.closest("figure").querySelector("figcaption")?.textContent.replace(/\s+/g, " ").trim() ?? "";
    const words = caption.replace(/^(Figure|Table)\s[\w.]+:?\s*/, "");
    const found = [];
    if (!picture.hasAttribute("alt")) return found; // axe-core reports it
    if (!alt) found.push(problem("figure-alt", picture, "has an empty text alternative"));
    else if (alt === caption || alt === words) found.push(problem("figure-alt", picture, "has its caption as text alternative"));
    if (picture.complete && !picture.naturalWidth) found.push(problem("picture-loads", picture, "is not shown"));
    return found;
  });

  // Links, labels and captions find only the first of two elements with one id.
  const ids = () => {
    const seen = new Set();
    return [...document.querySelectorAll("[id]")]
      .filter((element) => seen.size === seen.add(element.id).size)
      .map((element) => problem("duplicate-id", element, `is a second <${element.localName}> of this id`));
  };

  // Of these elements, those that a table's own scrolling hides: their colours cannot be judged.
  const scrolledAway = (selectors) => selectors.filter((selector) => {
    const element = document.querySelector(selector);
    const box = element?.getBoundingClientRect();
    return element && ancestors(element).filter(scrollsSideways).some((holder) => {
      const frame = holder.getBoundingClientRect();
      return box.right > frame.right + 1 || box.left < frame.left - 1;
    });
  });

  return {
    scrolledAway,
    openAll: () => document.querySelectorAll("details").forEach((details) => { details.open = true; }),
    check: () => [...reflow(), ...textSpacing(), ...focusVisible(), ...tables(), ...pictures(), ...ids()],
    words: () => document.body.innerText.replace(/\s+/g, " ").trim(),
  };
})()
