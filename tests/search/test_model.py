"""Search against a model so plain that it can't be wrong, over any order of adding, removing and asking."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, rule

from reader.search.query import Group, Query, Term, parse
from reader.search.search import Search
from reader.search.words import words_of
from reader.store.library import Library
from reader.text.model import Metadata
from tests.shelves import MemoryShelf
from tests.store.samples import section, store

WORDS = st.sampled_from(
    ["red", "Red", "reddish", "door", "don't", "été", "Straße", "правда", "a", "7", "٧", "역사", "진실", "역", "人民",
     "人", "民主", "كِتَاب", "كتاب", "کتاب", "الحرية", "ภาษา", "ไทย", "हिन्दी", "שלום"]
)  # fmt: skip
JOINTS = st.sampled_from([" ", "\n", "", ", ", "—", "\u200c"])
TEXTS = st.lists(st.tuples(WORDS, JOINTS), max_size=12).map(lambda parts: "".join(a + b for a, b in parts))
PIECES = st.lists(TEXTS.map(lambda text: text + "\n"), max_size=4)
TERMS = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    WORDS.map(lambda word: word + "*"),
)
PARTS = st.one_of(TERMS, TERMS.map(lambda term: "-" + term), st.just("OR"))
QUERIES = st.lists(PARTS, min_size=1, max_size=4).map(" ".join)


@dataclass(frozen=True)
class Plain:
    """A document as lists of words."""

    title: list[str]
    authors: list[str]
    sections: list[list[str]]

    def holds(self, term: Term) -> bool:
        return any(contains(words, term) for words in (self.title, self.authors, *self.sections))

    def answers(self, query: Query) -> bool:
        wanted: list[Group] = list(query.required)
        return all(any(map(self.holds, group)) for group in wanted) and not any(map(self.holds, query.excluded))


def contains(words: list[str], term: Term) -> bool:
    size = len(term.words)
    for at in range(len(words) - size + 1):
        run = words[at : at + size]
        if run == list(term.words) or (
            term.prefix and run[:-1] == list(term.words[:-1]) and run[-1].startswith(term.words[-1])
        ):
            return True
    return False


class SearchMachine(RuleBasedStateMachine):
    """Adds, removes and asks."""

    documents: Bundle[int] = Bundle("documents")

    def __init__(self) -> None:
        super().__init__()
        self.shelf = MemoryShelf()
        self.library = Library(self.shelf)
        self.search = Search(self.shelf)
        self.model: dict[int, Plain] = {}

    @rule(target=documents, title=TEXTS, authors=st.lists(WORDS, max_size=2), sections=st.lists(PIECES, max_size=3))
    def add(self, title: str, authors: list[str], sections: list[list[str]]) -> int:
        events = [section(index, *pieces) for index, pieces in enumerate(sections)]
        document = store(self.library, [Metadata(title=title, authors=tuple(authors)), *events])
        self.model[document] = Plain(
            words_of(title), words_of("\n".join(authors)), [words_of("".join(pieces)) for pieces in sections]
        )
        return document

    @rule(document=consumes(documents))
    def remove(self, document: int) -> None:
        self.library.remove(document)
        del self.model[document]

    @rule()
    def open_again(self) -> None:
        self.library = Library(self.shelf)
        assert self.library.purge_unfinished() == 0

    @rule(text=QUERIES)
    def ask(self, text: str) -> None:
        query = parse(text)
        answers = self.search.hits(text, limit=1000)
        expected = {document for document, plain in self.model.items() if query.required and plain.answers(query)}
        assert {answer.document for answer in answers} == expected
        for answer in answers:
            plain = self.model[answer.document]
            in_text = any(contains(words, term) for words in plain.sections for term in query.wanted)
            assert bool(answer.hits) == in_text
            for hit in answer.hits:
                text_there = self.library.section_text(answer.document, hit.locator.section)
                shown = text_there[hit.locator.offset : hit.locator.offset + hit.length]
                assert any(contains(words_of(shown), term) for term in query.wanted)

    def teardown(self) -> None:
        self.shelf.close()


SearchMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestSearchModel = SearchMachine.TestCase
