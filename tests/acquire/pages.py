"""A page that we wrote, with everything around its story that pages have."""

from __future__ import annotations

STORY = (
    """The harbour authority said on Monday that no ship was missing, <a href="/log">citing its
    log</a> of arrivals and departures in the first week of the month.""",
    """A pilot told the Courier that he had seen the freighter at noon near the outer mole, and that
    <em>nothing</em> about it had seemed unusual to him or to his crew.""",
    """Earlier <a href="https://agency.example/item?id=7&amp;x=1#top">reports</a> by an agency had
    spoken of a rescue operation, which the coast guard denied in a statement on Tuesday.""",
    """The owner of the ship could not be reached. A spokeswoman for its insurer confirmed that no
    claim had been made, and that none was expected before the end of the week.""",
)
PAGE = f"""<!doctype html>
<html lang="en-GB"><head>
<title>Harbour authority denies report of missing ship | The Veldmark Courier</title>
<meta property="og:title" content="Harbour authority denies report of missing ship">
<meta property="og:site_name" content="The Veldmark Courier">
<meta name="description" content="Officials call the story of a lost freighter a rumour.">
<link rel="canonical" href="https://www.courier.example/2031/03/04/ship?utm=1">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "NewsArticle", "headline": "Harbour authority denies report of missing ship",
  "author": [{{"@type": "Person", "name": "Ana Brandt"}}, {{"name": "Tom Okafor"}}],
  "publisher": {{"@type": "Organization", "name": "The Veldmark Courier"}},
  "datePublished": "2031-03-04T05:06:07+01:00", "dateModified": "2031-03-05"}}]}}</script>
</head><body class="has-sidebar">
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav></header>
<main><article>
<h1>Harbour authority denies report of missing ship</h1>
<p class="standfirst">Officials call the story of a lost freighter a rumour.</p>
<div class="byline">By <a href="/staff/ana">Ana Brandt</a> and Tom Okafor</div>
<figure><img src="a.jpg"><figcaption>A freighter leaves the port of Veldmark.
<span class="credit">Photograph: Lee Sands/Nordic Press</span></figcaption></figure>
<p>{STORY[0]}</p>
<p>{STORY[1]}</p>
<div class="ad">Advertisement</div>
<blockquote><p>No ship is missing, and none was.</p></blockquote>
<h2>What the agency wrote</h2>
<p>{STORY[2]}</p>
<p>{STORY[3]}</p>
<p>Originally appeared at The Island Gazette, translated by Ruth Amsel.</p>
<p><em>With files from Nordic Press</em></p>
</article>
<aside class="related"><h3>Related stories</h3>
<ul><li><a href="/x">Ferry late again</a></li></ul></aside>
</main><footer>Copyright 2031 The Veldmark Courier. All rights reserved.</footer>
</body></html>"""
