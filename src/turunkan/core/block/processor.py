"""Processor: the one that this runs on, as the compiler's target and by name."""

import llvmlite.binding as llvm


def host() -> llvm.TargetMachine:
    """This processor, as LLVM's target."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    triple = llvm.Target.from_triple(llvm.get_process_triple())
    features = llvm.get_host_cpu_features().flatten()
    machine: llvm.TargetMachine = triple.create_target_machine(
        llvm.get_host_cpu_name(), features, opt=3, codemodel="jitdefault", jit=True
    )
    return machine


def host_name() -> str:
    """What machine code made for this processor depends on."""
    features = llvm.get_host_cpu_features().flatten()
    return f"{llvm.get_process_triple()} {llvm.get_host_cpu_name()} {features}"
