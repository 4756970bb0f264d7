// @ts-check
/**
 * Each `.chart` of the page in; in it a fact's numbers over time, each point with the numbers of its
 * articles, out.
 *
 * Hollow is what an article hedges ("about 40"). Where this module does not run, the list beside it tells
 * the same.
 */
import uPlot from "./vendor/uplot.js";
import { colours } from "./graph-look.js";

/**
 * @typedef {object} Point a point of timeline.json, as story_timeline.py has it
 * @property {string} date YYYY-MM-DD
 * @property {number} value
 * @property {boolean} hedged
 * @property {number} number
 * @property {string | null} href
 *
 * @typedef {{index: number, fact: string, points: Point[]}} Fact
 *
 * @typedef {object} Dot the points of a day with the same number
 * @property {number} day seconds since 1970
 * @property {number} value
 * @property {boolean} hedged
 * @property {string} label
 * @property {string | null} href of the first article
 * @property {number} aside pixels by which it stands beside one that it would cover
 */

const HEIGHT = 190;
const DAY = 86400;
const RADIUS = 5;
/** Numbers of articles that are written on one dot. */
const NAMED = 4;
/** Pixels that a day takes up on the axis. */
const LABEL = 84;
/** How near to a dot a click counts. */
const NEAR = 14;

/** @type {Map<string, Promise<Fact[]>>} */
const asked = new Map();

for (const each of document.querySelectorAll(".chart[data-timeline]")) {
  if (each instanceof HTMLElement) show(each);
}

/** @param {HTMLElement} place */
async function show(place) {
  const address = place.dataset["timeline"] ?? "";
  const answer = asked.get(address) ?? facts(address);
  asked.set(address, answer);
  try {
    const fact = (await answer).find((each) => String(each.index) === place.dataset["fact"]);
    if (fact) draw(place, dots(fact.points));
  } catch (error) {
    place.hidden = true;
    console.warn(error);
  }
}

/** @param {string} address @returns {Promise<Fact[]>} */
async function facts(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).facts;
}

/** @param {Point[]} points @returns {Dot[]} */
function dots(points) {
  /** @type {Map<string, Point[]>} */
  const lots = new Map();
  for (const each of points) {
    const key = `${each.date} ${each.value} ${each.hedged}`;
    lots.set(key, [...(lots.get(key) ?? []), each]);
  }
  const made = [...lots.values()].flatMap((lot) => {
    const [first] = lot;
    if (!first) return [];
    const { date, value, hedged, href } = first;
    const numbers = [...new Set(lot.map((each) => each.number))];
    const label = numbers.slice(0, NAMED).join(", ") + (numbers.length > NAMED ? " …" : "");
    return [{ day: Date.parse(date) / 1000, value, hedged, label, href, aside: 0 }];
  });
  return made.sort((one, other) => one.day - other.day || one.value - other.value);
}

