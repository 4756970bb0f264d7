"""Nothing in; the first schema of a case out: documents and what is in them, judgements, derived results.

SQLite keeps the comments with the tables, so that whoever opens a case in another tool can read them.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DOCUMENTS = """
CREATE TABLE documents ( -- one article each: the same text is the same document
    number INTEGER PRIMARY KEY, -- the other tables point here; it means nothing outside of this file
    id TEXT NOT NULL UNIQUE, -- sha256: and the hash of the text
    title TEXT,
    outlet TEXT,
    domain TEXT,
    url TEXT,
    byline TEXT, -- names, one a line
    published TEXT, -- ISO 8601
    modified TEXT,
    language TEXT, -- ISO 639-1
    input_source TEXT NOT NULL, -- the input that title, outlet and dates are from
    input_id TEXT NOT NULL, -- as given in JSON lines, or empty
    input_sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    text TEXT NOT NULL, -- every start and end counts code points of this
    versions TEXT NOT NULL -- what it was annotated with, as JSON
)"""

INPUTS = """
CREATE TABLE inputs ( -- every place that a document was read from
    sha256 TEXT NOT NULL, -- of the bytes read
    source TEXT NOT NULL, -- path, address, or - for standard input
    id TEXT NOT NULL, -- as given in JSON lines, or empty
    document INTEGER NOT NULL REFERENCES documents (number),
    media_type TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    published TEXT,
    PRIMARY KEY (sha256, source, id)
) WITHOUT ROWID"""

ANNOTATIONS = """
CREATE TABLE annotations ( -- the JSON that `sayso read --format json` prints of a document
    document INTEGER PRIMARY KEY REFERENCES documents (number),
    json TEXT NOT NULL
)"""

SPANS = """
CREATE TABLE spans ( -- the words that prove each record: substr(documents.text, start + 1, end - start)
    document INTEGER NOT NULL REFERENCES documents (number),
    record TEXT NOT NULL, -- id of a source, attribution, claim, evidence, credit or finding
    role TEXT NOT NULL, -- mention, anonymity, source, cue, content, claim, evidence, credit, finding
    position INTEGER NOT NULL, -- 0 for the first of several
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (document, record, role, position)
) WITHOUT ROWID"""

SOURCES = """
CREATE TABLE sources ( -- who is said, in one article, to have said something
    document INTEGER NOT NULL REFERENCES documents (number),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    named INTEGER NOT NULL,
    speaks_for TEXT,
    resolved INTEGER NOT NULL,
    outlet TEXT,
    PRIMARY KEY (document, id)
) WITHOUT ROWID"""

ATTRIBUTIONS = """
CREATE TABLE attributions ( -- who said what; the words are in spans
    document INTEGER NOT NULL REFERENCES documents (number),
    id TEXT NOT NULL,
    source TEXT,
    manner TEXT NOT NULL,
    act TEXT NOT NULL,
    score REAL NOT NULL,
    parent TEXT, -- the attribution whose content this one stands in
    scope TEXT NOT NULL,
    continues TEXT,
    inferred INTEGER NOT NULL,
    url TEXT,
    PRIMARY KEY (document, id)
) WITHOUT ROWID"""

CLAIMS = """
CREATE TABLE claims ( -- what is said; the words are in spans
    document INTEGER NOT NULL REFERENCES documents (number),
    id TEXT NOT NULL,
    attribution TEXT, -- null: the author's own assertion
    origin TEXT, -- the last source of the chain
    evidentiality TEXT,
    certainty TEXT,
    polarity TEXT,
    author_certainty TEXT,
    author_polarity TEXT,
    place TEXT,
    restates TEXT,
    PRIMARY KEY (document, id)
) WITHOUT ROWID"""

CLAIM_LINKS = """
CREATE TABLE claim_links ( -- the hands through which a claim went, nearest to the article first
    document INTEGER NOT NULL REFERENCES documents (number),
    claim TEXT NOT NULL,
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    attribution TEXT,
    via TEXT NOT NULL,
    PRIMARY KEY (document, claim, position)
) WITHOUT ROWID"""

FACTS = """
CREATE TABLE facts ( -- dates, quantities, places and participants of a claim
    document INTEGER NOT NULL REFERENCES documents (number),
    claim TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT,
    modifier TEXT,
    unit TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (document, claim, position)
) WITHOUT ROWID"""

EVIDENCE = """
CREATE TABLE evidence ( -- what an article says of the evidence itself
    document INTEGER NOT NULL REFERENCES documents (number),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT, -- null: the article's own voice
    attribution TEXT,
    claims TEXT NOT NULL, -- ids, with a space between
    PRIMARY KEY (document, id)
) WITHOUT ROWID"""

CREDITS = """
CREATE TABLE credits ( -- who gave, translated or first published an article
    document INTEGER NOT NULL REFERENCES documents (number),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT,
    PRIMARY KEY (document, id)
) WITHOUT ROWID"""

FINDINGS = """
CREATE TABLE findings ( -- what the checks report
    document INTEGER NOT NULL REFERENCES documents (number),
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    message TEXT NOT NULL,
    claims TEXT NOT NULL, -- ids, with a space between
    PRIMARY KEY (document, id)
) WITHOUT ROWID"""

DROPS = """
CREATE TABLE drops ( -- what was left out, and why
    document INTEGER NOT NULL, -- number of the document; 0: the whole input was left out
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (document, stage, reason, detail)
) WITHOUT ROWID"""

JUDGEMENTS = """
CREATE TABLE judgements ( -- what people have decided; it stands above what is worked out
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subjects TEXT NOT NULL, -- a JSON list of names, ids of documents, or claims
    note TEXT NOT NULL,
    author TEXT NOT NULL,
    given_at TEXT NOT NULL, -- by the clock of who gave it
    undone_at TEXT -- null: it stands
)"""

RELATIONS = """
CREATE TABLE relations ( -- derived: what one text has of another; may be deleted and made again
    number INTEGER PRIMARY KEY,
    later TEXT NOT NULL, -- id of the document that copies, cites or links
    earlier TEXT NOT NULL, -- id of the document that it has the words or the news from
    kind TEXT NOT NULL,
    share REAL,
    inferred INTEGER NOT NULL,
    why TEXT NOT NULL,
    evidence TEXT NOT NULL, -- words of the later document: a JSON list of start, end, text
    made_by TEXT NOT NULL
)"""

STORIES = """
CREATE TABLE stories ( -- derived: documents that tell of one event; may be deleted and made again
    id TEXT NOT NULL,
    document TEXT NOT NULL, -- id of a document of the story
    claim TEXT NOT NULL, -- that most of its documents put
    first TEXT, -- day of the first document with a date
    last TEXT,
    made_by TEXT NOT NULL,
    PRIMARY KEY (id, document)
) WITHOUT ROWID"""

KEPT = """
CREATE TABLE kept ( -- derived: what would take long to work out again, as signatures; may be deleted
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    made_by TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (kind, key)
)"""

INDEXES = (
    "CREATE INDEX inputs_by_document ON inputs (document)",
    "CREATE INDEX relations_by_later ON relations (later)",
    "CREATE INDEX sources_by_name ON sources (name)",
)

VIEWS = (
    """
