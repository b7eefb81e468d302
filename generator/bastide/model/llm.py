"""Large models: what their weights and one request's context need of memory, and which hosts have as much.

Memory is in GB (10^9 bytes), as providers state it. Needed: weights (parameters times bytes of a parameter), and the
keys and values of one request of the full context. A server uses 90 % of a GPU's memory (vLLM, default of
`gpu_memory_utilization`); the rest is for activations and the driver.
"""

from dataclasses import dataclass
from enum import StrEnum

USED_PERCENT = 90
CONTEXT = 32_768
"""Tokens of a request, where the spec doesn't say."""


class Parameters(StrEnum):
    """The sizes in which DeepSeek-R1 and its distilled models are published."""

    B7 = "7b"
    B14 = "14b"
    B32 = "32b"
    B70 = "70b"
    B671 = "671b"


class Precision(StrEnum):
    """How a parameter is stored."""

    FP16 = "fp16"
    BF16 = "bf16"
    FP8 = "fp8"
    INT4 = "int4"


BITS = {Precision.FP16: 16, Precision.BF16: 16, Precision.FP8: 8, Precision.INT4: 4}

MILLIONS = {
    Parameters.B7: 7_620,
    Parameters.B14: 14_800,
    Parameters.B32: 32_800,
    Parameters.B70: 70_600,
    Parameters.B671: 671_000,
}
"""Parameters in millions, as the model cards of DeepSeek-R1 and its distilled models count them."""

TOKEN_BYTES = {
    Parameters.B7: 2 * 28 * 4 * 128 * 2,
    Parameters.B14: 2 * 48 * 8 * 128 * 2,
    Parameters.B32: 2 * 64 * 8 * 128 * 2,
    Parameters.B70: 2 * 80 * 8 * 128 * 2,
    Parameters.B671: 61 * (512 + 64) * 2,
}
"""Bytes that one token of context holds: keys and values, layers, heads, their width, two bytes each (`config.json`).

The largest keeps one compressed vector and one for positions in each layer instead (DeepSeek-V3 report, 2.1.1).
"""


@dataclass(frozen=True, slots=True)
class Accelerated:
    """A host type: how many GPUs, how much memory each has in GB, and whether they compute in eight bits."""

    name: str
    gpus: int
    gigabytes: int
    eight_bits: bool

    @property
    def memory(self) -> int:
        """All of its GPU memory, in GB."""
        return self.gpus * self.gigabytes


HOSTS = (
    Accelerated("g6.xlarge", 1, 24, eight_bits=True),
    Accelerated("g5.xlarge", 1, 24, eight_bits=False),
    Accelerated("g6e.xlarge", 1, 48, eight_bits=True),
    Accelerated("g6.12xlarge", 4, 24, eight_bits=True),
    Accelerated("g5.12xlarge", 4, 24, eight_bits=False),
    Accelerated("g6e.12xlarge", 4, 48, eight_bits=True),
    Accelerated("g6.48xlarge", 8, 24, eight_bits=True),
    Accelerated("g5.48xlarge", 8, 24, eight_bits=False),
    Accelerated("p4d.24xlarge", 8, 40, eight_bits=False),
    Accelerated("g6e.48xlarge", 8, 48, eight_bits=True),
    Accelerated("p5.48xlarge", 8, 80, eight_bits=True),
    Accelerated("p4de.24xlarge", 8, 80, eight_bits=False),
    Accelerated("p5en.48xlarge", 8, 141, eight_bits=True),
    Accelerated("p5e.48xlarge", 8, 141, eight_bits=True),
)
"""Host types in the order in which one is chosen (Amazon EC2 user guide, accelerated computing: GPUs and their memory).

Eight-bit floating point needs NVIDIA's Ada or Hopper; A10G and A100 have none.
"""


@dataclass(frozen=True, slots=True)
class Weights:
    """The one file that holds a model's weights: the store, the object's key, and its SHA-256 in hexadecimal."""

    store: str
    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class Client:
    """A department that may ask a model: requests a day, and a second."""

    agency: str
    per_day: int
    per_second: int


@dataclass(frozen=True, slots=True)
class Model:
    """A model that a platform serves: `replicas` times, each over `nodes` hosts of type `instance`."""

    parameters: Parameters
    precision: Precision
    context: int
    weights: Weights
    image: str
    instance: str
    replicas: int
    nodes: int
    port: int
    clients: tuple[Client, ...]

    @property
    def weights_gb(self) -> int:
        """Size of the weights in whole GB, rounded up."""
        return -(-weights_mb(self.parameters, self.precision) // 1000)


def weights_mb(parameters: Parameters, precision: Precision) -> int:
    """Return the size of a model's weights in MB: millions of parameters times bytes of a parameter."""
    return MILLIONS[parameters] * BITS[precision] // 8


def context_mb(parameters: Parameters, tokens: int) -> int:
    """Return what one request of so many tokens holds, in MB, rounded up."""
    return -(-TOKEN_BYTES[parameters] * tokens // 1_000_000)


def usable_mb(host: Accelerated, nodes: int) -> int:
    """Return how much of the GPU memory of so many hosts a server uses, in MB."""
    return host.memory * nodes * USED_PERCENT * 10


def fits(host: Accelerated, nodes: int, needed_mb: int, precision: Precision) -> bool:
    """Tell whether hosts of a type hold a model, and compute at its precision."""
    return usable_mb(host, nodes) >= needed_mb and (host.eight_bits or precision is not Precision.FP8)


def chosen(needed_mb: int, precision: Precision, nodes: int) -> Accelerated | None:
    """Return the first host type that holds a model; None if none does."""
    return next((host for host in HOSTS if fits(host, nodes, needed_mb, precision)), None)
