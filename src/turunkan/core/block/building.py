"""Building: a kernel's Python source → machine code. Needs numba; the only module that starts the compiler."""

from collections.abc import Sequence
from importlib import import_module
from itertools import count
from typing import Any

import numpy as np
from numba import carray, cfunc, types  # type: ignore[attr-defined]
from numba.core import cgutils
from numba.extending import intrinsic

from turunkan.core.block.layout import Group, kinds_of

_KERNELS = {
    "read": ("turunkan.core.block.kernel", "read_block"),
    "sieve": ("turunkan.core.block.sieve", "sieve_block"),
    "judge": ("turunkan.core.block.judging", "judge_block"),
}


@intrinsic
def _as_pointer(_typing: Any, address: Any) -> Any:
    """An address as a pointer."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[0], cgutils.voidptr_t)

    return types.voidptr(types.int64), generate


def build(name: str, groups: Sequence[Group]) -> tuple[list[str], bytes]:
    """A kernel's symbols (its own, then those it refers to) and object code.

    Its one function takes a table of addresses and lengths.
    """
    home, function = _KERNELS[name]
    scope: dict[str, Any] = {
        "carray": carray,
        "as_pointer": _as_pointer,
        "kernel": vars(import_module(home))[function],
    }
    scope |= {kind: getattr(np, kind) for kind in set(kinds_of(groups).values())} | {"int64": np.int64}
    scope |= {group.type.__name__: group.type for group in groups}
    exec(_entry_source(groups), scope)  # noqa: S102 – made of the layout's own names
    signature = types.int64(types.CPointer(types.int64))  # type: ignore[no-untyped-call]
    compiled: Any = cfunc(signature, error_model="numpy")(scope["entry"])
    library = compiled._library
    module = library._final_module
    outside = [each.name for each in (*module.functions, *module.global_variables) if each.is_declaration]
    named = [name for name in outside if not name.startswith("llvm.")]
    # LLVM calls these by itself where a loop fills or copies.
    symbols = [compiled._wrapper_name, *named, "memset", "memcpy", "memmove"]
    return symbols, library.codegen._tm.emit_object(module)


def _entry_source(groups: Sequence[Group]) -> str:
    """Python that makes arrays of the table's addresses, in their groups, and calls the kernel."""
    places = count(0, 2)
    made = []
    for group in groups:
        arrays = [
            f"carray(as_pointer(table[{at}]), (table[{at + 1}],), {kind})"
            for (_, kind), at in zip(group.slots, places, strict=False)
        ]
        made.append(f"{group.type.__name__}({', '.join(arrays)})")
    return (
        "def entry(pointer):\n"
        f"    table = carray(pointer, ({next(places)},), int64)\n"
        f"    kernel({', '.join(made)})\n"
        "    return 0\n"
    )
