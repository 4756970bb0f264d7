"""A phrase that names a source -> what it tells by itself: name, type, role, whom it speaks for.

No parser and no list of people: the shape of an English noun phrase, the capitals of its names, and the
nouns of the lexicon. What the rest of the article tells is the business of ``sources``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal

from sayso.annotate.heads import before_modifiers, head_of, speaks_for_whom
from sayso.annotate.lexicon import load
from sayso.annotate.lexicon.grammar import any_of
from sayso.annotate.media import type_of
from sayso.annotate.nouns import as_written, names_apart, without_role
from sayso.letters import CAPITALS

if TYPE_CHECKING:
    from sayso.annotate.lexicon import Lexicon
    from sayso.records import SourceType
    from sayso.spans import Range

Form = Literal["pronoun", "definite", "indefinite", "name", "bare"]

MOST_WORDS = 14
"""Words of a noun phrase that is read off running text; a longer one is cut."""

LOOK_AHEAD = 3
"""Words behind a name among which the noun stands that carries its phrase."""

_TOKEN = re.compile(r"[^\s,;:()\[\]\"“”„«»—–]+|[,;:()—–]")
_PARTS = re.compile(r",\s|\s[—–-]\s|[()]")
_BRACKETED = re.compile(r"\([^()]*\)")
_FIRST = re.compile(rf"[a-z](?=[{CAPITALS}])|(?:[a-z]{{1,3}}[-’'])?(?P<first>[^\W\d_])")


@cache
def _name_token(ordinals: tuple[str, ...]) -> re.Pattern[str]:
    """A word that can be of a name."""
    return re.compile(rf"^(?:[^\W\d_]|\d+{any_of(ordinals)})[\w\u0300-\u036f.'’&/-]*$")


@cache
def _relative(words: tuple[str, ...]) -> re.Pattern[str]:
    """A relative clause or a participle at the end of a phrase."""
    return re.compile(rf",?\s{any_of(words)}\b.*$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a phrase says of the source that it names."""

    form: Form
    name: str
    """The proper name where there is one, else the phrase without its determiner."""
    type: SourceType
    named: bool
    head: str
    """The noun that carries the phrase, lower case and singular; empty for a bare name."""
    head_kind: str | None
    """The list of the lexicon that has the head."""
    speaks_for: str | None = None
    aliases: tuple[str, ...] = ()
    """Other names in the same phrase: "the Harbour Post, the town's oldest newspaper"."""


@lru_cache(maxsize=4096)
def _describe(text: str, language: str) -> Phrase:
    lexicon = load(language)
    # What an editor has set into a quotation is read with it: "the [ship’s] captain".
    text = text.replace("[", "").replace("]", "")
    text = _BRACKETED.sub(" ", text).strip() or text
    core = _relative(lexicon.relatives).sub("", " ".join(text.split())).strip(" ,;:.-—–\"“”'‘’")
    lowered = core.lower()
    points = lowered.split(maxsplit=1)[:1]
    if lowered in lexicon.gender_of_pronoun or (points and points[0] in lexicon.grammar.pointing):
        return Phrase("pronoun", core, "unnamed", named=False, head="", head_kind=None)
    cut = (part.strip(" ,") for part in _PARTS.split(core))
    parts = [part for part in cut if part]
    # "Ada Palme, of the Netherlands" is not called "Netherlands".
    parts = parts[:1] + [p for p in parts[1:] if p.split()[0].lower() not in lexicon.prepositions]
    phrases = [_simple(part, lexicon) for part in parts] or [_simple(core, lexicon)]
    named = [phrase for phrase in phrases if phrase.form == "name"]
    persons = [phrase for phrase in named if phrase.type == "person"]
    best = next(iter(persons or named), None) or next((p for p in phrases if p.named), phrases[0])
    first = phrases[0]
    if best.type != "person" and first.head_kind == "anonymous" and first.form != "name":
        best = first
    for other in phrases:
        if other is best:
            continue
        if best.form == "name" and best.head_kind is None and other.head_kind is not None:
            best = replace(
                best,
                head=other.head,
                head_kind=other.head_kind,
                type=_named_type(best, other.head_kind),
            )
        elif best.form == "name" and not best.head and other.form == "indefinite":
            best = replace(best, head=other.head)
        if best.speaks_for is None and other.speaks_for is not None:
            best = replace(best, speaks_for=other.speaks_for)
        if other.form == "name" and other.name != best.name:
            best = replace(best, aliases=(*best.aliases, other.name))
    if best.named and best.type == "person" and best.speaks_for is not None:
        body = _simple(best.speaks_for, lexicon, deeper=False)
        best = replace(best, type="official" if body.type == "official" else "person")
    return best


