"""Grades a submission inside an autograder's container and writes the file that the autograder reads.

    harness.py --format gradescope --assignment assignment.json --submission FOLDER --result results.json

Starts the service on loopback, gets the cases, has student.py run the student's functions on them in a process that is
shut in, posts what comes back to /v1/{layer}/grade, and writes the answer. Runs as root, so that the student's code can
be somebody else: it can neither read the assignment or the service, nor reach the service, nor write the result, nor stop
this process. Whatever happens, the result is a valid file. Standard library alone, Python 3.9 and later.
"""
import argparse
import base64
import contextlib
import errno
import json
import os
import random
import selectors
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HOME = os.path.dirname(os.path.abspath(__file__))
PYTHON = "/usr/bin/python3"
SERVICE_USER = 1654
# What may be submitted; anything else that comes over the pipe is left out.
TENSORS = ("out", "mean", "var", "xhat", "dxhat", "dvar", "dmean", "dx", "dgamma", "dbeta", "running_mean", "running_var")
START_SECONDS = 60
MOST_AXES = 8
MOST_SOURCE_BYTES = 1 << 20
# A number has at most 24 characters and a separator; then some room for what is wrong.
BYTES_A_NUMBER, BYTES_A_CASE = 32, 100_000


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--format", required=True, choices=FAILURES)
    parser.add_argument("--assignment", required=True)
    parser.add_argument("--submission", required=True, help="the folder with the student's files")
    parser.add_argument("--result", required=True, help="a file, or - for standard output")
    parser.add_argument("--variant", help="PrairieLearn's data.json, whose variant_seed gives each variant other cases")
    given = parser.parse_args()
    # What is read should this process be killed, by a platform that is out of memory or patience.
    if given.result != "-":
        deliver(given.result, FAILURES[given.format]("The grading did not finish."))
    try:
        result = graded(given)
    except BaseException as error:  # A result is owed, whatever happened; staff read the reason in the log.
        print("grading failed: %s: %s" % (type(error).__name__, error), file=sys.stderr)
        result = FAILURES[given.format](
            "The grader itself failed, so this says nothing about the code. Please tell the course staff.")
    deliver(given.result, result)


def graded(given):
    if os.geteuid() != 0:
        raise PermissionError("the harness must run as root, or else the student's code would be the same user")
    with contextlib.suppress(OSError):  # Where that fails, student.py finds that it can read the file, and refuses.
        os.chmod(given.assignment, 0o600)
    with open(given.assignment, encoding="utf-8") as file:
        assignment = json.load(file)
    # What is left of the assignment is the request of /grade as docs/grading.md has it.
    layer, path = assignment.pop("layer"), assignment.pop("file")
    seconds, memory = assignment.pop("seconds", 10), assignment.pop("memory_mb", 1024)
    usual = "spatial_groupnorm" if layer == "groupnorm" else layer
    functions = {name: assignment.pop(name, "%s_%s" % (usual, name)) for name in ("forward", "backward")}
    shift = variant(given.variant) if given.variant else 0
    for case in assignment["cases"]:
        case["seed"] = (case["seed"] + shift) % (1 << 53)

    # Both start at the same time; the student's process has nothing to run before it is sent.
    with tempfile.TemporaryDirectory() as work, Student(seconds, memory) as student, Service() as service:
        os.chmod(work, 0o755)
        try:
            source = submitted_file(given.submission, path)
            name = put(work, os.path.basename(path), source)
        except OSError as error:
            reason = "was not submitted" if error.errno == errno.ENOENT else "is no ordinary file of at most 1 MB"
            outcomes, reason = [None] * len(assignment["cases"]), "%s %s" % (path, reason)
        else:
            unreadable = [given.assignment, os.path.join(HOME, "service", "GradCheck.dll")]
            unreadable += [given.variant] if given.variant else []
            unwritable = [HOME, work] + ([] if given.result == "-" else [os.path.dirname(os.path.abspath(given.result))])
            cases = [service.case(layer, case) for case in assignment["cases"]]
            task = dict(functions, layer=layer, file=name, cases=cases, port=service.port,
                        client=put(work, "gradcheck_client.py", service.get("/clients/gradcheck_client.py")),
                        unreadable=unreadable, unwritable=unwritable)
            outcomes, reason = student.run(task)
        for case, outcome in zip(assignment["cases"], outcomes):
            case.update(outcome or {"error": reason})
        return service.post("/v1/%s/grade?format=%s" % (layer, given.format), assignment, VALID[given.format])


