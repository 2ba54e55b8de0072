// What the page gains where scripts run. Without them it reads the same, only the contents stay open
// and do not mark the reader's place.
(() => {
  "use strict";

  const nav = document.querySelector("nav.contents");
  const folded = nav.querySelector("details");
  const wide = window.matchMedia("(min-width: 64em)");

  // The contents stand open beside the text, and fold above it where the screen is narrow.
  const fold = () => { folded.open = wide.matches; };
  fold();
  wide.addEventListener("change", fold);

  // A heading has been passed once it is above the upper third of the screen; the last one
  // passed is where the reader is. At the end of the page no further heading can get there:
  // then it is the one that a link led to, if it is in view, or else the last.
  const markPlace = () => {
    const links = new Map();
    for (const link of nav.querySelectorAll("a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    const headings = [...links.keys()];
    const passed = new Set();
    let atEnd = false;

    const here = () => {
      if (!atEnd) return headings.filter((heading) => passed.has(heading)).pop();
      const chosen = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      return links.has(chosen) && chosen.getBoundingClientRect().top >= 0 ? chosen : headings.at(-1);
    };
    const mark = () => {
      const place = here();
      for (const [heading, link] of links) {
        if (heading === place) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
      const link = links.get(place);
      if (!link || !wide.matches) return;
      const frame = nav.getBoundingClientRect();
      const box = link.getBoundingClientRect();
      if (box.top < frame.top || box.bottom > frame.bottom) nav.scrollTop += box.top - frame.top - frame.height / 3;
    };

    const above = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) passed.add(target);
        else passed.delete(target);
      }
      mark();
    }, { rootMargin: "9999999px 0px -66% 0px" });
    const end = new IntersectionObserver(([entry]) => {
      atEnd = entry.isIntersecting && window.scrollY > 0;
      mark();
    }, { threshold: 1 });
    headings.forEach((heading) => above.observe(heading));
    end.observe(document.querySelector(".page-footer p:last-child"));
    window.addEventListener("hashchange", mark);
  };

  // Only a table or chart that is wider than its place has to be reached by keyboard, and says so.
  const watchRegions = () => {
    const regions = document.querySelectorAll(".table-scroll, .chart-scroll");
    const wording = new Map([...regions].map((region) => [region, region.getAttribute("aria-label")]));
    const watcher = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        if (target.scrollWidth > target.clientWidth) {
          target.setAttribute("tabindex", "0");
          target.setAttribute("role", "group");
          target.setAttribute("aria-label", wording.get(target));
        } else {
          for (const name of ["tabindex", "role", "aria-label"]) target.removeAttribute(name);
        }
      }
    });
    regions.forEach((region) => watcher.observe(region));
  };

  document.addEventListener("DOMContentLoaded", () => {
    if ("IntersectionObserver" in window) markPlace();
    if ("ResizeObserver" in window) watchRegions();
  });
})();