def describe(text: str, lexicon: Lexicon) -> Phrase:
    """Return what the phrase ``text`` tells of the source that it names."""
    if not lexicon.capital_nouns:
        return _describe(text, lexicon.language)
    phrase = _describe(names_apart(text, lexicon), lexicon.language)
    body = phrase.speaks_for
    return replace(
        phrase,
        name=as_written(phrase.name, text, lexicon),
        speaks_for=None if body is None else as_written(body, text, lexicon),
    )


def noun_phrase(text: str, start: int, end: int, lexicon: Lexicon) -> Range | None:
    """Return the noun phrase that begins at ``start``, blanks apart; None where there is none.

    It ends at punctuation, at a verb or conjunction that opens what follows, at a lower-case word
    after a name that is no preposition and leads to no noun, or after :data:`MOST_WORDS` words.
    """
    first = last = None
    after_name = False
    tokens = list(islice(_TOKEN.finditer(text, start, end), MOST_WORDS + LOOK_AHEAD + 1))
    for count, match in enumerate(tokens):
        word = match.group()
        lowered = word.lower()
        blank = text[start if last is None else last : match.start()]
        if blank.strip() or "\n" in blank or count >= MOST_WORDS:
            break
        if not word[0].isalnum() or lowered in lexicon.clause_openers:
            break
        if first is None and lowered in lexicon.agent_markers:
            break
        capital = _is_capital(word) or word[0].isdigit()
        if after_name and not _goes_on(lowered, lexicon, capital=capital):
            ahead = [each.group() for each in tokens[count : count + LOOK_AHEAD]]
            if not _leads_to_noun(ahead, lexicon):
                break
        first = match.start() if first is None else first
        last = match.end()
        owner = lexicon.grammar.without_possessive(word) != word
        after_name = capital and not owner and lowered not in lexicon.definite
        if word.endswith((".", "!", "?")) and lowered.rstrip(".") not in lexicon.abbreviations:
            last -= 1
            break
    if first is None or last is None:
        return None
    while last > first and text[first:last].rsplit(maxsplit=1)[-1].lower() in {
        *lexicon.linking,
        *lexicon.prepositions,
    }:
        last = (
            first + len(text[first:last].rsplit(None, 1)[0]) if " " in text[first:last] else first
        )
    return (first, last) if first < last else None


def _leads_to_noun(words: list[str], lexicon: Lexicon) -> bool:
    """Whether words behind a name go before a noun that the lexicon knows: "US intelligence sources"."""
    for number, word in enumerate(words):
        lowered = word.rstrip(".!?").lower()
        if {lowered, lexicon.grammar.singular(lowered)} & lexicon.kind_of_noun.keys():
            return number > 0
        ends = lowered in lexicon.act_of or lowered in lexicon.prepositions
        small = lowered in lexicon.time or lowered in lexicon.coordinating
        if ends or small or not word.isalpha() or lowered in lexicon.clause_openers:
            return False
        if lowered in lexicon.indefinite or lowered in lexicon.definite or word != lowered:
            return False
    return False


def _goes_on(lowered: str, lexicon: Lexicon, *, capital: bool) -> bool:
    """Whether a word after a name still belongs to its phrase."""
    lowered = lowered.rstrip(".!?")
    if lowered in lexicon.time:
        return False
    if lowered in lexicon.prepositions:
        return lowered in lexicon.linking
    known = {lowered, lexicon.grammar.singular(lowered)} & lexicon.kind_of_noun.keys()
    return capital or bool(known) or lowered in lexicon.linking


