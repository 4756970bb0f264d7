// @ts-check
/**
 * Boxes and the ways of the news between them in; where each box stands and how each line runs, out.
 *
 * From the left: who could know, who passes it on, the articles. From the right, towards these: who denies
 * it. So every line leads to the middle, and no denial crosses the way of the news.
 */
import { Graph, layout } from "./vendor/dagre.js";

/**
 * @typedef {object} Box
 * @property {string} id
 * @property {"supports" | "denies"} side
 * @property {number} width
 * @property {number} height
 *
 * @typedef {object} Way
 * @property {string} earlier
 * @property {string} later
 *
 * @typedef {{x: number, y: number}} Place the middle of a box
 *
 * @typedef {object} Plan
 * @property {Map<string, Place>} places
 * @property {(way: Way, leftwards: boolean) => Place[]} bends what a line is drawn towards on its way
 */

/** Between boxes of a column, and between columns; pixels at the graph's own size. */
const ROW = 12;
const COLUMN = 56;
/** Between those who say it and those who deny it. */
const APART = 110;
/** Boxes up to which the shortest lines are looked for; beyond, that takes seconds. */
const FEW = 150;
/** How much more a line between boxes counts than what only holds the two sides apart. */
const WEIGHT = 5;
/** Steps after which a chain is taken for a circle; story_tree.py draws no longer ones. */
const DEEPEST = 12;
/** What holds the two sides apart; no id of a node begins with a space. */
const WALL = " wall";

/**
 * @param {Box[]} boxes
 * @param {Way[]} ways
 * @returns {Plan}
 */
export function placed(boxes, ways) {
  const known = new Map(boxes.map((each) => [each.id, each]));
  const saying = boxes.filter((each) => each.side === "supports");
  const denying = boxes.filter((each) => each.side === "denies");
  const { places, between } = layered(saying, denying, ways);
  const right = Math.max(-APART, ...saying.map((each) => (places.get(each.id)?.x ?? 0) + each.width / 2));
  const beside = neighbours(ways);
  let left = right + APART;
  for (const column of columnsOf(denying, ways)) {
    stack(column, beside, places, left);
    left += Math.max(...column.map((each) => each.width)) + COLUMN;
  }
  return {
    places,
    bends({ earlier, later }, leftwards) {
      const [from, to] = [places.get(earlier), places.get(later)];
      if (!from || !to) return [];
      const laid = between.get(earlier)?.get(later) ?? [...(between.get(later)?.get(earlier) ?? [])].reverse();
      if (laid.length % 2) return turns([from, ...laid, to]);
      const turn = leftwards ? -1 : 1;
      const out = from.x + turn * ((known.get(earlier)?.width ?? 0) / 2 + COLUMN / 2);
      const into = to.x - turn * ((known.get(later)?.width ?? 0) / 2 + COLUMN / 2);
      return [{ x: out, y: from.y }, { x: into, y: to.y }];
    },
  };
}

/**
 * Where a line turns: it passes columns level, and turns between them, where no boxes are.
 *
 * @param {Place[]} laid by turns in a column and between two columns
 * @returns {Place[]}
 */
function turns(laid) {
  const bends = laid.flatMap(({ x, y }, at) => {
    const [before, after] = [laid[at - 1], laid[at + 1]];
    return at % 2 && before && after ? [{ x, y: before.y }, { x, y: after.y }] : [{ x, y }];
  });
  return bends.slice(1, -1);
}

/**
 * The places of those who say it; of those who deny it only the height at which lines come to them.
 *
 * @param {Box[]} saying
 * @param {Box[]} denying
 * @param {Way[]} ways
 */
