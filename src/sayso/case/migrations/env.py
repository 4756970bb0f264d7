"""A connection with a transaction begun in; the same, its schema brought up to date, out.

Alembic runs this file by itself; who asks for it is ``opening.upgrade``.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
