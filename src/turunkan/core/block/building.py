"""Building: a kernel's Python source → machine code. Needs numba; the only module that starts the compiler."""

from collections.abc import Sequence
from importlib import import_module
from itertools import count
from typing import Any

import llvmlite.binding as llvm
import numpy as np
from numba import carray, cfunc, types  # type: ignore[attr-defined]
from numba.core import cgutils
from numba.extending import intrinsic

from turunkan.core.block.layout import Group, kinds_of
from turunkan.core.block.processor import host

_KERNELS = {
    "read": ("turunkan.core.block.kernel", "read_block"),
    "sieve": ("turunkan.core.block.sieve", "sieve_block"),
    "judge": ("turunkan.core.block.judging", "judge_block"),
    "classify": ("turunkan.core.block.classifying", "classify_block"),
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
    return _as_one(compiled._library._final_module, compiled._wrapper_name)


def _as_one(module: llvm.ModuleRef, entry: str) -> tuple[list[str], bytes]:
    """Machine code of a whole module of which nothing but the entry is called from outside.

    numba leaves every function open to callers from elsewhere, so arguments that nobody reads stay: seven numbers
    an array, of which two matter. Closed, LLVM drops them and what counts references; twice as fast.
    """
    target = host()
    whole = llvm.parse_assembly(str(module).replace(" noinline", " nounwind"))
    for function in whole.functions:
        if not function.is_declaration and function.name != entry:
            function.linkage = "internal"
    builder = llvm.create_pass_builder(target, llvm.create_pipeline_tuning_options(speed_level=3))
    for passes in (_closing(), builder.getModulePassManager()):
        passes.run(whole, builder)
    outside = [each.name for each in (*whole.functions, *whole.global_variables) if each.is_declaration]
    named = [name for name in outside if not name.startswith("llvm.")]
    # LLVM calls these by itself where a loop fills or copies.
    return [entry, *named, "memset", "memcpy", "memmove"], target.emit_object(whole)


def _closing() -> llvm.ModulePassManager:
    """What goes through all calls of a function at once."""
    passes = llvm.create_new_module_pass_manager()
    passes.add_ipsccp_pass()
    passes.add_dead_arg_elimination_pass()
    passes.add_argument_promotion_pass()
    return passes


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