def name_runs(text: str, lexicon: Lexicon) -> list[str]:
    """Return the proper names of a phrase: runs of capitalised words, titles taken off the front."""
    runs: list[list[str]] = []
    current: list[str] = []
    name_token = _name_token(lexicon.grammar.ordinal_endings)
    for match in _TOKEN.finditer(text):
        word = match.group()
        bare = lexicon.grammar.without_possessive(word)
        if _is_capital(bare) and name_token.match(bare):
            current.append(bare)
        elif current and word.lower() in lexicon.linking:
            current.append(word)
            continue
        else:
            runs.append(current)
            current = []
        if bare != word:
            runs.append(current)
            current = []
    runs.append(current)
    return [name for run in runs if (name := _without_titles(run, lexicon))]


def _is_capital(word: str) -> bool:
    """Whether a word is written as a name is: "Post", "al-Jazeera", "iNews", or without small letters."""
    match = _FIRST.match(word)
    return match is not None and not (match["first"] or "").islower()


def _without_titles(run: list[str], lexicon: Lexicon) -> str:
    words = list(run)
    while words and words[-1].lower() in lexicon.linking:
        words.pop()
    if words and not _names_body(words, lexicon):
        offices = [
            k for k, word in enumerate(words[:-1]) if word.lower().rstrip(".") in lexicon.titles
        ]
        if offices:
            rest = words[offices[-1] + 1 :]
            if rest[0].lower() in lexicon.grammar.office_prepositions:
                rest = rest[2:]
            words = rest or words
        words = without_role(words, lexicon)
    before = {*lexicon.definite, *lexicon.indefinite, *lexicon.linking}
    before -= {*lexicon.grammar.name_particles}
    while words and words[0].lower() in before:
        words.pop(0)
    return " ".join(words)


