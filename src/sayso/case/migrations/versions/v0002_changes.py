"""A case of the first schema in; one that counts its changes, and finds the stories of a document, out.

What is derived is true of the documents and judgements of one moment. Triggers count, so that a change made in
another tool counts too, and drop what was kept of a document that was read anew.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATE = """
CREATE TABLE state ( -- one row; what is derived is true of one count
    changes INTEGER NOT NULL -- how often documents and judgements have changed, counted by triggers
)"""

ADDED = """
CREATE TRIGGER document_added AFTER INSERT ON documents
BEGIN UPDATE state SET changes = changes + 1; END"""

READ_ANEW = """
CREATE TRIGGER document_read_anew AFTER UPDATE ON documents
BEGIN
    UPDATE state SET changes = changes + 1;
    DELETE FROM kept WHERE kind = 'sketch' AND key = old.id;
END"""

DELETED = """
CREATE TRIGGER document_deleted AFTER DELETE ON documents
BEGIN UPDATE state SET changes = changes + 1; END"""

JUDGED = """
CREATE TRIGGER judgement_given AFTER INSERT ON judgements
BEGIN UPDATE state SET changes = changes + 1; END"""

UNDONE = """
CREATE TRIGGER judgement_changed AFTER UPDATE ON judgements
BEGIN UPDATE state SET changes = changes + 1; END"""

STORIES = "CREATE INDEX stories_by_document ON stories (document)"

WORDS = "CREATE VIRTUAL TABLE search_words USING fts5vocab(search, row)"


def upgrade() -> None:
    """Make the table of one row, the triggers, the index, and the list of the words of `search`."""
    op.execute(STATE.strip())
    op.execute("INSERT INTO state VALUES (0)")
    for each in (ADDED, READ_ANEW, DELETED, JUDGED, UNDONE, STORIES, WORDS):
        op.execute(each.strip())
