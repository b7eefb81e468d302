import pytest

from bastide.model.llm import (
    CONTEXT,
    HOSTS,
    MILLIONS,
    Parameters,
    Precision,
    chosen,
    context_mb,
    fits,
    usable_mb,
    weights_mb,
)

TYPES = {host.name: host for host in HOSTS}


def needed(parameters, precision, tokens=CONTEXT):
    return weights_mb(parameters, precision) + context_mb(parameters, tokens)


def test_the_largest_model_in_eight_bits_is_larger_than_eight_gpus_of_eighty():
    assert weights_mb(Parameters.B671, Precision.FP8) == 671_000
    assert TYPES["p5.48xlarge"].memory == 640
    assert not fits(TYPES["p5.48xlarge"], 1, needed(Parameters.B671, Precision.FP8), Precision.FP8)


@pytest.mark.parametrize(
    ("parameters", "precision", "host"),
    [
        (Parameters.B7, Precision.FP16, "g6.xlarge"),
        (Parameters.B32, Precision.BF16, "g6.12xlarge"),
        (Parameters.B70, Precision.FP16, "g6e.12xlarge"),
        (Parameters.B671, Precision.FP8, "p5en.48xlarge"),
    ],
)
def test_the_smallest_host_that_holds_a_model_is_chosen(parameters, precision, host):
    assert chosen(needed(parameters, precision), precision, 1) == TYPES[host]


def test_a_model_that_no_host_holds_fits_on_two():
    wanted = needed(Parameters.B671, Precision.BF16)
    assert chosen(wanted, Precision.BF16, 1) is None
    assert chosen(wanted, Precision.BF16, 2) is not None


def test_gpus_that_dont_compute_in_eight_bits_are_passed_over():
    assert not fits(TYPES["p4d.24xlarge"], 1, needed(Parameters.B7, Precision.FP8), Precision.FP8)


def test_hosts_are_tried_from_small_to_large():
    assert [host.memory for host in HOSTS] == sorted(host.memory for host in HOSTS)


@pytest.mark.parametrize("parameters", Parameters)
@pytest.mark.parametrize("precision", Precision)
def test_a_chosen_host_keeps_a_tenth_of_its_memory_free(parameters, precision):
    wanted = needed(parameters, precision)
    host = chosen(wanted, precision, 2)
    assert host is not None
    assert wanted <= usable_mb(host, 2) == host.memory * 2 * 900


def test_more_parameters_weigh_more():
    assert sorted(MILLIONS.values()) == list(MILLIONS.values())
