// @ts-check
/**
 * Nodes and lines of a story's graph, with their places, in; what Cytoscape.js draws of them, out.
 */
/** @import cytoscape from "cytoscape" */
/** @import { Box, Place, Plan } from "./graph-layout.js" */
/** @import { GraphEdge, GraphNode, Words } from "./graph-look.js" */

/** @typedef {Box & {node: GraphNode}} DrawnBox */

/** Room round the graph, pixels. */
export const EDGE = 20;
/** Room for the headings of the two sides. */
const HEADING = 50;
const TEXT_KINDS = new Set(["copies", "excerpts", "rewrites", "translates"]);
const NAMING_KINDS = new Set(["cites", "links_to"]);

/** @param {GraphNode} node @param {boolean} open whether what is folded into it is shown */
export function classesOf(node, open) {
  const folds = node.holds > 0 && !open ? ["folds"] : [];
  return [node.kind, node.role ?? "", node.side === "denies" ? "denies" : "", ...folds].filter(Boolean);
}

/**
 * @param {GraphEdge} way
 * @param {Map<string, DrawnBox>} boxes
 * @param {Plan} plan
 * @param {Words} words
 */
export function lineOf(way, boxes, plan, words) {
  const [one, other] = [boxes.get(way.earlier), boxes.get(way.later)];
  const leftwards = one?.side === "denies";
  const turn = leftwards ? -0.5 : 0.5;
  const from = aside(plan.places.get(way.earlier), turn * (one?.width ?? 0));
  const to = aside(plan.places.get(way.later), -turn * (other?.width ?? 0));
  const along = minus(to, from);
  const square = along.x ** 2 + along.y ** 2 || 1;
  const bends = plan.bends(way, leftwards).map((each) => minus(each, from));
  const classes = [way.polarity, way.kind];
  if (TEXT_KINDS.has(way.kind)) classes.push("copying");
  if (NAMING_KINDS.has(way.kind)) classes.push("naming");
  if (way.inferred) classes.push("inferred");
  if (along.x * turn <= 0) classes.push("straight");
  return {
    group: /** @type {const} */ ("edges"),
    data: {
      id: `${way.earlier}>${way.later}>${way.polarity}`,
      source: way.earlier,
      target: way.later,
      way,
      label: words.copy_kind[other?.node.copy_kind ?? ""] ?? "",
      weights: bends.map(({ x, y }) => (x * along.x + y * along.y) / square),
      distances: bends.map(({ x, y }) => (y * along.x - x * along.y) / Math.sqrt(square)),
      out: leftwards ? "-50% 0%" : "50% 0%",
      into: leftwards ? "50% 0%" : "-50% 0%",
    },
    classes,
  };
}

/**
 * What stands behind the two sides, where there are two: a heading each; and how large all is.
 *
 * @param {Box[]} boxes
 * @param {Plan} plan
 * @param {Words} words
 */
export function areasOf(boxes, plan, words) {
  const said = around(boxes.filter((each) => each.side === "supports"), plan);
  const denied = around(boxes.filter((each) => each.side === "denies"), plan);
  const all = around(boxes, plan);
  if (denied.x1 > denied.x2) return { areas: [], all };
  const [top, bottom] = [all.y1 - HEADING, all.y2 + EDGE];
  const width = denied.x2 - denied.x1 + 2 * EDGE;
  /** @type {cytoscape.ElementDefinition[]} */
  const made = [
    {
      data: { id: " deniers", label: words.deniers, width, height: bottom - top },
      position: { x: (denied.x1 + denied.x2) / 2, y: (top + bottom) / 2 },
      classes: "area",
    },
  ];
  if (said.x1 <= said.x2) {
    made.push({
      data: { id: " sources", label: words.sources, width: 1, height: 1 },
      position: { x: said.x1, y: top + EDGE / 2 },
      classes: "heading",
    });
  }
  return { areas: made, all: { ...all, y1: top, y2: bottom, x2: all.x2 + EDGE } };
}

/** @param {Box[]} boxes @param {Plan} plan */
function around(boxes, plan) {
  const all = { x1: Infinity, x2: -Infinity, y1: Infinity, y2: -Infinity };
  for (const { id, width, height } of boxes) {
    const { x, y } = plan.places.get(id) ?? { x: 0, y: 0 };
    all.x1 = Math.min(all.x1, x - width / 2);
    all.x2 = Math.max(all.x2, x + width / 2);
    all.y1 = Math.min(all.y1, y - height / 2);
    all.y2 = Math.max(all.y2, y + height / 2);
  }
  return all;
}

/** @param {Place | undefined} place @param {number} x */
function aside(place, x) {
  return { x: (place?.x ?? 0) + x, y: place?.y ?? 0 };
}

/** @param {cytoscape.Position} one @param {cytoscape.Position} other */
function minus(one, other) {
  return { x: one.x - other.x, y: one.y - other.y };
}