/** @param {HTMLElement} place @param {Dot[]} made */
function draw(place, made) {
  place.hidden = false;
  let colour = colours(place);
  const family = getComputedStyle(place).fontFamily;
  const font = `12px ${family}`;
  const numeral = new Intl.NumberFormat(document.documentElement.lang || undefined);
  const days = made.map((each) => each.day);
  const [first = 0, last = 0] = [Math.min(...days), Math.max(...days)];
  const margin = Math.max(DAY / 2, (last - first) * 0.06);
  /** @param {(value: number) => string} written @returns {uPlot.Axis} */
  const axis = (written) => ({
    font,
    stroke: () => colour.soft,
    grid: { stroke: () => colour.rule, width: 1 },
    ticks: { stroke: () => colour.rule },
    values: (_, splits) => splits.map((each) => (each === null ? "" : written(each))),
  });
  const chart = new uPlot(
    {
      width: place.clientWidth,
      height: HEIGHT,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: true, range: [first - margin, last + margin] },
        y: { range: (_, low, high) => [Math.min(0, low), high + (high - Math.min(0, low)) * 0.2] },
      },
      axes: [
        {
          ...axis((seconds) => new Date(seconds * 1000).toISOString().slice(0, 10)),
          splits: (plot) => roomy(plot, days),
        },
        { ...axis((number) => numeral.format(number)), size: 64 },
      ],
      series: [{}, { show: true, paths: () => null, points: { show: false } }],
      hooks: { draw: [(plot) => paint(plot, made, colour, family)] },
    },
    [days, made.map((each) => each.value)],
    place,
  );
  const hint = place.dataset["hint"];
  if (hint && made.some((each) => each.hedged)) {
    const note = document.createElement("p");
    note.className = "note";
    note.textContent = hint;
    place.append(note);
  }
  chart.over.addEventListener("click", ({ offsetX, offsetY }) => {
    const { dot, far } = nearest(chart, made, offsetX, offsetY);
    if (dot?.href && far < NEAR) location.assign(dot.href);
  });
  chart.over.addEventListener("mousemove", ({ offsetX, offsetY }) => {
    const { dot, far } = nearest(chart, made, offsetX, offsetY);
    chart.over.classList.toggle("over", Boolean(dot?.href) && far < NEAR);
  });
  new ResizeObserver(() => {
    if (place.clientWidth !== chart.width) chart.setSize({ width: place.clientWidth, height: HEIGHT });
  }).observe(place);
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", () => {
      colour = colours(place);
      chart.redraw(false, true);
    });
  }
  place.dataset["drawn"] = "";
}

/**
 * @param {uPlot} plot
 * @param {Dot[]} made
 * @param {number} x
 * @param {number} y
 */
function nearest(plot, made, x, y) {
  let [dot, far] = [made[0], Infinity];
  for (const each of made) {
    const aside = plot.valToPos(each.day, "x") + each.aside - x;
    const length = Math.hypot(aside, plot.valToPos(each.value, "y") - y);
    if (length < far) [dot, far] = [each, length];
  }
  return { dot, far };
}

/**
 * The days of the dots for which there is room on the axis.
 *
 * @param {uPlot} plot
 * @param {number[]} days in their order
 */
function roomy(plot, days) {
  /** @type {number[]} */
  const kept = [];
  for (const day of days) {
    const before = kept.at(-1);
    if (before === undefined || plot.valToPos(day, "x") - plot.valToPos(before, "x") > LABEL) kept.push(day);
  }
  return kept;
}

/**
 * Sets dots of a day apart where they would cover each other: half to the left, half to the right.
 *
 * @param {uPlot} plot
 * @param {Dot[]} made by their days and values
 */
function apart(plot, made) {
  /** @type {Dot[]} */
  let lot = [];
  for (const [at, each] of made.entries()) {
    lot.push(each);
    const next = made[at + 1];
    const near = next && Math.abs(plot.valToPos(next.value, "y") - plot.valToPos(each.value, "y")) < 3 * RADIUS;
    if (near && next.day === each.day) continue;
    for (const [place, one] of lot.entries()) one.aside = (place - (lot.length - 1) / 2) * (2 * RADIUS + 4);
    lot = [];
  }
}

/**
 * @param {uPlot} plot
 * @param {Dot[]} made
 * @param {ReturnType<typeof colours>} colour
 * @param {string} family
 */
function paint(plot, made, colour, family) {
  apart(plot, made);
  const pen = plot.ctx;
  const scale = devicePixelRatio;
  pen.save();
  pen.font = `600 ${12 * scale}px ${family}`;
  pen.textAlign = "center";
  pen.lineWidth = 2 * scale;
  for (const { day, value, hedged, label, aside } of made) {
    const x = plot.valToPos(day, "x", true) + aside * scale;
    const y = plot.valToPos(value, "y", true);
    pen.beginPath();
    pen.arc(x, y, RADIUS * scale, 0, 2 * Math.PI);
    pen.fillStyle = hedged ? colour.paper : colour.origin;
    pen.strokeStyle = colour.origin;
    pen.fill();
    pen.stroke();
    pen.fillStyle = colour.ink;
    // Of two that stand side by side one is labelled above, the other below: their labels are wider.
    pen.fillText(label, x, aside > 0 ? y + (RADIUS + 14) * scale : y - (RADIUS + 6) * scale);
  }
  pen.restore();
}
