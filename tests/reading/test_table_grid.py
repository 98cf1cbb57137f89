from reader.reading.table_grid import Cell, grids, joined
from reader.text.pieces import Block, Run, Tag, pack


def row(*words: str, name: str = "td", direction: str = "ltr") -> list[Block]:
    around = (TABLE if direction == "ltr" else RTL_TABLE, Tag("tr"))
    return [Block((*around, Tag(name, f' dir="{direction}"')), (Run(each),)) for each in words]


TABLE, RTL_TABLE = Tag("table", ' dir="ltr"'), Tag("table", ' dir="rtl"')


def test_a_table_becomes_rows_of_cells() -> None:
    html = pack([*row("Land", "Year", name="th"), *row("a < b", "1948"), *row("c", "1989")]).pieces[0].html
    (grid,) = grids(html)
    assert [[cell.text for cell in each] for each in grid.rows] == [["Land", "Year"], ["a < b", "1948"], ["c", "1989"]]
    assert grid.heading_rows == 1
    assert grid.width == 2
    assert not grid.is_rtl


def test_a_mirrored_table_is_read_from_its_right_end() -> None:
    (grid,) = grids(pack([*row("third", "second", "first", direction="rtl")]).pieces[0].html)
    assert [cell.text for cell in grid.rows[0]] == ["first", "second", "third"]
    assert grid.is_rtl


def test_spans_pictures_and_breaks() -> None:
    html = (
        '<table><tbody><tr><td colspan="3" rowspan="2"><p>a<br>b</p><p><em>c</em></p></td>'
        '<td><img src="res:i1.png" alt="x &quot;y&quot;"></td></tr></tbody></table>'
    )
    (grid,) = grids(html)
    first, second = grid.rows[0]
    assert (first.columns, first.rows, first.text) == (3, 2, "a\nb\nc")
    assert first.html == "<p>a<br>b</p><p><em>c</em></p>"
    assert second == Cell(html='<img src="res:i1.png" alt="x &quot;y&quot;">', text="\ufffc")
    assert grid.width == 4


def test_a_table_of_headings_only_has_none() -> None:
    (grid,) = grids(pack(row("a", "b", name="th")).pieces[0].html)
    assert grid.heading_rows == 0


def test_parts_of_a_table_are_joined() -> None:
    parts = [grids(pack(row(f"{n}", "x")).pieces[0].html)[0] for n in range(3)]
    assert [each[0].text for each in joined(parts).rows] == ["0", "1", "2"]


def test_a_row_cut_between_pieces_is_one_again() -> None:
    for direction in ("ltr", "rtl"):
        html = [pack(cells).pieces[0].html for cells in (
            [*row("a", "b", "c", direction=direction), *row("d", direction=direction)],
            [*row("e", "f", direction=direction), *row("g", "h", "i", direction=direction)],
        )]  # fmt: skip
        whole = joined([grids(each)[0] for each in html])
        read = [[cell.text for cell in each] for each in whole.rows]
        expected = [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]
        assert read == (expected if direction == "ltr" else [each[::-1] for each in expected])


def test_text_without_tables_has_none() -> None:
    assert grids("<p>a</p><td>b</td>") == []
