from bastide.cli.main import run


def test_the_list_has_a_sentence_for_every_module(capsys, root):
    assert run(["modules", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(
        path.parent.name for path in root.glob("modules/aws/*/module.yaml")
    )
    assert all(line.endswith(".") for line in lines)


def test_a_module_shows_what_it_emits_and_takes(capsys):
    assert run(["modules", "show", "network"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Network (network)\n")
    assert "  aws_vpc\n" in out
    assert "inputs of network.tf.j2:\n" in out


def test_an_unknown_module_is_no_answer_and_gets_a_suggestion(capsys):
    assert run(["modules", "show", "netwrk"]) == 2
    assert "did you mean `network`?" in capsys.readouterr().err


def test_a_missing_library_is_no_answer(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("BASTIDE_LIBRARY", str(tmp_path))
    assert run(["modules", "list"]) == 2
    assert "error[GEN090]" in capsys.readouterr().err