def variant(path):
    with open(path, encoding="utf-8") as file:
        return int(str(json.load(file)["variant_seed"]), 36)


def submitted_file(folder, path):
    """The bytes of a submitted file. No link is followed: it could lead to the assignment, which root may read."""
    *folders, name = path.split("/")
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in folders:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=place)
            os.close(place)
            place = inner
        with os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=place), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode) or about.st_nlink > 1 or about.st_size > MOST_SOURCE_BYTES:
                raise OSError(errno.EINVAL, "no ordinary file")
            return file.read(MOST_SOURCE_BYTES)
    finally:
        os.close(place)


def put(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content)
    os.chmod(path, 0o644)
    return path


# The service

class Service:
    """The service, on a port of loopback that nobody else knows, as a user of its own."""

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = "http://127.0.0.1:%d" % self.port
        # A proxy of the environment's knows nothing of this machine's own services.
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        folder = os.path.join(HOME, "service")
        self.process = subprocess.Popen(
            [os.path.join(HOME, "dotnet", "dotnet"), os.path.join(folder, "GradCheck.Api.dll"), "--urls", self.url],
            cwd=folder, user=SERVICE_USER, group=SERVICE_USER, extra_groups=[], start_new_session=True,
            # It lives for one grading: it learns nothing from it (PGO), and needs no heap for each core.
            env={"DOTNET_EnableDiagnostics": "0", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",
                 "DOTNET_TieredPGO": "0", "DOTNET_gcServer": "0"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.wait()
        except BaseException:
            self.process.kill()
            raise
        return self

    def __exit__(self, *error):
        # It holds no state, so there is nothing to wait for.
        self.process.kill()
        self.process.wait()

    def wait(self):
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                return self.get("/health/ready")
            except OSError:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("the service does not start") from None
                time.sleep(0.02)

    def get(self, path):
        with self.opener.open(self.url + path, timeout=30) as answer:
            return answer.read()

    def case(self, layer, case):
        """The inputs of a case. Neither its seed nor its profile goes to the student's process."""
        query = "&".join("%s=%s" % item for item in case.items() if item[0] != "seed")
        made = json.loads(self.get("/v1/%s/cases/%d?%s" % (layer, case["seed"], query)))
        return {"inputs": made["inputs"], "parameters": made["parameters"]}

    def post(self, path, body, valid):
        request = urllib.request.Request(
            self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST")
        try:
            with self.opener.open(request, timeout=120) as answer:
                text = answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                text = error.read().decode()
            print("the service answered %d: %s" % (error.code, text[:2000]), file=sys.stderr)
        valid(text)
        return text


# The student's process

class Student:
    """The process that runs a student's code, as a user that nobody else is, so that it can be ended by its user."""

    def __init__(self, seconds, memory):
        self.seconds, self.memory = seconds, memory
        self.user = random.SystemRandom().randrange(20_000, 60_000, 2)

    def __enter__(self):
        self.pipe, outward = os.pipe()
        self.process = subprocess.Popen(
            [PYTHON, "-I", "-B", os.path.join(HOME, "student.py"), *map(str, (outward, self.user, self.memory, self.seconds))],
            stdin=subprocess.PIPE, stdout=sys.stderr, pass_fds=[outward], start_new_session=True, cwd="/",
            env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", "MPLBACKEND": "Agg"})
        os.close(outward)
        return self

    def __exit__(self, *error):
        end(self.user, self.process)
        os.close(self.pipe)

    def run(self, task):
        """What the functions made of each case, None where there is nothing, and why there is nothing."""
        outcomes = [None] * len(task["cases"])
        most = sum(BYTES_A_CASE + BYTES_A_NUMBER * 4 * numbers(case["inputs"]) for case in task["cases"])
        lines = Lines(self.pipe, most)
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps(task).encode())
            self.process.stdin.close()
        # The first line comes before any code of the student's; without it the machine is at fault, not the student.
        try:
            ready = lines.next(START_SECONDS)
        except (EOFError, TimeoutError):
            ready = None
        if ready != {"ready": True}:
            raise RuntimeError("the student's process is not shut in")
        until = time.monotonic() + self.seconds
        try:
            while None in outcomes:
                number, outcome = outcome_of(lines.next(until - time.monotonic()), len(outcomes))
                if outcome is not None and outcomes[number] is None:
                    outcomes[number] = outcome
            return outcomes, None
        except TimeoutError:
            return outcomes, "TimeoutError: the code was stopped after %g seconds" % self.seconds
        except OverflowError:
            return outcomes, "the code was stopped, as it gave back more than %d kB" % (most // 1000)
        except EOFError:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(1)
            return outcomes, ended(self.process.poll())


class Lines:
    """The lines of a pipe, within a time and a size."""

    def __init__(self, pipe, most):
        self.pipe, self.most, self.read, self.rest = pipe, most, 0, bytearray()
        os.set_blocking(pipe, False)
        self.selector = selectors.DefaultSelector()
        self.selector.register(pipe, selectors.EVENT_READ)

    def next(self, seconds):
        """The next line as JSON, None where it is none; TimeoutError, OverflowError, or EOFError."""
        until = time.monotonic() + seconds
        start = 0
        while (at := self.rest.find(b"\n", start)) < 0:
            start = len(self.rest)
            left = until - time.monotonic()
            if left <= 0 or not self.selector.select(left):
                raise TimeoutError
            part = os.read(self.pipe, 1 << 16)
            if not part:
                raise EOFError
            self.read += len(part)
            if self.read > self.most:
                raise OverflowError
            self.rest += part
        line, self.rest = bytes(self.rest[:at]), self.rest[at + 1:]
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            return None


def outcome_of(line, count):
    """A line from the student's process as its place and what may go on to the service: numbers, and a text."""
    number = line.get("case") if isinstance(line, dict) else None
    if type(number) is not int or not 0 <= number < count:
        return None, None
    submitted, error = line.get("submitted"), line.get("error")
    outcome = {"submitted": {}}
    if isinstance(submitted, dict):
        outcome["submitted"] = {name: array(submitted[name], MOST_AXES) for name in TENSORS if name in submitted}
    if isinstance(error, str):
        outcome["error"] = error[:2000].encode("utf-8", "replace").decode()
    return number, outcome


def array(value, axes):
    """Nested lists of numbers as they are; anything else becomes None, which is no number."""
    if isinstance(value, list):
        return [array(item, axes - 1) for item in value] if axes else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def numbers(value):
    if isinstance(value, dict):
        value = list(value.values())
    return sum(map(numbers, value)) if isinstance(value, list) else 1


def ended(code):
    if code is None or code >= 0:
        return "the code ended its process before it gave anything back"
    try:
        return "the code was ended by %s" % signal.Signals(-code).name
    except ValueError:
        return "the code was ended by signal %d" % -code


def end(user, process):
    """Ends everything that the student's user runs, whatever session it fled to."""
    child = os.fork()
    if child == 0:
        # Effectively the student's user, so that the kernel finds its processes; really another, whom those cannot kill.
        try:
            os.setgroups([])
            os.setresuid(user + 1, user, user + 1)
            os.kill(-1, signal.SIGKILL)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    process.kill()  # It may not have become the student's user yet.
    process.wait()


# The result

def deliver(path, text):
    if path == "-":
        print(text, flush=True)
        return
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, exist_ok=True)
    os.chmod(folder, 0o755)
    # A new file in the place of whatever is there, at once: the result is never half a file.
    handle, fresh = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(fresh, 0o644)
    os.replace(fresh, path)


# What the service cannot write, as it is not there.

def gradescope_failure(reason):
    test = {"name": "Grading failed", "score": 0, "max_score": 0, "status": "failed", "output": reason}
    return json.dumps({"score": 0, "tests": [test]})


def prairielearn_failure(reason):
    return json.dumps({"gradable": False, "score": 0.0, "format_errors": [reason], "message": reason})


def github_failure(reason):
    test = {"name": "Grading failed", "status": "error", "score": 0, "message": reason,
            "test_code": "", "filename": "", "line_no": 0, "duration": 0}
    result = {"version": 1, "status": "error", "max_score": 0, "tests": [test]}
    return base64.b64encode(json.dumps(result).encode()).decode()


FAILURES = {"gradescope": gradescope_failure, "prairielearn": prairielearn_failure, "github-classroom": github_failure}
VALID = {"gradescope": json.loads, "prairielearn": json.loads,
         "github-classroom": lambda text: json.loads(base64.b64decode(text, validate=True))}

if __name__ == "__main__":
    main()
