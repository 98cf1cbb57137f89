"""Highlighting code without colours, which pages do not have: words of the language bold, comments in italics.

Comments and strings are told by their marks, so that a word inside them is left alone. One pattern for each family
of languages goes over the text once; a language that is not listed stays plain, and none is ever guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.formats.markdown_inline import escaped

MAX_HIGHLIGHTED_CHARACTERS = 64 * 1024
"""A longer block stays plain."""

_STRINGS = r"\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?"
"""What begins and does not end goes to the end of its line, comments to that of the block: nothing is tried twice."""

_SHORT_STRINGS = r"\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.){0,8}'"
_PYTHON_STRINGS = r"\"\"\"(?:[^\"]|\"(?!\"\"))*(?:\"\"\"|\Z)|'''(?:[^']|'(?!''))*(?:'''|\Z)|" + _STRINGS
_SCRIPT_STRINGS = r"`(?:[^`\\]|\\.)*`?|" + _STRINGS
_BETWEEN_STARS = r"/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)"
_SLASHES = r"//[^\n]*|" + _BETWEEN_STARS
_HASH = r"(?<![\w$\\])#[^\n]*"
_DASHES = r"--[^\n]*|" + _BETWEEN_STARS
_MARKUP_COMMENT = r"<!--(?:[^-]|-(?!->))*(?:-->|\Z)"
_LUA_COMMENT = r"--\[\[(?:[^\]]|\](?!\]))*(?:\]\]|\Z)|--[^\n]*"
_HASKELL_COMMENT = r"--[^\n]*|\{-(?:[^-]|-(?!\}))*(?:-\}|\Z)"

_C = """
    auto break case char const continue default do double else enum extern float for goto if inline int
    long register return short signed sizeof static struct switch typedef union unsigned void volatile
    while bool true false NULL
"""
_CPP = (
    _C
    + """
    class namespace template typename public private protected virtual override using new delete this
    try catch throw constexpr nullptr operator friend explicit final auto concept requires
"""
)
_JAVA = """
    abstract assert boolean break byte case catch char class const continue default do double else enum
    extends final finally float for if implements import instanceof int interface long native new null
    package private protected public record return short static super switch synchronized this throw
    throws transient true false try var void volatile while yield sealed permits
"""
_CSHARP = (
    _JAVA
    + """
    namespace using string object decimal foreach in is as out ref params async await get set sizeof
    readonly struct virtual override internal delegate event lock where
"""
)
_SCRIPT = """
    async await break case catch class const continue debugger default delete do else export extends
    false finally for from function if import in instanceof let new null of return static super switch
    this throw true try typeof undefined var void while with yield
"""
_TYPED = (
    _SCRIPT
    + """
    abstract any as boolean declare enum implements interface is keyof namespace never number private
    protected public readonly string type unknown satisfies
"""
)
_GO = """
    break case chan const continue default defer else fallthrough for func go goto if import interface
    map package range return select struct switch type var nil true false
"""
_RUST = """
    as async await break const continue crate dyn else enum extern false fn for if impl in let loop
    match mod move mut pub ref return self Self static struct super trait true type unsafe use where
    while
"""
_SWIFT = """
    associatedtype break case catch class continue default defer do else enum extension fallthrough
    false for func guard if import in init inout internal is let nil operator private protocol public
    repeat return self static struct subscript super switch throw throws true try var where while
"""
_KOTLIN = """
    as break by class companion continue data do else enum false final for fun if import in init
    interface internal is lateinit null object open override package private protected public return
    sealed super suspend this throw true try typealias val var when while
"""
_PYTHON = """
    False None True and as assert async await break class continue def del elif else except finally for
    from global if import in is lambda match nonlocal not or pass raise return try while with yield case
"""
_RUBY = """
    alias and begin break case class def defined do else elsif end ensure false for if in module next
    nil not or redo rescue retry return self super then true undef unless until when while yield require
"""
_SHELL = """
    if then else elif fi for while until do done case esac function in return exit export local readonly
    select set shift source trap unset echo cd sudo
"""
_PHP = (
    _JAVA
    + """
    function echo array as elseif endforeach endif endwhile fn foreach global isset match namespace
    print require require_once include trait unset use xor and or
