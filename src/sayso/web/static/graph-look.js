// @ts-check
/**
 * A node of a story's graph in; what stands on it, how large it is and how it looks, out.
 *
 * All words come from the page, all colours from its style sheet.
 */
/** @import cytoscape from "cytoscape" */

/**
 * @typedef {object} GraphNode a node of graph.json, as story_graph_forms.py has it
 * @property {string} id
 * @property {"source" | "article" | "own_word" | "more"} kind
 * @property {"supports" | "denies"} side
 * @property {string} name
 * @property {string | null} role
 * @property {string | null} type
 * @property {number} reach
 * @property {number | null} number
 * @property {string} title
 * @property {string | null} date
 * @property {string | null} stance
 * @property {string | null} certainty
 * @property {string | null} copy_kind
 * @property {number[]} folded
 * @property {number} holds
 * @property {string | null} folded_into
 * @property {string | null} href
 *
 * @typedef {object} GraphEdge an edge of graph.json
 * @property {string} earlier
 * @property {string} later
 * @property {string} kind
 * @property {"supports" | "denies"} polarity
 * @property {string} why
 * @property {string} evidence
 * @property {boolean} inferred
 * @property {string | null} href
 *
 * @typedef {object} Graph
 * @property {GraphNode[]} nodes
 * @property {GraphEdge[]} edges
 * @property {number} left_out
 *
 * @typedef {{one: string, other: string}} Plural with {n} in it
 *
 * @typedef {object} Words what the page's catalogue has for the graph
 * @property {Record<string, string>} role
 * @property {Record<string, string>} source_type
 * @property {Record<string, string>} stance
 * @property {Record<string, string>} certainty
 * @property {Record<string, string>} copy_kind
 * @property {Record<string, string>} way sentences about {later} and {earlier}, by the kind of edge
 * @property {Record<string, string>} deny the same of a denial
 * @property {Plural} copies
 * @property {Plural} more
 * @property {Plural} more_sources
 * @property {Plural} reach
 * @property {Plural} left_out
 * @property {string} own_word
 * @property {string} sources heading over those who say it
 * @property {string} deniers heading over those who deny it
 * @property {string} inferred
 * @property {string} open
 * @property {string} failed
 *
 * @typedef {object} Face
 * @property {string} label
 * @property {number} width
 * @property {number} height
 */

const SIZE = 13;
const LINE = 1.3;
const WIDEST = 168;
const PADDING = 10;
const LINES = 2;

/** @param {Plural} plural @param {number} number */
export function counted(plural, number) {
  return (number === 1 ? plural.one : plural.other).replaceAll("{n}", String(number));
}

/** @param {GraphNode} node @param {Words} words */
export function nameOf(node, words) {
  if (node.kind === "own_word") return words.own_word;
  if (node.kind === "more") return counted(node.folded.length ? words.more : words.more_sources, node.folded.length || node.holds);
  return node.name || words.source_type["unnamed"] || "–";
}

/**
 * What is to be known of a node beside its name.
 *
 * @param {GraphNode} node
 * @param {Words} words
 * @param {boolean} open whether what is folded into it is shown
 * @returns {string[]}
 */
export function notesOf(node, words, open) {
  const notes = [];
  // A relay is told by its border; the words would stand on nearly every outlet.
  if (node.role && node.role !== "relay") notes.push(words.role[node.role]);
  if (node.stance && node.stance !== "repeats") notes.push(words.stance[node.stance]);
  if (node.date) notes.push(node.date);
  const known = notes.flatMap((each) => each || []);
  if (node.kind === "article" && node.holds && !open) {
    known.push(`+ ${counted(words.copies, node.folded.length)}`);
  }
  return known;
}

/**
 * @param {string} family the font of the page
 * @returns {(node: GraphNode, words: Words, open: boolean) => Face}
 */
export function faces(family) {
  const pen = document.createElement("canvas").getContext("2d");
  if (pen) pen.font = `${SIZE}px ${family}`;
  /** @param {string} text */
  const long = (text) => pen?.measureText(text).width ?? text.length * SIZE;
  return (node, words, open) => {
    const name = nameOf(node, words);
    const notes = notesOf(node, words, open);
    const lines = [
      ...broken(node.number ? `${node.number}  ${name}` : name, long),
      ...(notes.length ? broken(notes.join(" · "), long) : []),
    ];
    return {
      label: lines.join("\n"),
      width: Math.ceil(Math.max(...lines.map(long))) + 2 * PADDING,
      height: Math.ceil(lines.length * SIZE * LINE) + 1.4 * PADDING,
    };
  };
}

/**
 * Breaks a text into lines; what does not go on them is cut.
 *
 * @param {string} text
 * @param {(text: string) => number} long
 * @returns {string[]}
 */
