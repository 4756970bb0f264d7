// @ts-check
/**
 * Each `.graph` of the page in; in it the graph of its story, to be moved, unfolded and followed, out.
 *
 * The page holds all words (`data-words`) and buttons; where this module does not run, or fails, the list
 * beside the graph tells the same.
 */
import cytoscape from "./vendor/cytoscape.js";
import { EDGE, areasOf, classesOf, lineOf } from "./graph-elements.js";
import { placed } from "./graph-layout.js";
import { colours, counted, faces, look } from "./graph-look.js";
import { ofNode, ofWay } from "./graph-telling.js";
/** @import { Graph, GraphEdge, GraphNode, Words } from "./graph-look.js" */

/** Zoom below which nobody reads a name; the graph opens no smaller, but at its beginning. */
const READABLE = 0.66;
/** Zoom at which a graph opens that would be smaller as a whole. */
const COMFORTABLE = 0.8;
/** Pixels of a graph beyond an edge that are room, and nothing that anybody misses. */
const SLACK = 4;
/** Milliseconds for which a pointer rests on what it means. */
const REST = 80;
/** How much a press of plus or minus zooms. */
const STEP = 1.25;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

for (const each of document.querySelectorAll(".graph[data-graph]")) {
  if (each instanceof HTMLElement) show(each);
}