def _names_body(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a run of capitals ends in a noun of a body: "State Department", "Press Association"."""
    last = lexicon.grammar.singular(words[-1].lower().rstrip("."))
    kind = lexicon.kind_of_noun.get(last)
    if kind == "official":
        return last in lexicon.impersonal
    return kind in {"organisation", "agency", "outlet"} or words[-1] in lexicon.names.outlet_words


def _simple(part: str, lexicon: Lexicon, *, deeper: bool = True) -> Phrase:
    """Describe a phrase without appositives."""
    words = part.split()
    determiner = words[0].lower() if words else ""
    form: Form = "bare"
    if determiner in lexicon.definite:
        form = "definite"
    elif determiner in lexicon.indefinite:
        form = "indefinite"
    speaks_for = speaks_for_whom(part, lexicon) if deeper else None
    core = before_modifiers(words, lexicon)
    grammar = lexicon.grammar
    head_word = grammar.without_possessive(core[-1]) if core else ""
    if _is_capital(head_word) and _name_token(grammar.ordinal_endings).match(head_word):
        named = _name_phrase(part, core, form, lexicon)
        if named is not None:
            return replace(named, speaks_for=speaks_for)
    head, kind = head_of(core, lexicon)
    name = " ".join(words[1:] if form in {"definite", "indefinite"} and len(words) > 1 else words)
    has_name = any(map(_is_capital, words[1:]))
    plural = grammar.is_plural(head_word) and head not in lexicon.bodies
    source_type = _type_of_noun(
        head, kind, form, speaks_for, lexicon, plural=plural and head != head_word.lower()
    )
    identified = kind in {"official", "organisation", "agency", "outlet", "document", "social"}
    named_body = identified and (has_name or kind == "official") and form in {"definite", "bare"}
    if head in lexicon.spokesperson or source_type == "unnamed":
        named_body = False
    return Phrase(form, name, source_type, named_body, head, kind, speaks_for)


def _name_phrase(part: str, core: list[str], form: Form, lexicon: Lexicon) -> Phrase | None:
    """A phrase that ends in a name; the nouns before it tell of what kind."""
    runs = name_runs(" ".join(core), lexicon)
    if not runs:
        return None
    name = runs[-1]
    if part.startswith(name) or len(part.split()) == len(core):
        full = name_runs(part, lexicon)
        name = full[0] if full and full[0].startswith(name) else name
    lead = " ".join(core).rsplit(name.split(maxsplit=1)[0], 1)[0]
    head, kind = head_of(lead.split(), lexicon)
    if lead.strip() and lexicon.kind_of_noun.get(name.lower()) == "outlet":
        return None  # "state TV" is a noun, however it is written
    bare = Phrase("name", name, "person", named=True, head=head, head_kind=kind)
    medium = kind in {"agency", "outlet"} and (" " not in name or head in lexicon.medium_nouns)
    own = _BODY_TYPES.get(kind or "") if medium else None
    own = own or _type_of_name(name, "bare" if head in lexicon.roles else form, lexicon)
    if own is None and name.lower() in lexicon.kind_of_noun:
        own = _BODY_TYPES.get(lexicon.kind_of_noun[name.lower()])
    if own is None and form == "indefinite":
        return None
    titled = {word.lower().rstrip(".") for word in lead.split()} & set(lexicon.titles)
    official = any(lexicon.kind_of_noun.get(word) == "official" for word in titled)
    if own is None and kind is None and official:
        kind = "official"
    if (
        own is None
        and kind is None
        and head not in lexicon.roles
        and len(name.split()) > 2
        and not lexicon.gender_of(name)
        and not {*lexicon.coordinating} & {*name.split()}
    ):
        own = "organisation"
    return replace(bare, type=own or _named_type(bare, kind), head_kind=kind)


_BODY_TYPES: dict[str, SourceType] = {
    "official": "official",
    "organisation": "organisation",
    "agency": "agency",
    "outlet": "outlet",
    "document": "document",
    "social": "social",
}


def _named_type(phrase: Phrase, kind: str | None) -> SourceType:
    """The type of a named source whose phrase also has a noun of this kind ("spokesman X")."""
    if kind in {"official", "organisation", "agency"}:
        return _BODY_TYPES[kind]
    if kind == "outlet" and len(phrase.name.split()) != 2:
        return "outlet"
    return phrase.type if phrase.type != "unnamed" else "person"


def _type_of_name(name: str, form: Form, lexicon: Lexicon) -> SourceType | None:
    """The type that a name shows by itself; None for what may be a person."""
    names, words = lexicon.names, name.split()
    listed: SourceType | None = "social" if name in names.social else None
    listed = "official" if name in names.official else listed or type_of(name, form)
    if listed is not None:
        return listed
    singular = lexicon.grammar.singular
    kinds = [lexicon.kind_of_noun.get(singular(word.lower().rstrip("."))) for word in words]
    for kind in reversed(kinds):
        if (kind in {"official", "organisation"} and len(words) > 1) or kind == "official":
            return _BODY_TYPES[kind]
    several = len(words) > 1
    if (words[-1] in names.outlet_words and (several or form == "definite")) or (
        words[0] in names.outlet_first and several
    ):
        return "outlet"
    if len(words) == 1 and len(name) > 1 and name.isupper():
        return "organisation"
    if singular(words[-1].lower()) in lexicon.source_words.group or form == "definite":
        return "organisation"
    return None


def _type_of_noun(
    head: str,
    kind: str | None,
    form: Form,
    speaks_for: str | None,
    lexicon: Lexicon,
    *,
    plural: bool,
) -> SourceType:
    """The type of a source without a name of its own; several officials are nobody's name."""
    if speaks_for is not None:
        # Whom a body speaks for is not asked: a spokesman of a spokesman has no end.
        body = _simple(speaks_for, lexicon, deeper=False)
        return "official" if body.type in {"official", "unnamed", "person"} else body.type
    if head in lexicon.rumours and plural and form == "bare":
        return "unnamed"
    if kind in {"organisation", "agency", "outlet", "document", "social"}:
        return _BODY_TYPES[kind]
    if (
        kind == "official"
        and form in {"definite", "bare"}
        and not plural
        and head not in lexicon.ranks
    ):
        return "official"
    return "unnamed"