function broken(text, long) {
  const lines = [""];
  for (const word of text.split(/(?<=\s)/u)) {
    const longer = lines[lines.length - 1] + word;
    if (long(longer.trimEnd()) <= WIDEST || lines.at(-1) === "") lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const kept = lines.slice(0, LINES).map((each) => cut(each.trimEnd(), long));
  if (lines.length > LINES) kept[LINES - 1] = cut(`${kept[LINES - 1]}…`, long);
  return kept;
}

/** @param {string} line @param {(text: string) => number} long */
function cut(line, long) {
  const letters = [...line.slice(0, 200)];
  if (long(line) <= WIDEST) return line;
  while (letters.length > 1 && long(`${letters.join("")}…`) > WIDEST) letters.pop();
  return `${letters.join("")}…`;
}

/**
 * The page's colours as a canvas can use them: whatever the style sheet says, also the system's own.
 *
 * @param {HTMLElement} element
 */
export function colours(element) {
  const probe = document.createElement("span");
  element.append(probe);
  /** @param {string} name */
  const one = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const found = {
    paper: one("paper"), panel: one("panel"), ink: one("ink"), soft: one("soft"), rule: one("rule"),
    origin: one("c1"), deny: one("c2"), copy: one("c3"), on: one("on-colour"), focus: one("focus"),
  };
  probe.remove();
  return found;
}

/**
 * @param {ReturnType<typeof colours>} colour
 * @param {string} family
 * @returns {cytoscape.StylesheetJson}
 */
export function look(colour, family) {
  return [
    {
      selector: "node",
      style: {
        shape: "round-rectangle", "corner-radius": "5", width: "data(width)", height: "data(height)",
        label: "data(label)", "text-wrap": "wrap", "text-max-width": "400px", "line-height": LINE,
        "text-justification": "left", "text-valign": "center", "text-halign": "center",
        "font-family": family, "font-size": SIZE, color: colour.ink, "z-index-compare": "manual", "min-zoomed-font-size": 4,
        "background-color": colour.paper, "border-width": 1.5, "border-color": colour.soft,
        "z-index": 2,
      },
    },
    { selector: "node.article", style: { "background-color": colour.panel, "border-color": colour.rule } },
    { selector: "node.relay", style: { "border-color": colour.origin, "border-width": 2 } },
    { selector: "node.infers", style: { "border-style": "dashed", "border-color": colour.origin } },
    {
      selector: "node.origin",
      style: { "background-color": colour.origin, "border-color": colour.origin, color: colour.on },
    },
    { selector: "node.own_word", style: { "border-style": "dashed", "font-style": "italic" } },
    { selector: "node.more", style: { "border-style": "dashed", "background-color": colour.panel } },
    {
      selector: "node.folds",
      style: { ghost: "yes", "ghost-offset-x": 4, "ghost-offset-y": 4, "ghost-opacity": 0.45 },
    },
    { selector: "node.denies", style: { "border-color": colour.deny } },
    {
      selector: "node.denier",
      style: { "background-color": colour.deny, "border-color": colour.deny, color: colour.on },
    },
    {
      selector: "node.area",
      style: {
        "background-color": colour.panel, "background-opacity": 0.6, "border-width": 0,
        "text-valign": "top", "text-margin-y": 24, "font-weight": "bold", "font-size": SIZE + 2,
        color: colour.deny, events: "no", "z-index": 0,
      },
    },
    {
      selector: "node.heading",
      style: {
        "background-opacity": 0, "border-width": 0, "text-halign": "right", "font-weight": "bold", "font-size": SIZE + 2,
        color: colour.origin, events: "no", "z-index": 0,
      },
    },
    {
      selector: "edge",
      style: {
        "z-index-compare": "manual", width: 1.25, "line-color": colour.soft, "target-arrow-color": colour.soft,
        "target-arrow-shape": "triangle", "arrow-scale": 0.9, "curve-style": "unbundled-bezier",
        "edge-distances": /** @type {any} */ ("endpoints"), "control-point-distances": "data(distances)",
        "control-point-weights": "data(weights)", "source-endpoint": "data(out)",
        "target-endpoint": "data(into)", "font-family": family, "font-size": SIZE - 2,
        color: colour.ink, "text-background-color": colour.paper, "text-background-opacity": 0.9,
        "text-background-padding": "2px", "min-zoomed-font-size": 6, "z-index": 1,
      },
    },
    { selector: "edge.straight", style: { "curve-style": "bezier" } },
    {
      selector: "edge.copying",
      style: {
        label: "data(label)", width: 3, "line-color": colour.copy, "target-arrow-color": colour.copy,
      },
    },
    { selector: "edge.naming", style: { "line-style": "dotted", width: 2 } },
    { selector: "edge.inferred", style: { "line-style": "dashed" } },
    { selector: "edge.own_word", style: { "line-style": "dashed", "line-color": colour.rule, "target-arrow-color": colour.rule } },
    { selector: "edge.denies", style: { "line-color": colour.deny, "target-arrow-color": colour.deny } },
    { selector: "node.pale, edge.pale", style: { opacity: 0.18 } },
    { selector: "edge.lit", style: { width: 3, "z-index": 3 } },
    {
      selector: "node.on",
      style: { "outline-width": 3, "outline-color": colour.focus, "outline-offset": 2, "outline-style": "solid" },
    },
  ];
}
