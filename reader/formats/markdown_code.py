"""Highlighting code without colours, which pages do not have: keywords bold, comments in italics.

Pygments knows the languages. Its lexers are patterns, and some take quadratic time for a text that is no program. So a
block is short, a document has a budget that counts squares, and a language is listed here only if no text of that
length was found that takes its lexer a second (C#'s takes minutes). No language is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pygments.lexer import Lexer
from pygments.lexers.c_cpp import CLexer, CppLexer
from pygments.lexers.configs import DockerLexer, IniLexer, NginxConfLexer, TOMLLexer
from pygments.lexers.css import CssLexer
from pygments.lexers.data import JsonLexer, YamlLexer
from pygments.lexers.elm import ElmLexer
from pygments.lexers.go import GoLexer
from pygments.lexers.haskell import HaskellLexer
from pygments.lexers.html import HtmlLexer, VueLexer, XmlLexer
from pygments.lexers.javascript import DartLexer, JavascriptLexer, TypeScriptLexer
from pygments.lexers.jsx import JsxLexer
from pygments.lexers.jvm import JavaLexer, KotlinLexer
from pygments.lexers.make import CMakeLexer, MakefileLexer
from pygments.lexers.objective import SwiftLexer
from pygments.lexers.perl import PerlLexer
from pygments.lexers.php import PhpLexer
from pygments.lexers.python import PythonConsoleLexer, PythonLexer
from pygments.lexers.r import SLexer
from pygments.lexers.ruby import RubyLexer
from pygments.lexers.rust import RustLexer
from pygments.lexers.scripting import LuaLexer
from pygments.lexers.shell import BashLexer, BashSessionLexer, PowerShellLexer
from pygments.lexers.sql import SqlLexer
from pygments.token import Comment, Keyword, _TokenType, is_token_subtype

MAX_BLOCK_CHARACTERS = 4 * 1024
"""A longer block stays plain. Of 968 blocks in the corpus' articles the longest has 3,697 characters."""

DOCUMENT_BUDGET = 8 * MAX_BLOCK_CHARACTERS**2
"""The squares of the lengths of a document's blocks, beyond which code stays plain: 8 of the longest, or 500 of 500
characters."""

_LEXERS: tuple[tuple[type[Lexer], str], ...] = (
    (BashLexer, "bash sh shell zsh"),
    (BashSessionLexer, "console shell-session"),
    (CLexer, "c h"),
    (CMakeLexer, "cmake"),
    (CppLexer, "cpp c++ cc hpp"),
    (CssLexer, "css"),
    (DockerLexer, "docker dockerfile"),
    (DartLexer, "dart"),
    (ElmLexer, "elm"),
    (GoLexer, "go golang"),
    (HaskellLexer, "haskell hs"),
    (HtmlLexer, "html xhtml"),
    (IniLexer, "ini cfg conf properties"),
    (JavaLexer, "java"),
    (JavascriptLexer, "javascript js mjs node"),
    (JsonLexer, "json json5 jsonc"),
    (JsxLexer, "jsx"),
    (KotlinLexer, "kotlin kt kts"),
    (LuaLexer, "lua"),
    (MakefileLexer, "make makefile"),
    (NginxConfLexer, "nginx"),
    (PerlLexer, "perl pl"),
    (PhpLexer, "php"),
    (PowerShellLexer, "powershell ps1"),
    (PythonConsoleLexer, "pycon"),
    (PythonLexer, "python py python3 py3"),
    (RubyLexer, "ruby rb"),
    (RustLexer, "rust rs"),
    (SLexer, "r"),
    (SqlLexer, "sql mysql postgresql postgres sqlite plsql"),
    (SwiftLexer, "swift"),
    (TOMLLexer, "toml"),
    (TypeScriptLexer, "typescript ts tsx"),
    (VueLexer, "vue svelte"),
    (XmlLexer, "xml svg"),
    (YamlLexer, "yaml yml"),
)
LANGUAGES = {name: lexer for lexer, names in _LEXERS for name in names.split()}


class Highlighter:
    """Highlights the code of one document."""

    def __init__(self) -> None:
        self._budget = DOCUMENT_BUDGET

    def html(self, code: str, language: str) -> str:
        """The code as HTML, with `b` and `i` where its language is listed."""
        lexer = LANGUAGES.get(language.lower())
        if lexer is None or len(code) > MAX_BLOCK_CHARACTERS or len(code) ** 2 > self._budget:
            return escaped(code)
        self._budget -= len(code) ** 2
        pieces = list(_made(lexer).get_tokens(code))
        if "".join([text for _kind, text in pieces]) != code:
            return escaped(code)  # a lexer that loses a character is wrong about the text
        return "".join(_marked(pieces))


def _marked(pieces: Iterable[tuple[_TokenType, str]]) -> Iterator[str]:
    for kind, text in pieces:
        tag = _tag(kind)
        yield f"<{tag}>{escaped(text)}</{tag}>" if tag else escaped(text)


def _tag(kind: _TokenType) -> str:
    """Pygments counts what a preprocessor reads among the comments."""
    if is_token_subtype(kind, Keyword):
        return "b"
    preprocessed = any(is_token_subtype(kind, each) for each in (Comment.Preproc, Comment.PreprocFile))
    return "i" if is_token_subtype(kind, Comment) and not preprocessed else ""


@lru_cache(maxsize=64)
def _made(lexer: type[Lexer]) -> Lexer:
    """The lexer, leaving the text's ends alone. Code in PHP is rarely a whole page with its tags."""
    return lexer(stripnl=False, ensurenl=False, startinline=True)


def escaped(text: str) -> str:
    """Text as it stands in HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
