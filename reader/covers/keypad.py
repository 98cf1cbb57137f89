"""What each button of the calculator does: a state goes in, the next comes out. Pure."""

from __future__ import annotations

import msgspec

from reader.covers.calculator import MAX_DEPTH, OPERATORS, Problem, Sum, evaluate, is_number, number_token

MAX_TOKENS = 60
MAX_DIGITS = 30  # in a number that is typed
MAX_HISTORY = 200


class Calculation(msgspec.Struct, frozen=True, kw_only=True):
    """A sum that was done."""

    tokens: Sum
    result: str  # as `decimal` reads it


class Memory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is kept from one day to the next. `number` is what MS put there, "" for nothing."""

    number: str = ""
    history: tuple[Calculation, ...] = ()  # the oldest first


class Pad(msgspec.Struct, frozen=True, kw_only=True):
    """Where the calculator stands.

    `is_done`: the tokens are a result, which a digit replaces and an operator goes on with.
    """

    tokens: Sum = ()
    is_done: bool = False
    problem: Problem | None = None
    memory: Memory = Memory()

    def but(self, **changes: object) -> Pad:
        """The same pad with these fields changed."""
        return msgspec.structs.replace(self, **changes)


def press(pad: Pad, button: str) -> Pad:
    """The pad after this button; the same one where the button means nothing there."""
    pad = pad.but(problem=None)
    if button.isdecimal() or button == ".":
        return _digit(pad, button)
    if button in OPERATORS:
        return _operator(pad, button)
    if button in {"(", ")"}:
        return _parenthesis(pad, button)
    does = {"C": _clear, "<": _backspace, "%": _percent, "=": _equals}.get(button)
    return does(pad) if does else _memory(pad, button)


def recall(pad: Pad, number: str) -> Pad:
    """Put a number in: in place of the one that is being typed, or of a result."""
    if pad.is_done:
        pad = pad.but(tokens=())
    tokens = pad.tokens[:-1] if pad.tokens and is_number(pad.tokens[-1]) else pad.tokens
    if _is_value(tokens):  # behind a parenthesis or a percentage it would make no sum
        return pad
    return _push(pad.but(tokens=tokens), number)


def _digit(pad: Pad, digit: str) -> Pad:
    if pad.is_done:
        pad = pad.but(tokens=(), is_done=False)
    last = pad.tokens[-1] if pad.tokens else ""
    if not is_number(last):
        return pad if _is_value(pad.tokens) else _push(pad, "0." if digit == "." else digit)
    if (digit == "." and "." in last) or sum(map(str.isdecimal, last)) >= MAX_DIGITS or "E" in last:
        return pad
    return pad.but(tokens=(*pad.tokens[:-1], digit if last == "0" and digit != "." else last + digit))


def _operator(pad: Pad, operator: str) -> Pad:
    pad = pad.but(is_done=False)
    if _is_value(pad.tokens):
        return _push(pad, operator)
    before = pad.tokens
    while before and before[-1] in OPERATORS:
        before = before[:-1]
    if operator == "-" and pad.tokens[-1:] not in {("-",), ("+",)}:
        return _push(pad, "-")  # a sign
    return pad.but(tokens=(*before, operator)) if _is_value(before) else pad  # another was meant


def _parenthesis(pad: Pad, parenthesis: str) -> Pad:
    if pad.is_done and parenthesis == "(":
        pad = pad.but(tokens=(), is_done=False)
    depth = pad.tokens.count("(") - pad.tokens.count(")")
    if parenthesis == ")":
        return _push(pad, ")") if depth and _is_value(pad.tokens) else pad
    return pad if _is_value(pad.tokens) or depth >= MAX_DEPTH else _push(pad, "(")


def _clear(pad: Pad) -> Pad:
    return pad.but(tokens=(), is_done=False)


def _percent(pad: Pad) -> Pad:
    return _push(pad, "%") if _is_value(pad.tokens) else pad


def _backspace(pad: Pad) -> Pad:
    if pad.is_done or not pad.tokens:
        return _clear(pad)
    shorter = pad.tokens[-1][:-1]
    is_left = is_number(shorter) and "E" not in pad.tokens[-1]
    return pad.but(tokens=(*pad.tokens[:-1], shorter) if is_left else pad.tokens[:-1])


def _equals(pad: Pad) -> Pad:
    if pad.is_done or not pad.tokens:
        return pad
    result = evaluate(pad.tokens)
    if isinstance(result, Problem):
        return pad.but(problem=result)
    done = pad.but(tokens=(number_token(result),), is_done=True)
    if len(pad.tokens) == 1:
        return done  # a number alone is no sum
    history = (*pad.memory.history, Calculation(tokens=pad.tokens, result=number_token(result)))[-MAX_HISTORY:]
    return done.but(memory=msgspec.structs.replace(pad.memory, history=history))


def _memory(pad: Pad, button: str) -> Pad:
    if button == "MR":
        return recall(pad, pad.memory.number) if pad.memory.number else pad
    if button == "MC":
        return pad.but(memory=msgspec.structs.replace(pad.memory, number=""))
    if button not in {"MS", "M+"}:
        return pad
    tokens = pad.tokens if button == "MS" or not pad.memory.number else (pad.memory.number, "+", "(", *pad.tokens)
    value = evaluate(tokens)
    if isinstance(value, Problem):
        return pad.but(problem=value if pad.tokens else None)
    return pad.but(memory=msgspec.structs.replace(pad.memory, number=number_token(value)), is_done=len(pad.tokens) == 1)


def _push(pad: Pad, token: str) -> Pad:
    return pad.but(tokens=(*pad.tokens, token), is_done=False) if len(pad.tokens) < MAX_TOKENS else pad


def _is_value(tokens: Sum) -> bool:
    """Whether what stands there could be a whole sum's end."""
    return bool(tokens) and (is_number(tokens[-1]) or tokens[-1] in {")", "%"})


def keep(memory: Memory) -> str:
    """As text for the file."""
    return msgspec.json.format(msgspec.json.encode(memory), indent=1).decode()


def load(text: str | None) -> Memory:
    """What the file says; nothing where there is none, or where somebody has written into it what makes no sums."""
    try:
        memory = msgspec.json.decode(text or "{}", type=Memory)
    except msgspec.DecodeError:
        return Memory()
    numbers = [memory.number or "0", *(done.result for done in memory.history)]
    tokens = [token for done in memory.history for token in done.tokens]
    numbers += [token for token in tokens if token not in {*OPERATORS, "(", ")", "%"}]
    if len(memory.history) > MAX_HISTORY or not all(map(_reads, numbers)):
        return Memory()
    return memory


def _reads(number: str) -> bool:
    return is_number(number) and not isinstance(evaluate((number,)), Problem)