function layered(saying, denying, ways) {
  const graph = new Graph();
  const ranker = saying.length > FEW ? "tight-tree" : "network-simplex";
  graph.setGraph({ rankdir: "LR", nodesep: ROW, edgesep: ROW - 4, ranksep: COLUMN, ranker });
  for (const { id, width, height } of saying) graph.setNode(id, { width, height });
  const inside = ways.filter(({ earlier, later }) => graph.hasNode(earlier) && graph.hasNode(later));
  for (const { earlier, later } of inside) graph.setEdge(earlier, later, { weight: WEIGHT });
  const across = denying.length && saying.length && saying.length <= FEW ? ways : [];
  const heights = new Map(denying.map((each) => [each.id, each.height]));
  for (const { earlier, later } of across) {
    // All lines between the sides are laid from left to right, also those that the news goes back.
    const [near, far] = heights.has(later) ? [earlier, later] : [later, earlier];
    const height = heights.get(far);
    if (height === undefined || heights.has(near) || !graph.hasNode(near)) continue;
    if (!graph.hasNode(far)) graph.setNode(far, { width: 1, height });
    graph.setEdge(near, far, { weight: WEIGHT });
    graph.setNode(WALL, { width: 1, height: 1 });
    graph.setEdge(WALL, far, { weight: 1 });
  }
  if (graph.hasNode(WALL)) {
    for (const each of deepest(saying, inside)) graph.setEdge(each, WALL, { weight: 1 });
  }
  layout(graph);
  /** @type {Map<string, Place>} */
  const places = new Map();
  for (const id of graph.nodes()) {
    const { x = 0, y = 0 } = graph.node(id);
    if (id !== WALL) places.set(id, { x, y });
  }
  /** @type {Map<string, Map<string, Place[]>>} */
  const between = new Map();
  for (const { v, w } of graph.edges()) {
    const lines = between.get(v) ?? new Map();
    between.set(v, lines.set(w, graph.edge(v, w).points?.slice(1, -1) ?? []));
  }
  return { places, between };
}

/**
 * The boxes that the most hands lie before: all others stand no further to the right.
 *
 * @param {Box[]} boxes
 * @param {Way[]} ways between these
 */
function deepest(boxes, ways) {
  const depth = depths(boxes, ways.map(({ earlier, later }) => [later, earlier]));
  const most = Math.max(...depth.values());
  return boxes.filter((each) => depth.get(each.id) === most).map((each) => each.id);
}

/**
 * How many steps it is at most from each box to one that leads nowhere; circles end at DEEPEST.
 *
 * @param {Box[]} boxes
 * @param {string[][]} steps
 */
function depths(boxes, steps) {
  const depth = new Map(boxes.map((each) => [each.id, 0]));
  for (let round = 0; round < DEEPEST; round += 1) {
    for (const [one = "", next = ""] of steps) {
      const [here, there] = [depth.get(one), depth.get(next)];
      if (here !== undefined && there !== undefined) {
        depth.set(one, Math.min(Math.max(here, there + 1), DEEPEST));
      }
    }
  }
  return depth;
}

/**
 * The columns of those who deny it: nearest to the middle whoever passes the denial on to nobody here.
 *
 * @param {Box[]} boxes
 * @param {Way[]} ways
 * @returns {Box[][]}
 */
function columnsOf(boxes, ways) {
  const depth = depths(boxes, ways.map(({ earlier, later }) => [earlier, later]));
  /** @type {Box[][]} */
  const columns = Array.from({ length: DEEPEST + 1 }, () => []);
  for (const each of boxes) columns[depth.get(each.id) ?? 0]?.push(each);
  return columns.filter((each) => each.length > 0);
}

/**
 * @param {Way[]} ways
 * @returns {Map<string, string[]>}
 */
function neighbours(ways) {
  /** @type {Map<string, string[]>} */
  const beside = new Map();
  for (const { earlier, later } of ways) {
    for (const [one, other] of [[earlier, later], [later, earlier]]) {
      if (!one || !other) continue;
      const known = beside.get(one);
      if (known) known.push(other);
      else beside.set(one, [other]);
    }
  }
  return beside;
}

/**
 * Gives the boxes of a column places, each as near to those that it is tied to as there is room.
 *
 * @param {Box[]} column
 * @param {Map<string, string[]>} beside
 * @param {Map<string, Place>} places
 * @param {number} left
 */
function stack(column, beside, places, left) {
  const all = [...places.values()];
  const middle = mean(all.map((each) => each.y));
  const wished = column.map((box, at) => {
    const tied = (beside.get(box.id) ?? []).flatMap((each) => places.get(each)?.y ?? []);
    return { box, at, y: places.get(box.id)?.y ?? (tied.length ? mean(tied) : middle) };
  });
  wished.sort((one, other) => one.y - other.y || one.at - other.at);
  let bottom = -Infinity;
  const tops = wished.map(({ box, y }) => {
    const top = Math.max(y - box.height / 2, bottom + ROW);
    bottom = top + box.height;
    return top;
  });
  const drift = mean(wished.map(({ box, y }, at) => (tops[at] ?? 0) + box.height / 2 - y));
  for (const [at, { box }] of wished.entries()) {
    places.set(box.id, { x: left + box.width / 2, y: (tops[at] ?? 0) + box.height / 2 - drift });
  }
}

/** @param {number[]} numbers */
function mean(numbers) {
  return numbers.length ? numbers.reduce((sum, each) => sum + each, 0) / numbers.length : 0;
}