CREATE VIEW documents_in_words AS
SELECT id AS document, title, outlet, domain, url, byline, published, modified, language, text, versions
FROM documents""",
    """
CREATE VIEW inputs_in_words AS
SELECT d.id AS document, i.source, i.id, i.sha256, i.media_type, i.url, i.outlet, i.published
FROM inputs i JOIN documents d ON d.number = i.document""",
    """
CREATE VIEW facts_in_words AS
SELECT d.id AS document, f.claim, f.position, f.kind, f.value, f.modifier, f.unit, f.start, f."end", f.text
FROM facts f JOIN documents d ON d.number = f.document""",
    """
CREATE VIEW evidence_in_words AS
SELECT d.id AS document, e.id AS evidence, e.kind,
    (SELECT group_concat(text, ' … ') FROM spans
        WHERE document = e.document AND record = e.id AND role = 'evidence') AS words,
    (SELECT s.name FROM sources s WHERE s.document = e.document AND s.id = e.source) AS source, e.claims
FROM evidence e JOIN documents d ON d.number = e.document""",
    """
CREATE VIEW credits_in_words AS
SELECT d.id AS document, c.id AS credit, c.kind, c.name, c.url
FROM credits c JOIN documents d ON d.number = c.document""",
    """
CREATE VIEW drops_in_words AS -- without a document: the whole input was left out
SELECT d.id AS document, r.stage, r.reason, r.detail
FROM drops r LEFT JOIN documents d ON d.number = r.document""",
    """
CREATE VIEW attributions_in_words AS
SELECT d.id AS document, a.id AS attribution, d.outlet, d.published,
    (SELECT s.name FROM sources s WHERE s.document = a.document AND s.id = a.source) AS source,
    (SELECT group_concat(text, ' … ') FROM spans
        WHERE document = a.document AND record = a.id AND role = 'source') AS source_words,
    (SELECT group_concat(text, ' … ') FROM spans
        WHERE document = a.document AND record = a.id AND role = 'cue') AS cue_words,
    (SELECT group_concat(text, ' … ') FROM spans
        WHERE document = a.document AND record = a.id AND role = 'content') AS content_words,
    a.manner, a.act, a.score
FROM attributions a JOIN documents d ON d.number = a.document""",
    """
CREATE VIEW claims_in_words AS
SELECT d.id AS document, c.id AS claim, d.outlet, d.published,
    (SELECT group_concat(text, ' … ') FROM spans
        WHERE document = c.document AND record = c.id AND role = 'claim') AS words,
    (SELECT group_concat(name, ' > ') FROM (
        SELECT s.name FROM claim_links l
        JOIN sources s ON s.document = l.document AND s.id = l.source
        WHERE l.document = c.document AND l.claim = c.id ORDER BY l.position)) AS chain,
    (SELECT s.name FROM sources s WHERE s.document = c.document AND s.id = c.origin) AS origin,
    c.evidentiality, c.certainty, c.polarity, c.author_certainty, c.author_polarity
FROM claims c JOIN documents d ON d.number = c.document""",
    """
CREATE VIEW sources_in_words AS
SELECT d.id AS document, s.id AS source, s.name, s.type, s.speaks_for, d.outlet, d.published,
    (SELECT count(*) FROM attributions a
        WHERE a.document = s.document AND a.source = s.id) AS attributions
FROM sources s JOIN documents d ON d.number = s.document""",
    """
CREATE VIEW searched AS -- what the full-text index `search` holds of each document
SELECT number AS rowid, title, text,
    (SELECT group_concat(text, ' ') FROM spans
        WHERE document = number AND role = 'claim') AS claims
FROM documents""",
)

SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    title, text, claims,
    content = 'searched', content_rowid = 'rowid', tokenize = "unicode61 remove_diacritics 2"
)"""


def upgrade() -> None:
    """Make every table, view and index."""
    tables = (DOCUMENTS, INPUTS, ANNOTATIONS, SPANS, SOURCES, ATTRIBUTIONS, CLAIMS, CLAIM_LINKS)
    others = (FACTS, EVIDENCE, CREDITS, FINDINGS, DROPS, JUDGEMENTS, RELATIONS, STORIES, KEPT)
    for statement in (*tables, *others, *INDEXES, *VIEWS, SEARCH):
        op.execute(statement.strip())
