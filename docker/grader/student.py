"""The only process that runs a student's code. Started by harness.py as root, with nothing of the student's yet.

It shuts itself in for good, asks whether it really is shut in, and only then imports the student's file and runs its
functions. It has the inputs of the cases, no seeds and no answers, and one pipe, on which a line of JSON a case goes out.
The student's code shares this process, so whatever comes over the pipe is a claim: arrays, to be judged.
"""
import ctypes
import errno
import gc
import importlib.util
import json
import os
import platform
import resource
import socket
import sys
import traceback

# Numbers of system calls. Sockets are the network, and io_uring opens them too; ptrace and unshare reach into other
# processes and around these rules; the shared memory and queues of System V would be left when the process has ended.
MACHINES = {
    "x86_64": (0xC000003E, {"socket": 41, "shmget": 29, "msgget": 68, "ptrace": 101, "unshare": 272, "io_uring_setup": 425}),
    "aarch64": (0xC00000B7, {"socket": 198, "shmget": 194, "msgget": 186, "ptrace": 117, "unshare": 97, "io_uring_setup": 425}),
}
CLONE_NEWNET, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 0x40000000, 38, 22, 2
KILL, ALLOW, REFUSE = 0x80000000, 0x7FFF0000, 0x00050000 | errno.EACCES

libc = ctypes.CDLL(None, use_errno=True)


def main():
    results = os.fdopen(int(sys.argv[1]), "w", encoding="utf-8")
    shut_in(uid=int(sys.argv[2]), memory=int(sys.argv[3]) << 20, seconds=int(sys.argv[4]))
    # Numbers that agree from run to run, and no thread for each core.
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
    import numpy  # noqa: F401: imported here, as the student's folder may hold a numpy.py of its own.

    given = json.load(sys.stdin)
    leaks = list(ways_out(given.pop("port"), given.pop("unreadable"), given.pop("unwritable")))
    if leaks:
        sys.exit("the student's process could " + ", ".join(leaks))
    client = module(given["client"])
    say(results, {"ready": True})

    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    layer, cases = given["layer"], given["cases"]
    try:
        code = module(given["file"])
        forward, backward = (function(code, given[name]) for name in ("forward", "backward"))
    except BaseException as error:  # SystemExit and the rest too: whatever an import does is an answer.
        for number in range(len(cases)):
            say(results, {"case": number, "submitted": {}, "error": told(error, given["file"])})
        return
    gc.collect()
    for number, case in enumerate(cases):
        try:
            made = client.run_functions(forward, backward, layer, [dict(case, seed=number)])[0]
        except BaseException as error:
            made = {"submitted": {}, "error": told(error, given["file"])}
        say(results, {"case": number, "submitted": made["submitted"], "error": made.get("error")})


def shut_in(uid, memory, seconds):
    """No network, no new processes, no files to write, so much memory and time, and nobody's rights. There is no way back."""
    libc.unshare(CLONE_NEWNET)  # Where the container may; where it may not, the filter does the same alone.
    for limit, most in (
        (resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds + 5), (resource.RLIMIT_NPROC, 1),
        (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, 64), (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs")
    forbid_calls()
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    os.umask(0o077)


class Instruction(ctypes.Structure):
    _fields_ = [("code", ctypes.c_ushort), ("if_so", ctypes.c_ubyte), ("if_not", ctypes.c_ubyte), ("k", ctypes.c_uint)]


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.POINTER(Instruction))]


def forbid_calls():
    """Seccomp's filter: for every system call a few steps, which load a word of it, compare, jump and return."""
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    machine, calls = MACHINES[platform.machine()]
    steps = [
        # The calls of another machine (32 bits, x32) have other numbers.
        (load, 0, 0, 4), (equal, 1, 0, machine), (give, 0, 0, KILL),
        (load, 0, 0, 0), (at_least, 0, 1, 0x40000000), (give, 0, 0, KILL),
    ]
    steps += [(equal, len(calls) - place, 0, number) for place, number in enumerate(calls.values())]
    steps += [(give, 0, 0, ALLOW), (give, 0, 0, REFUSE)]
    array = (Instruction * len(steps))(*[Instruction(*step) for step in steps])
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(Program(len(steps), array)), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")


def ways_out(port, unreadable, unwritable):
    """What this process can do although it must not, such as on a machine that ignores a limit. Tried, not assumed."""
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        yield "reach the service"
    except OSError:
        pass
    try:
        os.setresuid(0, 0, 0)
        yield "become root"
    except OSError:
        pass
    try:
        if os.fork() == 0:
            os._exit(0)
        yield "start processes"
    except OSError:
        pass
    for path in unreadable:
        if os.access(path, os.R_OK):
            yield "read %s" % os.path.basename(path)
    for path in unwritable:
        if os.access(path, os.W_OK):
            yield "write %s" % os.path.basename(path)


def module(path):
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


def function(code, name):
    if not callable(getattr(code, name, None)):
        raise AttributeError("%s has no function %s" % (os.path.basename(code.__file__), name))
    return getattr(code, name)


def told(error, path):
    """What was raised and, where it was in the student's own file, at which line."""
    words = " ".join(traceback.format_exception_only(type(error), error)[-1].split())
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    lines += [error.lineno] if isinstance(error, SyntaxError) and error.filename == path else []
    return "%s, line %s: %s" % (os.path.basename(path), lines[-1], words) if lines else words


def say(results, line):
    results.write(json.dumps(line) + "\n")
    results.flush()


if __name__ == "__main__":
    main()