/** @param {HTMLElement} place */
async function show(place) {
  const canvas = place.querySelector(".graph-canvas");
  const telling = place.querySelector(".graph-telling");
  if (!(canvas instanceof HTMLElement && telling instanceof HTMLElement)) return;
  /** @type {Words} */
  const words = JSON.parse(place.dataset["words"] ?? "{}");
  place.hidden = false;
  try {
    const answer = await fetch(place.dataset["graph"] ?? "", { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    /** @type {Graph} */
    const graph = await answer.json();
    if (graph.nodes.length) new Picture(place, canvas, telling, graph, words);
    else place.hidden = true;
  } catch (error) {
    canvas.remove();
    telling.textContent = words.failed;
    console.warn(error);
  }
}

class Picture {
  /** @type {Set<string>} what is unfolded */
  #open = new Set();
  /** @type {Map<string, GraphNode>} */
  #nodes;
  /** @type {cytoscape.Core} */
  #cy;
  /** @type {{x1: number, x2: number, y1: number, y2: number}} what the graph takes up */
  #box = { x1: 0, x2: 0, y1: 0, y2: 0 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  #family;
  #face;

  /**
   * @param {HTMLElement} place
   * @param {HTMLElement} canvas
   * @param {HTMLElement} telling
   * @param {Graph} graph
   * @param {Words} words
   */
  constructor(place, canvas, telling, graph, words) {
    this.place = place;
    this.canvas = canvas;
    this.telling = telling;
    this.graph = graph;
    this.words = words;
    this.#nodes = new Map(graph.nodes.map((each) => [each.id, each]));
    this.#family = getComputedStyle(place).fontFamily;
    this.#face = faces(this.#family);
    this.#cy = cytoscape({
      container: canvas,
      style: look(colours(place), this.#family),
      minZoom: 0.01,
      maxZoom: 3,
      boxSelectionEnabled: false,
      selectionType: "single",
      autoungrabify: true,
      autounselectify: true,
      userZoomingEnabled: false,
    });
    this.#draw();
    this.#size();
    this.#begin();
    this.#listen();
    this.#rest();
    place.dataset["drawn"] = "";
  }

  /**
   * Whether all is unfolded into which the node is folded.
   *
   * @param {GraphNode} node
   * @returns {boolean}
   */
  #reached(node) {
    const outer = node.folded_into ? this.#nodes.get(node.folded_into) : undefined;
    return !outer || (this.#open.has(outer.id) && this.#reached(outer));
  }

  /**
   * What a node of many holds takes its place; what a copied article holds stands beside it.
   *
   * @param {GraphNode} node
   */
  #shown(node) {
    return this.#reached(node) && !(node.kind === "more" && this.#open.has(node.id));
  }

  #draw() {
    const nodes = this.graph.nodes.filter((each) => this.#shown(each));
    const shown = new Set(nodes.map((each) => each.id));
    const ways = this.graph.edges.filter((each) => shown.has(each.earlier) && shown.has(each.later));
    const boxes = nodes.map((node) => {
      const face = this.#face(node, this.words, this.#open.has(node.id));
      return { id: node.id, side: node.side, node, ...face };
    });
    const plan = placed(boxes, ways);
    const known = new Map(boxes.map((each) => [each.id, each]));
    const { areas, all } = areasOf(boxes, plan, this.words);
    this.#box = all;
    const elements = [
      ...boxes.map(({ node, label, width, height }) => ({
        group: /** @type {const} */ ("nodes"),
        data: { id: node.id, label, width, height },
        position: plan.places.get(node.id) ?? { x: 0, y: 0 },
        classes: classesOf(node, this.#open.has(node.id)),
        pannable: true,
      })),
      ...ways.map((way) => lineOf(way, known, plan, this.words)),
    ];
    this.#cy.batch(() => {
      this.#cy.elements().remove();
      this.#cy.add([...elements, ...areas]);
    });
  }

  /** Makes the canvas as high as the graph needs at a size that can be read, within the window. */
  #size() {
    const { x1, x2, y1, y2 } = this.#box;
    const zoom = Math.min(1, Math.max(READABLE, this.canvas.clientWidth / (x2 - x1 + 2 * EDGE)));
    const height = Math.min((y2 - y1) * zoom + 2 * EDGE, Math.max(320, innerHeight * 0.9));
    this.canvas.style.height = `${Math.round(height)}px`;
    this.#cy.resize();
  }

  /** Shows all of the graph where it can be read, else its beginning: its top at the left. */
  #begin() {
    this.fit();
    if (this.#cy.zoom() < READABLE) {
      const { x1, y1 } = this.#box;
      this.#cy.viewport({ zoom: COMFORTABLE, pan: { x: EDGE - x1 * COMFORTABLE, y: EDGE - y1 * COMFORTABLE } });
    }
    this.#edges();
  }

  /** Shades the edges beyond which there is more, and says so. */
  #edges() {
    const { x1, x2, y1, y2 } = this.#box;
    const zoom = this.#cy.zoom();
    const pan = this.#cy.pan();
    const beyond = {
      left: -(x1 * zoom + pan.x),
      right: x2 * zoom + pan.x - this.canvas.clientWidth,
      above: -(y1 * zoom + pan.y),
      below: y2 * zoom + pan.y - this.canvas.clientHeight,
    };
    for (const [side, pixels] of Object.entries(beyond)) {
      this.canvas.classList.toggle(`more-${side}`, pixels > SLACK);
    }
    const more = Object.values(beyond).some((pixels) => pixels > SLACK);
    this.place.querySelector(".graph-more")?.classList.toggle("none", !more);
  }

  fit() {
    const { x1, x2, y1, y2 } = this.#box;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const zoom = Math.min(1, (width - 2 * EDGE) / (x2 - x1), (height - 2 * EDGE) / (y2 - y1));
    const pan = { x: (width - (x1 + x2) * zoom) / 2, y: (height - (y1 + y2) * zoom) / 2 };
    this.#cy.viewport({ zoom, pan });
  }

  /** @param {number} factor */
  zoom(factor) {
    const middle = { x: this.canvas.clientWidth / 2, y: this.canvas.clientHeight / 2 };
    this.#cy.zoom({ level: this.#cy.zoom() * factor, renderedPosition: middle });
  }

  /** @param {boolean} open */
  unfold(open) {
    this.#open = new Set(open ? this.graph.nodes.filter((each) => each.holds).map((each) => each.id) : []);
    this.#draw();
    this.#size();
    this.#begin();
    this.#rest();
  }

  /**
   * Unfolds a node, which stays where it is on the screen.
   *
   * @param {GraphNode} node
   */
  #unfold(node) {
    const before = this.#cy.getElementById(node.id).renderedPosition();
    this.#open.add(node.id);
    this.#draw();
    this.#size();
    const first = this.graph.nodes.find((each) => each.folded_into === node.id);
    const stays = node.kind === "more" && first ? first : node;
    const after = this.#cy.getElementById(stays.id).renderedPosition();
    this.#cy.panBy({ x: before.x - after.x, y: before.y - after.y });
    this.#turnTo(this.#cy.getElementById(stays.id));
    this.#edges();
  }

  #listen() {
    const cy = this.#cy;
    cy.on("mouseover", "node, edge", (event) => {
      this.canvas.classList.add("over");
      this.#soon(() => this.#light(event.target));
    });
    cy.on("mouseout", "node, edge", () => {
      this.canvas.classList.remove("over");
      this.#soon(() => this.#rest());
    });
    cy.on("viewport", () => clearTimeout(this.#waiting));
    cy.on("viewport resize", () => this.#edges());
    cy.on("tap", "node, edge", (event) => {
      const original = /** @type {UIEvent} */ (event.originalEvent);
      const touched = original.type.startsWith("touch") || /** @type {PointerEvent} */ (original).pointerType === "touch";
      this.#turnTo(event.target);
      this.#act(event.target, touched, /** @type {MouseEvent} */ (original).ctrlKey);
    });
    // The page's wheel stays the page's: only with Ctrl, or two fingers, is it the graph's.
    const early = { capture: true, passive: true };
    this.place.addEventListener("wheel", (event) => cy.userZoomingEnabled(event.ctrlKey || event.metaKey), early);
    this.place.addEventListener("touchstart", (event) => cy.userZoomingEnabled(event.touches.length > 1), early);
    this.canvas.addEventListener("mousedown", () => this.canvas.focus({ preventScroll: true }));
    this.canvas.addEventListener("keydown", (event) => this.#key(event));
    for (const button of this.place.querySelectorAll("button[data-do]")) {
      if (button instanceof HTMLElement) button.addEventListener("click", () => this.#press(button.dataset["do"] ?? ""));
    }
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      matchMedia(query).addEventListener("change", () => cy.style(look(colours(this.place), this.#family)));
    }
  }

  /**
   * Does it when the pointer has come to rest: whoever crosses or moves the graph wants no other picture.
   *
   * @param {() => void} deed
   */
  #soon(deed) {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(deed, REST);
  }

  /** @param {string} what */
  #press(what) {
    /** @type {Record<string, () => void>} */
    const deeds = {
      fit: () => this.fit(),
      closer: () => this.zoom(STEP),
      farther: () => this.zoom(1 / STEP),
      unfold: () => this.unfold(true),
      fold: () => this.unfold(false),
    };
    deeds[what]?.();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const on = this.#cy.elements(".on").first();
    if (arrow) this.#move(on, arrow);
    else if (event.key === "Enter" && on.nonempty()) this.#act(on, false, false);
    else if (event.key === "Escape") this.#leave();
    else if (event.key === "+" || event.key === "=") this.zoom(STEP);
    else if (event.key === "-") this.zoom(1 / STEP);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }

  #leave() {
    this.#cy.elements(".on").removeClass("on");
    this.#rest();
    this.canvas.blur();
  }

  /**
   * Goes to the next node in a direction: the nearest, where aside counts more than ahead.
   *
   * @param {cytoscape.SingularElementArgument} on
   * @param {[number, number]} arrow
   */
  #move(on, [dx, dy]) {
    const nodes = this.#cy.nodes().not(".area, .heading");
    if (on.empty() || !on.isNode()) {
      this.#turnTo(nodes.first());
      return;
    }
    const here = on.position();
    let nearest = on;
    let least = Infinity;
    nodes.forEach((each) => {
      const there = each.position();
      const [x, y] = [there.x - here.x, there.y - here.y];
      const ahead = x * dx + y * dy;
      const far = ahead + 2 * Math.abs(x * dy + y * dx);
      if (ahead > 1 && far < least) [nearest, least] = [each, far];
    });
    this.#turnTo(nearest);
  }

  /** @param {cytoscape.SingularElementArgument} element */
  #turnTo(element) {
    this.#cy.elements(".on").removeClass("on");
    element.addClass("on");
    this.#light(element);
    if (!element.isNode()) return;
    const box = element.renderedBoundingBox();
    const away = (/** @type {number} */ low, /** @type {number} */ high, /** @type {number} */ room) =>
      low < EDGE ? EDGE - low : Math.min(0, room - EDGE - high);
    this.#cy.panBy({
      x: away(box.x1, box.x2, this.canvas.clientWidth),
      y: away(box.y1, box.y2, this.canvas.clientHeight),
    });
  }

  /**
   * Follows an element: unfolds what is folded, else goes to the words; a finger is shown the way first.
   *
   * @param {cytoscape.SingularElementArgument} element
   * @param {boolean} touched
   * @param {boolean} apart in a window of its own
   */
  #act(element, touched, apart) {
    const node = this.#nodes.get(element.id());
    if (node?.holds && !this.#open.has(node.id)) {
      this.#unfold(node);
      return;
    }
    /** @type {GraphEdge | undefined} */
    const way = element.data("way");
    const href = node?.href ?? way?.href;
    if (!href || touched) return;
    if (apart) open(href, "_blank", "noopener");
    else location.assign(href);
  }

  /** Shows from whom an element has it and who has it from there, and tells of it in words. */
  #light(/** @type {cytoscape.SingularElementArgument} */ element) {
    const way = element.isEdge()
      ? element.union(element.connectedNodes())
      : element.union(element.predecessors()).union(element.successors());
    this.#cy.batch(() => {
      const all = this.#cy.elements().not(".area, .heading");
      all.difference(way).addClass("pale").removeClass("lit");
      way.removeClass("pale").addClass("lit");
    });
    const node = this.#nodes.get(element.id());
    const parts = node
      ? ofNode(node, this.words, this.#open.has(node.id))
      : ofWay(element.data("way"), this.#nodes, this.words);
    this.telling.replaceChildren(...parts);
  }

  /** Ends what `#light` began; what the keyboard is on stays lit. */
  #rest() {
    const on = this.#cy.elements(".on").first();
    if (on.nonempty()) {
      this.#light(on);
      return;
    }
    this.#cy.batch(() => this.#cy.elements().removeClass("pale lit"));
    const left = this.graph.left_out;
    this.telling.replaceChildren(left ? counted(this.words.left_out, left) : this.place.dataset["hint"] ?? "");
  }
}
