"""The proof as text: a matrix that fits a terminal, flows with verdicts, distances, doubts."""

import pytest

from bastide.model.network import Unmodelled
from bastide.model.proof import Cell, FlowStanding, FlowVerdict, Opening, Promise, Proof, Standing, Zone
from bastide.model.wire import TCP, Origin, Span
from bastide.report.display import columns
from bastide.report.paint import Paint
from bastide.report.proof_text import proof

HTTPS = Span(TCP, 443, 443)


def made(names, standings=None, **fields):
    """Return a proof of zones in which every pair is closed by both layers unless said otherwise."""
    standings = standings or {}
    cells = [
        Cell(one, two, (), Opening(), standings.get((one, two), Standing.CLOSED), frozenset({"groups", "acls"}))
        for one in names
        for two in names
    ]
    zones = tuple(Zone(name, ()) for name in names)
    whole = {"zones": zones, "interfaces": {}, "cells": tuple(cells), "violations": (), "blockages": ()}
    whole |= {"distance": {}, "unmodelled": (), "assumptions": ("always",), "counts": {}}
    return Proof(**{**whole, **fields})


def lines(found, **options):
    return proof(found, **{"judged": True, **options}).splitlines()


def rows(found, **options):
    text = lines(found, **options)
    return text[1 : text.index("")]


@pytest.mark.parametrize("count", [10, 70])
@pytest.mark.parametrize("length", [4, 24, 60])
def test_every_line_of_the_matrix_fits_80_columns(count, length):
    names = [f"z{number}{'x' * (length - 3)}" for number in range(count)]
    assert max(columns(line) for line in rows(made(names), width=80)) <= 80


def test_ten_zones_need_one_block_and_seventy_are_wrapped():
    assert len(rows(made([f"zone-{number}" for number in range(10)]), width=80)) == 11
    many = rows(made([f"zone-{number}" for number in range(70)]), width=80)
    assert len(many) % 71 == 0
    assert [number for line in many[::71] for number in line.split()] == [str(number) for number in range(1, 71)]


def test_each_sign_stands_in_its_column():
    standings = {("a", "b"): Standing.VIOLATED, ("c", "a"): Standing.BLOCKED, ("b", "c"): Standing.ALLOWED}
    head, *body = rows(made(["a", "b", "c"], standings), width=80)
    assert head.split() == ["1", "2", "3"]
    assert [line.split()[2:] for line in body] == [[".", "!", "."], [".", ".", "="], ["x", ".", "."]]


def test_wide_names_keep_the_columns_aligned():
    head, *body = rows(made(["应用", "edge", "数据@民政", "e\u0301"]), width=80)
    ends = {columns(line) for line in body}
    assert ends == {columns(head)}


def test_a_long_name_is_cut_at_its_beginning_where_it_tells_least():
    name = f'module.network.aws_subnet.{"x" * 40}["data"]'
    _, first, *_ = rows(made([name, "b"]), width=80)
    assert "…" in first
    assert '["data"]' in first


def test_the_legend_explains_the_signs_that_are_there_and_no_other():
    text = "\n".join(lines(made(["a", "b"], {("a", "b"): Standing.UNKNOWN})))
    assert "  ?  not proven" in text
    assert "!  open" not in text
    assert "  .  closed twice: by groups alone, and by ACLs alone" in text


def test_a_pair_that_only_both_layers_together_close_is_not_shown_as_closed_twice():
    cells = (Cell("a", "a", (), Opening(), Standing.CLOSED, frozenset()), cell_of_one_layer())
    text = "\n".join(lines(made(["a", "b"], cells=cells)))
    assert "  +  closed only by groups and ACLs together" in text
    assert "  1  closed by one of the two alone" in text


def cell_of_one_layer():
    return Cell("a", "b", (), Opening(), Standing.CLOSED, frozenset({"groups"}))


def test_layers_that_were_not_worked_out_are_not_claimed():
    cells = (Cell("a", "a", (), Opening(), Standing.CLOSED, frozenset()),)
    text = "\n".join(lines(made(["a"], cells=cells)))
    assert "  .  closed\n" in text
    assert "twice" not in text


def test_what_lies_on_premises_is_shown_only_if_something_leads_there():
    assert len(rows(made(["a", "on-premises"]), width=80)) == 2
    assert len(rows(made(["a", "on-premises"], {("a", "on-premises"): Standing.ALLOWED}), width=80)) == 3


def test_without_colour_nothing_but_text_is_printed_and_with_it_the_same_words():
    found = made(["a", "b"], {("a", "b"): Standing.VIOLATED}, flows=(flow(FlowVerdict.BLOCKED),))
    plain, painted = (proof(found, judged=True, paint=Paint(on=on)) for on in (False, True))
    assert "\x1b" not in plain
    assert "\x1b" in painted
    bare = painted
    for code in ("0", "1", "1;31", "1;32", "1;33", "1;34"):
        bare = bare.replace(f"\x1b[{code}m", "")
    assert bare == plain


def flow(verdict, number=0):
    return FlowStanding(f"flow {number}", "a", f"b{number}", HTTPS, "why", verdict)


def test_each_flow_has_its_verdict():
    flows = tuple(flow(verdict, number) for number, verdict in enumerate(FlowVerdict))
    text = "\n".join(lines(made(["a"], flows=flows)))
    assert "declared flows (4): 1 as declared, 1 blocked, 1 nobody there, 1 not proven\n" in text
    for number, verdict in enumerate(FlowVerdict):
        assert f"  {verdict:<12}  a -> b{number}  tcp/443" in text


def test_of_many_flows_only_those_that_need_eyes_are_listed():
    flows = tuple(flow(FlowVerdict.BLOCKED if number == 7 else FlowVerdict.ALLOWED, number) for number in range(200))
    text = "\n".join(lines(made(["a"], flows=flows)))
    assert "declared flows (200): 199 as declared, 1 blocked\n" in text
    assert "a -> b7 " in text
    assert "a -> b8 " not in text
    assert "--format json" in text


def test_a_broken_promise_is_named():
    promises = (Promise("a", "b", Standing.CLOSED), Promise("b", "a", Standing.VIOLATED))
    text = "\n".join(lines(made(["a", "b"], promises=promises)))
    assert "promised by `never` (2): 1 closed, 1 broken, over IPv4 and IPv6\n  broken        b -> a\n" in text


def test_distance_shows_the_chain_and_never_calls_a_chain_direct():
    chains = {"db": ("internet", "edge", "data")}
    found = made(["a"], distance={"db": 2, "vault": None}, chains=chains, offside=("files",))
    text = "\n".join(lines(found))
    assert "connections from the internet, one after the other (1 is direct):\n" in text
    assert "     2  db     internet -> edge -> data\n  none  vault\n     -  files: not in the network" in text


def test_where_something_is_not_modelled_no_chain_is_no_proof_of_none():
    doubt = Unmodelled(Origin("aws_x.y", None), "who knows")
    text = "\n".join(lines(made(["a"], distance={"vault": None}, unmodelled=(doubt,))))
    assert "     ?  vault" in text
    assert "not proven (1): this may carry or filter packets, and is not modelled\n  aws_x.y: who knows" in text


def test_names_can_not_steer_the_terminal():
    text = proof(made(["a\x1b[2J", "b\nc"]), judged=True)
    assert "\x1b" not in text
    assert "b\nc" not in text