"""
)
_SQL = """
    add all alter and any as asc avg begin between by case cast check column commit constraint count
    create cross database default delete desc distinct drop else end exists foreign from full group
    having if in index inner insert into is join key left like limit max min not null offset on or order
    outer primary references returning right rollback select set sum table then transaction trigger
    union unique update using values view when where with
"""
_LUA = """
    and break do else elseif end false for function goto if in local nil not or repeat return then true
    until while
"""
_PERL = """
    my our local sub use package if elsif else unless while until for foreach return last next redo
    undef and or not eq ne lt gt le ge print die
"""
_R = """
    if else repeat while function for in next break TRUE FALSE NULL Inf NaN NA library return
"""
_HASKELL = """
    case class data default deriving do else foreign if import in infix instance let module newtype of
    then type where
"""

_LANGUAGES: tuple[tuple[str, str, str, str], ...] = (
    ("c h", _SLASHES, _SHORT_STRINGS, _C),
    ("cpp c++ cc cxx hpp objc objective-c arduino", _SLASHES, _SHORT_STRINGS, _CPP),
    ("java groovy scala dart", _SLASHES, _STRINGS, _JAVA),
    ("cs csharp c#", _SLASHES, _STRINGS, _CSHARP),
    ("js javascript jsx mjs cjs node", _SLASHES, _SCRIPT_STRINGS, _SCRIPT),
    ("ts typescript tsx", _SLASHES, _SCRIPT_STRINGS, _TYPED),
    ("go golang", _SLASHES, _SCRIPT_STRINGS, _GO),
    ("rust rs", _SLASHES, _SHORT_STRINGS, _RUST),
    ("swift", _SLASHES, _STRINGS, _SWIFT),
    ("kotlin kt kts", _SLASHES, _SHORT_STRINGS, _KOTLIN),
    ("php", _SLASHES + "|" + _HASH, _STRINGS, _PHP),
    ("python py python3 py3 pycon gdscript", _HASH, _PYTHON_STRINGS, _PYTHON),
    ("ruby rb", _HASH, _STRINGS, _RUBY),
    ("sh bash shell zsh console shell-session fish", _HASH, _STRINGS, _SHELL),
    ("perl pl", _HASH, _STRINGS, _PERL),
    ("r", _HASH, _STRINGS, _R),
    ("yaml yml", _HASH, _STRINGS, "true false null yes no on off"),
    ("toml ini cfg conf properties dockerfile make makefile cmake nginx", _HASH, _STRINGS, "true false"),
    ("sql mysql postgresql postgres sqlite plsql", _DASHES, _STRINGS, _SQL),
    ("lua", _LUA_COMMENT, _STRINGS, _LUA),
    ("haskell hs elm", _HASKELL_COMMENT, _SHORT_STRINGS, _HASKELL),
    ("json json5 jsonc", _SLASHES, _STRINGS, "true false null"),
    ("css scss less sass", _SLASHES, _STRINGS, "important"),
    ("html xml svg xhtml vue svelte", _MARKUP_COMMENT, _STRINGS, ""),
)
_ANY_CASE = frozenset({"sql", "mysql", "postgresql", "postgres", "sqlite", "plsql"})
_NAMES = {name: language for language in _LANGUAGES for name in language[0].split()}


def highlighted(code: str, language: str) -> str:
    """The code as HTML, with `b` and `i` where its language is listed."""
    pattern = _pattern(language.lower()) if len(code) <= MAX_HIGHLIGHTED_CHARACTERS else None
    if pattern is None:
        return escaped(code)
    parts, position = [], 0
    for match in pattern.finditer(code):
        kind = match.lastgroup
        if kind == "string":
            continue
        tag = "i" if kind == "comment" else "b"
        parts.append(f"{escaped(code[position : match.start()])}<{tag}>{escaped(match.group())}</{tag}>")
        position = match.end()
    return "".join(parts) + escaped(code[position:])


@lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str] | None:
    if language not in _NAMES:
        return None
    _names, comment, string, words = _NAMES[language]
    listed = "|".join(sorted({re.escape(word) for word in words.split()}, key=len, reverse=True))
    word = rf"(?<![\w$.@-])(?:{listed})(?![\w$-])" if listed else r"(?<=<)/?[A-Za-z][\w:-]*"
    flags = re.IGNORECASE if language in _ANY_CASE else 0
    return re.compile(f"(?P<comment>{comment})|(?P<string>{string})|(?P<word>{word})", flags)
