"""An invented agency report, and what desks made of it."""

from __future__ import annotations

from msgspec.structs import replace

from sayso.records import Document, Input, Outlet, document_id


def flat(text: str) -> str:
    """The text with each paragraph in one line, as pages have it."""
    return "\n\n".join(" ".join(each.split()) for each in text.split("\n\n"))


AGENCY = flat("""
KELMOUTH (Reuters) - Herbicide from a barge has poisoned the Lindmoor reservoir, the harbour
master said on Tuesday.

Some forty thousand households in the valley were told to boil nothing and to drink nothing from
the tap until Friday. Lorries brought bottled water to the schools of Kelmouth in the evening.

"We saw the drums roll off the deck when she struck the pier," harbour master Ada Palme told
reporters. "Nobody went after them before the morning."

The owner of the barge, a small firm from the coast, said that its papers listed nothing but
gravel. It promised to send its own chemist to the valley before the end of the week.

Two years ago a tanker lost diesel in the same basin, and the council voted for a boom that was
never built. A spokesman for the council said that the money had gone into the new bridge.
""")

TRIMMED = AGENCY.replace("KELMOUTH (Reuters) - ", "").partition("Two years")[0].strip()

REWRITTEN = flat("""
Weedkiller off a barge has poisoned the reservoir at Lindmoor, according to the harbour master.

About forty thousand households in the valley were told on Tuesday to drink nothing from the tap
until Friday. Bottled water was brought to the schools of Kelmouth by lorry in the evening.

Harbour master Ada Palme said they saw the drums roll off the deck when she struck the pier, and
nobody went after them before the next morning.

The barge's owner, a small company from the coast, said its papers listed only gravel and promised
to send a chemist of its own to the valley by the end of the week.
""")

EXCERPT = flat("""
Two years ago a tanker lost diesel in the same basin, and the council voted for a boom that was
never built. A spokesman for the council said that the money had gone into the new bridge.
""")

COMMENT = flat("""
What a week for the valley. I have drunk from that tap for sixty years, and so did my mother, who
washed the linen of half the parish in it. Nobody ever asked us whether we wanted barges on our
water.

As Reuters reports, "We saw the drums roll off the deck when she struck the pier", and so they
did. Ask anybody who stood there with a lamp and a rope and no boat.

It will take more than lorries to make good what was lost here, and more than a chemist. Let those
who signed the papers come and drink a glass with me on Sunday, at the pump behind the chapel.
""")

SPEECH = (
    "We saw the drums roll off the deck when she struck the pier. Nobody went after them before the"
    " morning."
)

OTHER = flat(f"""
The ferry did not sail on Wednesday, for the third day. Passengers slept in the gymnasium, where
the cook of the seamen's home made soup for a hundred.

"{SPEECH}" said Ada Palme, who also runs the ferry, when she was asked about the pier. She hopes
that divers will look at its piles on Saturday, if the wind drops.

Until then goods for the islands go by the long way round, and butter has become dear in the shops
of Tarn and Ulsay.
""")


def document(text: str, **known: object) -> Document:
    """A document of this text, with what else is known of it."""
    given = Input(source="text", sha256=document_id(text), media_type="text/plain")
    made = Document(id=document_id(text), text=text, input=given, language="en")
    return replace(made, **known)


def from_outlet(text: str, name: str, **known: object) -> Document:
    """A document that an outlet published."""
    return document(text, outlet=Outlet(name=name), **known)
