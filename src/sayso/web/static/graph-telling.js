// @ts-check
/**
 * A node or a line of a story's graph in; what the page says of it, in the page's own words, out.
 */
import { counted, nameOf, notesOf } from "./graph-look.js";
/** @import { GraphEdge, GraphNode, Words } from "./graph-look.js" */

/** @typedef {(Node | string)[]} Parts what an element of the page is to hold */

/**
 * @param {GraphNode} node
 * @param {Words} words
 * @param {boolean} open whether what is folded into it is shown
 * @returns {Parts}
 */
export function ofNode(node, words, open) {
  const notes = [node.type ? words.source_type[node.type] : "", ...notesOf(node, words, open)];
  if (node.reach) notes.push(counted(words.reach, node.reach));
  const said = ["\u2002", notes.filter(Boolean).join(" · "), " "];
  return [made("strong", [nameOf(node, words)]), ...said, ...linked(node.href, node.title, words)];
}

/**
 * @param {GraphEdge} way
 * @param {Map<string, GraphNode>} nodes
 * @param {Words} words
 * @returns {Parts}
 */
export function ofWay(way, nodes, words) {
  const sentences = way.polarity === "denies" ? { ...words.way, ...words.deny } : words.way;
  const [earlier, later] = [nodes.get(way.earlier), nodes.get(way.later)];
  if (!earlier || !later) return [];
  const said = (sentences[way.kind] ?? "").split(/(\{earlier\}|\{later\})/u).map((each) => {
    if (each === "{earlier}") return made("strong", [nameOf(earlier, words)]);
    return each === "{later}" ? made("strong", [nameOf(later, words)]) : each;
  });
  const link = linked(way.href, way.evidence, words);
  const notes = [way.why, way.inferred ? words.inferred : ""].filter(Boolean).join(" · ");
  return [...said, " ", ...(way.evidence ? [made("q", link)] : link), " ", notes];
}

/** @param {string | null} href @param {string} text @param {Words} words @returns {Parts} */
function linked(href, text, words) {
  if (!href) return text ? [text] : [];
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text || words.open;
  return [link];
}

/** @param {"strong" | "q"} tag @param {Parts} parts */
function made(tag, parts) {
  const element = document.createElement(tag);
  element.append(...parts);
  return element;
}
