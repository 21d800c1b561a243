"""GradCheck from Python: is my backward pass right, and if not, what is wrong with it?

    import gradcheck_client as gradcheck

    gradcheck.check("batchnorm", x=x, dout=dout, gamma=gamma, dx=my_dx)      # arrays that you have
    gradcheck.check_functions(layernorm_forward, layernorm_backward)         # functions, on cases of the service
    gradcheck.check_file("layers.py", layer="batchnorm")                     # code, line by line
    gradcheck.gradients("batchnorm", x=x, dout=dout)["dx"]                   # the right answer
    gradcheck.grade("batchnorm", cases=[...], rubric=[...])                  # points
    gradcheck.grade_file("layers.py", layer="batchnorm")                     # points for code

and from a shell: python gradcheck_client.py check layers.py --layer batchnorm

A report prints as text, shows itself as HTML in a notebook, and is true where everything is right. The service is at
`url=...`, or where the environment variable GRADCHECK_URL says, or at http://localhost:8080.

One file for Python 3.8 and later. It needs nothing but the standard library; with NumPy, arrays go in and come out, and
travel as they are.
"""

import argparse
import collections
import html
import http.client
import inspect
import io
import json
import math
import os
import re
import socket
import sys
import textwrap
import tokenize
import traceback
import urllib.error
import urllib.parse
import urllib.request
import zipfile

try:
    import numpy
except ImportError:
    numpy = None

__all__ = [
    "GradCheckError", "Report", "case", "check", "check_file", "check_functions", "grade", "grade_file", "gradients",
    "run_functions",
]

DEFAULT_URL = "http://localhost:8080"
DEFAULT_TIMEOUT = 60.0

# What can be submitted. The updated running statistics can be too, but by keyword those are the ones from before.
SUBMITTABLE = ("out", "mean", "var", "xhat", "dxhat", "dvar", "dmean", "dx", "dgamma", "dbeta")
RUNNING = ("running_mean", "running_var")
WITH_RUNNING_STATISTICS = ("batchnorm", "spatial_batchnorm")

# What functions are run on: each shows mistakes that the others hide. The first is called just as in the course; the
# third has options that are not the defaults, for code that ignores them; `offset` is for a variance in one pass.
CASES = (
    {"seed": 1},
    {"seed": 2, "profile": "discriminating"},
    {"seed": 3, "eps": 1e-3, "momentum": 0.8},
    {"seed": 4, "profile": "offset"},
    {"seed": 5, "mode": "eval"},
)


# What the service is asked

def check(layer, submitted=None, url=None, timeout=None, **fields):
    """Says whether tensors of your own are right and, where one is not, why; returns a Report.

    layer      "batchnorm", "spatial_batchnorm", "layernorm", "groupnorm", "instancenorm" or "rmsnorm"
    **fields   the batch: x, dout, gamma, beta, eps, groups, mode, momentum, running_mean, running_var;
               yours: any of out, mean, var, xhat, dxhat, dvar, dmean, dx, dgamma, dbeta;
               conventions: ddof (0, or 1 for Bessel's variance), momentum_of ("old", or "new" as in PyTorch),
               running_ddof, channels ("first" or "last"), normalized_shape (of layernorm and rmsnorm);
               how: reveal ("verdict", "index", "hint", "cause" or "fix"), tolerance ({"rtol", "atol"}), precision,
               include (["example"]: the smallest batch on which the mistake shows)
    submitted  yours as a dict; here go the updated running statistics, as running_mean and running_var

        gradcheck.check("batchnorm", x=x, dout=dout, gamma=gamma, beta=beta, dx=dx, dgamma=dgamma, dbeta=dbeta)

    Arrays are NumPy's, PyTorch's or nested lists. A wrong answer is a report; GradCheckError says that the batch
    itself does not fit, or that there is no service.
    """
    yours = dict(submitted or {})
    yours.update((name, fields.pop(name)) for name in SUBMITTABLE if name in fields)
    judged = _judge(_Service(url, timeout), layer, fields, yours)
    return _report_of_one(layer, judged)


def check_functions(
        forward, backward, layer=None, cases=None, test_mode=True, reveal=None, url=None, timeout=None, **fields):
    """Runs your functions on cases of the service and says what is wrong with them; returns a Report.

    forward    forward(x, gamma, beta, param) -> (out, cache), as in CS231n; for groupnorm
               forward(x, gamma, beta, G, param). One that takes no param is called without it
    backward   backward(dout, cache) -> (dx, dgamma, dbeta)
    layer      where it is left out, the names of the functions tell, as in layernorm_forward; else it is "batchnorm"
    cases      a list of {"seed", "profile", sizes such as "n" and "d", "eps", "momentum", "mode"}; by default five
               that bring out what ordinary numbers hide
    test_mode  False leaves out the case with param["mode"] == "test"
    reveal     how much to tell: "verdict", "index", "hint", "cause" or "fix"
    **fields   the conventions that your functions follow: ddof, momentum_of, running_ddof; and include, tolerance,
               precision as in check

        gradcheck.check_functions(batchnorm_forward, batchnorm_backward)
        gradcheck.check_functions(my_forward, my_backward, layer="batchnorm", momentum_of="new", running_ddof=1)

    Your functions get copies. Where they raise, the report says where; there is no limit on their time.
    """
    layer = _layer_of(forward, backward, layer)
    service = _Service(url, timeout)
    runs = [
        _run_case(service, forward, backward, layer, wanted)
        for wanted in _wanted(CASES if cases is None else cases)
        if _applies(wanted, layer, forward, test_mode)
    ]
    if not runs:
        raise ValueError("cases is empty: there is nothing to run the functions on")
    runs = _without_test_mode(runs)
    for run in runs:
        if run.submitted:
            run.judged = _judge(service, layer, dict(run.fields, **_given(dict(fields, reveal=reveal))), run.submitted)
    return _report_of_runs(layer, runs)


def check_file(path, layer=None, forward_name=None, backward_name=None, url=None, timeout=None, **fields):
    """Sends the code of a file to be checked line by line, without running it here; returns a Report.

    layer          the layer that the code is of; where it is left out, the names of the functions tell
    forward_name   the function that goes forward, where it is not named as in CS231n; backward_name likewise
    **fields       whatever else the route takes: seed, profile, inputs, dout, differentiate, eps, groups, and the
                   conventions ddof, momentum_of, running_ddof, channels, normalized_shape
    """
    request = _program(path, layer, forward_name=forward_name, backward_name=backward_name, **fields)
    answer = _Service(url, timeout).post("/v1/programs/check", request, "verdict", "first_wrong_line")
    return _report_of_program(os.path.basename(path), answer)


def gradients(layer, url=None, timeout=None, **fields):
    """Runs a batch forward and backward; returns a dict of arrays: out, dx, dgamma, dbeta, and what was asked for.

    **fields   x and dout; gamma, beta, eps, groups, mode, momentum, running_mean, running_var; the conventions ddof,
               momentum_of, running_ddof, channels, normalized_shape;
               numeric (True, or {"method", "step"}), include (any of "intermediates", "paths")

        gradcheck.gradients("batchnorm", x=x, dout=dout, include=["intermediates"])["intermediates"]["xhat"]
    """
    return _arrays(_Service(url, timeout).post(_path(layer, "gradients"), _batch(fields)))


def case(layer, seed, url=None, timeout=None, **query):
    """Gets the batch of a seed, the same on every machine; returns a dict with inputs (arrays) and parameters.

    **query    profile ("typical", "discriminating", ...), sizes (n and d, or n, c, h and w; groups),
               include="answers" for every tensor as it should be
    """
    return _arrays(_Service(url, timeout).get(_path(layer, "cases", seed), query))


def grade(layer, cases=None, rubric=None, format=None, reveal=None, title=None, url=None, timeout=None, **fields):
    """Grades submissions for cases of given seeds; returns a Report with score and max_score, or a grader's file.

    cases      a list of {"seed", "submitted": {"dx": ...}}, with the profile and sizes of the case; run_functions
               makes them
    rubric     a list of {"tensor", "points"}
    format     "gradescope", "prairielearn", "junit", ...: then the result is that grader's file, as text
    reveal     how much the reasons tell; title: what the report is called; **fields: whatever else the route takes
    """
    if hasattr(cases, "__iter__") and not isinstance(cases, (dict, str)):
        cases = [_submission(case, (type(None), str)) for case in cases]
    request = dict(_given({"cases": cases, "rubric": rubric, "reveal": reveal, "title": title}), **fields)
    return _graded(_Service(url, timeout), _path(layer, "grade"), _batch(request), format, title or layer)


def grade_file(
        path, layer=None, rubric=None, format=None, reveal=None, title=None, url=None, timeout=None, **fields):
    """Grades the code of a file, without running it here; returns a Report, or a grader's file.

    rubric     a list of {"part", "points"}: parts are forward, dx and the other gradients, test_mode
    **fields   partial, penalty_once, and whatever check_file takes; layer, format, reveal and title as for those
    """
    request = _program(path, layer, rubric=rubric, reveal=reveal, title=title, **fields)
    return _graded(_Service(url, timeout), "/v1/programs/grade", request, format, title or os.path.basename(path))


def run_functions(forward, backward, layer=None, cases=({"seed": 1},), url=None, timeout=None):
    """Runs functions on cases and returns what `grade` takes: a list of {"seed", ..., "submitted", "error"}.

    cases      a list of {"seed", "profile", sizes}. Where a function raises, `error` says so and nothing is submitted
               of what it should have made; layer as for check_functions. A case with "inputs" and "parameters", as `case` answers them, is run on
               those, and the service is not asked: for a process without a network
    """
    layer = _layer_of(forward, backward, layer)
    service = _Service(url, timeout)
    made = []
    for wanted in _wanted(cases):
        run = _run_case(service, forward, backward, layer, wanted)
        entry = {key: value for key, value in wanted.items() if key not in ("inputs", "parameters")}
        entry["submitted"] = run.submitted
        if run.faults:
            entry["error"] = "; ".join(fault.headline for fault in run.faults)
        entry = _submission(entry)
        entry["submitted"] = {name: _listed(value) for name, value in entry["submitted"].items()}
        made.append(entry)
    return made


def _submission(entry, passed_on=()):
    """A case as it travels: what cannot be an array is not submitted, and the error of its case."""
    if not isinstance(entry, dict) or not isinstance(entry.get("submitted"), dict):
        return entry
    entry, submitted, faults = dict(entry), {}, [entry["error"]] if entry.get("error") else []
    for name, value in entry["submitted"].items():
        try:
            submitted[name] = value if isinstance(value, passed_on) else _tensor(value)
        except TypeError as fault:
            faults.append(_unusable(name, str(fault)).headline)
    entry["submitted"] = submitted
    if faults:
        entry["error"] = "; ".join(map(str, faults))
    return entry


class GradCheckError(Exception):
    """The service cannot answer: what was sent does not fit, or there is no service.

    status     the HTTP status; None where there was no answer
    problem    the problem details (RFC 9457) as a dict; empty where there were none
    errors     what is wrong, by place: {"dout[2]": ["has 4 values, but x has 5 columns"]}
    """

    def __init__(self, message, status=None, problem=None):
        super().__init__(message)
        self.status = status
        self.problem = problem or {}
        self.errors = self.problem.get("errors") or {}


# The wire

NPZ = "application/x-npz"


class _Service:
    """The service at one address."""

    def __init__(self, url=None, timeout=None, arrays=numpy is not None):
        self.url = (url or os.environ.get("GRADCHECK_URL") or DEFAULT_URL).rstrip("/")
        self.timeout = DEFAULT_TIMEOUT if timeout is None else timeout
        self.arrays = arrays
        address = urllib.parse.urlsplit(self.url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise GradCheckError("the service's address is %r, but it looks like %s" % (self.url, DEFAULT_URL))
        # A proxy knows nothing of this machine's own services, even where the environment forgets to say so.
        local = address.hostname in ("localhost", "127.0.0.1", "::1")
        self.opener = urllib.request.build_opener(*[urllib.request.ProxyHandler({})] if local else [])

    def get(self, path, query=None):
        return self.read(*self.send("GET", path, None, query))

    def post(self, path, body, *needed):
        return self.read(*self.send("POST", path, body), needed)

    def read(self, data, kind, needed=()):
        """An answer as a dict, with what a report cannot do without."""
        try:
            answer = _unpacked(data) if kind == NPZ else json.loads(data.decode("utf-8", "replace"))
            if isinstance(answer, dict) and all(name in answer for name in needed):
                return answer
        except (ValueError, LookupError, TypeError, zipfile.BadZipFile):
            pass
        raise GradCheckError("%s answers with %s that is not GradCheck's: is it its address?" % (self.url, kind))

    def send(self, method, path, body=None, query=None):
        """Returns the answer's bytes and its media type; raises GradCheckError for anything but a success."""
        address = self.url + path + ("?" + urllib.parse.urlencode(query) if query else "")
        data, kind = (None, None) if body is None else _packed(body) if self.arrays else _encode(body)
        headers = {"Content-Type": kind} if kind else {}
        if self.arrays:
            # A route without tensors, and an older service, have no other answer than theirs.
            headers["Accept"] = NPZ + ", */*;q=0.5"
        request = urllib.request.Request(address, data, headers, method=method)
        try:
            with self.opener.open(request, timeout=self.timeout) as answer:
                return answer.read(), answer.headers.get_content_type()
        except urllib.error.HTTPError as error:
            with error:
                problem = _problem(error, self.url)
            if problem.status == 415 and kind == NPZ:
                self.arrays = False
                return self.send(method, path, body, query)
            raise problem from None
        # URLError is an OSError; a ValueError is an address that is none; an HTTPException is no HTTP.
        except (OSError, ValueError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, (socket.timeout, TimeoutError)):
                raise GradCheckError(
                    "no answer from %s within %g s; timeout=... waits longer" % (self.url, self.timeout)) from None
            raise GradCheckError(
                "no answer from %s (%s): is the service running? Say where it is with url=... or in the environment "
                "variable GRADCHECK_URL" % (self.url, reason)) from None


def _encode(body):
    """The body of a request, and its media type. Python's bare NaN and Infinity are what the service reads."""
    return json.dumps(body, default=lambda array: array.tolist()).encode("utf-8"), "application/json"


def _packed(body):
    """The same with its arrays beside the JSON, each called as its place in it: cases[0].submitted.dx."""
    arrays = {}
    rest = _without(body, "", arrays)
    if not arrays:
        return _encode(body)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("request.json", _encode(rest)[0])
        for place, array in arrays.items():
            with archive.open(place + ".npy", "w", force_zip64=True) as member:
                numpy.lib.format.write_array(member, array, allow_pickle=False)
    return packed.getvalue(), NPZ


def _without(value, place, arrays):
    """A value without the arrays in it, which are put aside under their places."""
    if isinstance(value, list):
        return [_without(item, "%s[%d]" % (place, at), arrays) for at, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    rest = {}
    for name, item in value.items():
        inner = place + "." + name if place else name
        if isinstance(item, _ARRAY) and name.isidentifier():
            arrays[inner] = item
        else:
            rest[name] = _without(item, inner, arrays)
    return rest


def _unpacked(data):
    """An answer of which every array stands beside the JSON."""
    with numpy.load(io.BytesIO(data), allow_pickle=False) as archive:
        answer = json.loads(archive["answer.json"])
        for place in archive.files:
            if place == "answer.json":
                continue
            steps = [int(at) if at else name for at, name in re.findall(r"\[(\d+)\]|([^.\[\]]+)", place)]
            inside = answer
            for step in steps[:-1]:
                inside = inside.setdefault(step, {}) if isinstance(inside, dict) else inside[step]
            inside[steps[-1]] = archive[place]
    return answer


def _problem(error, url):
    try:
        problem = json.loads(error.read().decode("utf-8", "replace"))
        title = problem["title"]
    except (ValueError, KeyError, TypeError, OSError, http.client.HTTPException):
        return GradCheckError(
            "%s answers %s %s, which is not GradCheck's: is it its address?" % (url, error.code, error.reason),
            error.code)
    errors = problem.get("errors") or {}
    lines = ["%s: %s" % (place, message) for place, messages in errors.items() for message in messages]
    return GradCheckError("\n  ".join([title] + (lines or [problem.get("detail") or ""])).rstrip(), error.code, problem)


def _given(request):
    return {key: value for key, value in request.items() if value is not None}


def _path(layer, *parts):
    return "/v1/" + "/".join(urllib.parse.quote(str(part), safe="") for part in (layer,) + parts)


_ARRAY = () if numpy is None else numpy.ndarray


def _plain(value):
    """A value as it travels: NumPy's arrays as they are, others' as lists. TypeError says what cannot be."""
    if value is None or isinstance(value, (str, bool, float, int)):
        # A number of NumPy's that inherits from Python's would print as itself.
        return float(value) if isinstance(value, float) else value
    if numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)) and value.dtype.kind in "fiu":
        # Numbers wider than a double are more than the service reads.
        value = value if value.dtype.itemsize <= 8 else value.astype(float)
        return value if isinstance(value, numpy.ndarray) and value.ndim else value.tolist()
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [item.tolist() if isinstance(item, _ARRAY) else item for item in map(_plain, value)]
    for turn in ("detach", "tolist", "to_numpy", "numpy"):
        if callable(getattr(value, turn, None)):
            turned = getattr(value, turn)()
            return _plain(getattr(turned, "tolist", lambda: turned)() if turn == "detach" else turned)
    raise _no_array(value)


def _tensor(value):
    """A student's tensor as JSON has it; whether its numbers are of the right shape is for the service to say."""
    if value is None or isinstance(value, (str, dict)):
        raise _no_array(value)
    try:
        return _plain(value)
    except TypeError:
        raise
    except Exception as error:  # Whatever it is, it is a student's, and no accident of ours.
        raise TypeError("cannot be read as an array: %s" % _raised(error)) from None


def _no_array(value):
    return TypeError("is %s, but an array of numbers belongs here" % _kind(value))


def _kind(value):
    if value is None:
        return "None"
    name = type(value).__name__
    return ("an " if name[0] in "aeiouAEIOU" else "a ") + name


def _arrays(value, name=None):
    """An answer with its tensors as NumPy's arrays; without NumPy as it is."""
    if isinstance(value, dict):
        return {key: _arrays(item, key) for key, item in value.items()}
    if isinstance(value, list):
        if name in ("shape", "index"):
            return tuple(value)
        if numpy is not None and value and all(item is None or isinstance(item, (int, float)) for item in _flat(value)):
            return numpy.array(value, dtype=float)
        return [_arrays(item) for item in value]
    return value


def _flat(value):
    if isinstance(value, _ARRAY):
        yield from value.ravel().tolist()
    elif isinstance(value, list):
        for item in value:
            yield from _flat(item)
    else:
        yield value


def _shape(value):
    if isinstance(value, _ARRAY):
        return value.shape
    sizes = []
    while isinstance(value, list):
        sizes.append(len(value))
        value = value[0] if value else None
    return tuple(sizes)


# Running a student's functions

class _Run:
    """One case: what the functions were given, what they made of it, and what the service says."""

    def __init__(self, name, fields):
        self.name = name
        self.fields = fields
        self.submitted = {}
        self.faults = []
        self.notes = []
        self.judged = None
        # Whether the running statistics came back as they went in, or test mode gave what training gives; None where
        # the case has neither.
        self.same_as_training = None

    @property
    def tensors(self):
        return self.judged.answer["tensors"] if self.judged else {}

    @property
    def failed(self):
        return bool(self.faults or self.judged and (self.judged.faults or self.judged.answer["verdict"] != "match"))


def _layer_of(forward, backward, layer):
    """The layer that two functions are of: by their names, which may not say another than `layer` does."""
    told = {}
    for function in (forward, backward):
        name = getattr(function, "__name__", None)
        named = _layer_named(name) if isinstance(name, str) else None
        if named:
            told.setdefault(named, name)
    if layer is None and len(told) > 1:
        words = " and ".join("%s of %s" % (name, named) for named, name in told.items())
        raise ValueError("the two functions are named after different layers: %s; give the pair of one layer" % words)
    layer = layer or next(iter(told), "batchnorm")
    for named, name in told.items():
        if named != layer:
            raise ValueError("layer is %r, but %s is named after %s: leave layer out, or give the functions of %s"
                             % (layer, name, named, layer))
    if layer in OTHER_LAYERS:
        raise ValueError("check_functions runs the normalization layers alone; for %s there is check_file, which reads"
                         " the code" % layer)
    return layer


def _layer_named(name):
    plain = name.lower().replace("_", "")
    for known in NORMALIZATION:
        if known.replace("_", "") in plain:
            return LAYERS[known]
    match = re.match(r"(\w+?)_(?:forward|backward)", name)
    return LAYERS.get(match.group(1)) if match else None


def _wanted(cases):
    for at, wanted in enumerate(cases):
        if not isinstance(wanted, dict) or "seed" not in wanted:
            raise ValueError("cases[%d] is %r, but a case has a seed, such as {\"seed\": 1}" % (at, wanted))
        yield wanted


def _applies(wanted, layer, forward, test_mode):
    if wanted.get("mode") != "eval":
        return True
    return test_mode and layer in WITH_RUNNING_STATISTICS and _takes(forward, _positions(layer))


def _positions(layer):
    return 5 if layer == "groupnorm" else 4


def _takes(function, count):
    """Whether a function takes so many values by position; where Python cannot tell, as the course's do."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return True
    kinds = [parameter.kind for parameter in parameters]
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        return True
    by_position = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return sum(kind in by_position for kind in kinds) >= count


def _run_case(service, forward, backward, layer, wanted):
    options = {key: wanted[key] for key in ("eps", "momentum", "mode") if key in wanted}
    if layer not in WITH_RUNNING_STATISTICS:
        options.pop("momentum", None)
    if not _takes(forward, _positions(layer)):
        options = {}
    query = {key: value for key, value in wanted.items() if key not in ("seed", "eps", "momentum", "mode")}
    made = wanted if "inputs" in wanted else service.get(_path(layer, "cases", wanted["seed"]), query)
    inputs, groups = made["inputs"], made["parameters"].get("groups")
    fields = dict(inputs, **options)
    if groups is not None:
        fields["groups"] = groups
    if "momentum" in options or options.get("mode") == "eval":
        width = len(inputs["gamma"])
        fields["running_mean"] = [0.5 - 0.25 * i for i in range(width)]
        fields["running_var"] = [0.5 + 0.25 * i for i in range(width)]
    run = _Run(", ".join(["seed %s" % wanted["seed"], made.get("profile", "typical")] + _words(options)), fields)
    if layer != "groupnorm":
        _forward_and_backward(run, forward, backward, layer)
        return run
    # The course's notebook passes gamma and beta as (1, C, 1, 1), earlier ones as (C,): code for either is right.
    kept = {name: [[[[value]] for value in fields[name]]] for name in ("gamma", "beta")}
    notebook = _Run(run.name, dict(fields, **kept))
    _forward_and_backward(notebook, forward, backward, layer)
    if _fits(notebook):
        return notebook
    _forward_and_backward(run, forward, backward, layer)
    return run if _fits(run) else notebook


def _fits(run):
    return not run.faults and _shape(_listed(run.submitted["out"])) == _shape(run.fields["x"])


def _words(options):
    return ["test mode" if value == "eval" else "%s %s" % (key, value) for key, value in options.items()]


def _arguments(fields, forward, layer, param):
    given = [_copy(fields[name]) for name in ("x", "gamma", "beta")]
    if layer == "groupnorm":
        given.append(fields["groups"])
    return given + [param] if _takes(forward, len(given) + 1) else given


def _forward_and_backward(run, forward, backward, layer):
    fields = run.fields
    param = _param(fields, layer)
    given = _arguments(fields, forward, layer, param)
    made = _call(run, "forward", forward, given)
    if made is None:
        return
    if not (isinstance(made, (tuple, list)) and len(made) == 2):
        run.faults.append(_misfit("forward", forward, made, "(out, cache)"))
        return
    out, cache = made
    run.submitted["out"] = _copy(out)
    for name, array in zip(("x", "gamma", "beta"), given):
        if not _same(array, fields[name]):
            run.notes.append(
                "forward changes %s in place: whoever calls it loses their own array. Work on a copy." % name)
    if fields.get("mode") == "eval":
        train = _param(dict(fields, mode="train"), layer)
        again = _call(_Run(run.name, fields), "forward", forward, _arguments(fields, forward, layer, train))
        run.same_as_training = isinstance(again, (tuple, list)) and len(again) == 2 and _same(out, _listed(again[0]))
        return
    if "running_mean" in fields:
        run.submitted.update((name, _copy(param.get(name))) for name in RUNNING)
        run.same_as_training = all(_same(param.get(name), fields[name]) for name in RUNNING)
    dout = _copy(fields["dout"])
    made = _call(run, "backward", backward, [dout, cache])
    if made is None:
        return
    if not (isinstance(made, (tuple, list)) and len(made) == 3):
        run.faults.append(_misfit("backward", backward, made, "(dx, dgamma, dbeta)"))
        return
    run.submitted.update(zip(("dx", "dgamma", "dbeta"), made))
    if not _same(dout, fields["dout"]):
        run.notes.append("backward changes dout in place: the layer before it gets the changed one. Work on a copy.")


def _without_test_mode(runs):
    """Code that knows no running statistics at all is a derivation and no layer to train with: only that is judged."""
    with_statistics = [run for run in runs if run.same_as_training is not None]
    trained = [run for run in runs if run.fields.get("mode") != "eval"]
    if not with_statistics or not trained or not all(run.same_as_training for run in with_statistics):
        return runs
    for run in trained:
        for name in RUNNING:
            run.submitted.pop(name, None)
    trained[0].notes.append(
        "forward ignores the mode and the running statistics in its last argument, so only training is judged.")
    return trained


def _param(fields, layer):
    """The dict that the course calls bn_param, ln_param or gn_param."""
    param = {name: fields[name] for name in ("eps", "momentum") if name in fields}
    if layer in WITH_RUNNING_STATISTICS:
        param["mode"] = "test" if fields.get("mode") == "eval" else "train"
        param.update((name, _copy(fields[name])) for name in RUNNING if name in fields)
    return param


def _call(run, role, function, arguments):
    try:
        made = function(*arguments)
    except (Exception, SystemExit) as error:  # Whatever a student's code raises is an answer, and no accident of ours.
        run.faults.append(_crash(role, function, error))
        return None
    if made is None:
        run.faults.append(_misfit(role, function, None, "(out, cache)" if role == "forward" else "(dx, dgamma, dbeta)"))
    return made


def _crash(role, function, error):
    """Where a student's function raised: the innermost line of its own file."""
    frames = traceback.extract_tb(error.__traceback__)[1:]
    own = getattr(getattr(inspect.unwrap(function), "__code__", None), "co_filename", None)
    frame = next((frame for frame in reversed(frames) if frame.filename == own), frames[-1] if frames else None)
    lines = [("title", "%s raised %s" % (_named(role, function), _raised(error)))]
    if frame is not None:
        # The file of a notebook's cell has a name that says nothing.
        cell = frame.filename.startswith("<") or "ipykernel" in frame.filename
        file = "" if cell else os.path.basename(frame.filename) + ", "
        lines.append(("text", "%sline %s, in %s:" % (file, frame.lineno, frame.name)))
        if frame.line:
            lines.append(("code", frame.line))
    return _Part(role, "mismatch", lines)


def _raised(error):
    return _shorten(" ".join(traceback.format_exception_only(type(error), error)[-1].split()), 300)


def _misfit(role, function, made, expected):
    if isinstance(made, (tuple, list)):
        what = "%d value%s" % (len(made), "" if len(made) == 1 else "s")
    else:
        what = _kind(made)
    words = "%s returned %s, but %s belongs here" % (_named(role, function), what, expected)
    return _Part(role, "mismatch", [("title", words)])


def _named(role, function):
    name = getattr(function, "__name__", role)
    return role if name in (role, "<lambda>") else "%s (%s)" % (role, name)


def _copy(value):
    """A student gets what nobody else holds: an array, or lists where there is no NumPy."""
    if numpy is not None and isinstance(value, numpy.ndarray):
        return value.copy()
    if not isinstance(value, list):
        return value
    return numpy.array(value, dtype=float) if numpy is not None else [_copy(item) for item in value]


def _listed(value):
    """A value as nested lists; None where it is no array."""
    try:
        value = _plain(value)
    except TypeError:
        return None
    return value.tolist() if isinstance(value, _ARRAY) else value


def _same(array, before):
    return list(_flat(_listed(array))) == list(_flat(before))


# What the service says, as a report

class Report:
    """What is right, what is not, and why. Prints as text; shows itself as HTML in a notebook; true where all is right.

    verdict    "match", "mismatch", or what else the service says
    data       the service's own answer: a dict; of check_functions a list of them, one a case
    score, max_score   of a grade; elsewhere None
    """

    def __init__(self, title, summary, verdict, parts, notes=(), data=None, score=None, max_score=None):
        self.title = title
        self.summary = summary
        self.verdict = verdict
        self.data = data
        self.score = score
        self.max_score = max_score
        self._parts = list(parts)
        self._notes = list(collections.OrderedDict.fromkeys(notes))

    def __bool__(self):
        return self.verdict == "match"

    def __str__(self):
        return _text(self)

    __repr__ = __str__

    def _repr_html_(self):
        return _html(self)


class _Part:
    """One paragraph of a report: a tensor, a function, a line of code or an item of a rubric.

    lines      pairs of a kind and a text: "title", "text", "fix", "place" or "code"
    """

    def __init__(self, name, verdict, lines=(), where=None, heat=None):
        self.name = name
        self.verdict = verdict
        self.lines = list(lines)
        self.where = where
        self.heat = heat

    @property
    def headline(self):
        return self.lines[0][1] if self.lines else self.name


WORDS = {"match": "right", "mismatch": "wrong", "inconclusive": "cannot be told"}


def _word(verdict):
    return WORDS.get(verdict, str(verdict).replace("_", " "))


# The service's answer to one submission; what could not be sent; and, where something is wrong, what is right.
_Judged = collections.namedtuple("_Judged", "answer faults submitted expected")


def _judge(service, layer, fields, yours):
    faults, submitted = [], {}
    for name, value in yours.items():
        try:
            submitted[name] = _tensor(value)
        except TypeError as fault:
            faults.append(_unusable(name, str(fault)))
    batch = _batch(fields)
    answer = None
    while submitted or not faults:
        try:
            request = dict(batch, submitted=submitted)
            answer = service.post(_path(layer, "check"), request, "verdict", "tensors", "warnings")
            break
        except GradCheckError as error:
            # What a student made may not even be an array of numbers: that too is an answer, and the rest is judged.
            unusable = {name: _about(error, name) for name in submitted if _about(error, name)}
            if not unusable or sum(map(len, unusable.values())) < sum(map(len, error.errors.values())):
                raise
            for name, words in unusable.items():
                faults.append(_unusable(name, words[0].replace("submitted.", "")))
                del submitted[name]
    if answer is None:
        answer = {"verdict": "mismatch", "tensors": {}, "first_departure": None, "warnings": []}
    return _Judged(answer, faults, submitted, _expected(service, layer, batch, submitted, answer))


def _batch(fields):
    batch = {}
    for name, value in fields.items():
        try:
            batch[name] = _plain(value)
        except TypeError as fault:
            raise TypeError("%s %s" % (name, fault)) from None
    return batch


def _about(error, name):
    """The words of an error that are about one submitted tensor, with their place in it."""
    place = "submitted." + name
    return [
        ("%s %s" % (key[len(place):], message)).strip()
        for key, messages in error.errors.items() if key == place or key.startswith((place + "[", place + "."))
        for message in messages
    ]


def _unusable(name, words):
    return _Part(name, "mismatch", [("title", "%s%s%s" % (name, "" if words.startswith("[") else " ", words))])


# Pictures of larger tensors would cost more than the check.
LARGEST_PICTURE = 65536


def _expected(service, layer, batch, submitted, answer):
    """The right tensors, for a picture of the errors; none where nothing is wrong or the answers are held back."""
    tensors = answer["tensors"].items()
    wrong = [name for name, tensor in tensors if tensor["verdict"] != "match" and tensor.get("metrics")]
    if not wrong or sum(1 for _ in _flat(submitted[wrong[0]])) > LARGEST_PICTURE:
        return {}
    request = {key: value for key, value in batch.items() if key not in ("tolerance", "precision", "reveal", "include")}
    try:
        right = service.post(_path(layer, "gradients"), dict(request, include=["intermediates"]))
    except GradCheckError:
        return {}
    return dict(right.pop("intermediates", None) or {}, **right)


def _report_of_one(layer, judged):
    parts = list(judged.faults)
    for name, tensor in judged.answer["tensors"].items():
        parts.append(_Part(name, tensor["verdict"], _lines(name, tensor), heat=_heat(name, tensor, judged)))
    notes = _order_note(judged.answer) + [warning["message"] for warning in judged.answer["warnings"]]
    verdict = "mismatch" if judged.faults else judged.answer["verdict"]
    return Report(layer, _word(verdict), verdict, parts, notes, judged.answer)


def _order_note(answer):
    first = answer.get("first_departure")
    wrong = sum(tensor["verdict"] == "mismatch" for tensor in answer["tensors"].values())
    if not first or wrong < 2:
        return []
    return ["%s is the first to go wrong; mend it first, because later ones follow from it." % first]


def _lines(name, tensor):
    lines = [("text", tensor["note"])] if tensor.get("note") else []
    findings = tensor.get("findings") or []
    for finding in _alone_or_together(findings):
        lines += _lines_of_finding(finding)
    return lines + _places(name, tensor)


def _lines_of_finding(finding):
    """What is wrong; below the level of reveal that tells the cause, the question that leads to it."""
    lines = [("title", finding.get("title")), ("text", finding.get("explanation") or finding.get("hint"))]
    return [line for line in lines if line[1]] + _fix_of(finding) + _example_of(finding)


def _example_of(told):
    """The smallest batch on which the mistake shows, to be worked out by hand: of a finding, or of a program."""
    example = told.get("example")
    if not isinstance(example, dict) or not example.get("inputs"):
        return []
    given = list(example["inputs"].items())
    name = example.get("tensor")
    yours = example.get("got")
    lines = [("text", "The smallest example, to work out by hand:")]
    lines.append(("place", ", ".join("%s = %s" % (key, _in_short(value)) for key, value in given)))
    made = example.get("raised") or "%s = %s" % (name, _in_short(yours))
    lines.append(("place", "%s, right is %s" % (made, _in_short(example.get("right")))))
    line = example.get("line")
    if isinstance(line, dict) and line.get("name") and line.get("right") is not None:
        lines.append(("place", "line %s: %s = %s, right is %s" % (
            line.get("line"), line["name"], _in_short(line.get("value")), _in_short(line["right"]))))
    return lines


def _in_short(value):
    """A number or an array of them to four digits, as nested lists."""
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, (list, tuple)):
        return "[%s]" % ", ".join(map(_in_short, value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "%.4g" % (value + 0.0)
    return "none" if value is None else str(value)


def _fix_of(finding):
    lines = [(kind, finding[key]) for kind, key in (("fix", "fix"), ("text", "tried")) if finding.get(key)]
    if lines and finding.get("confirmed"):
        lines.append(("text", "Confirmed on %s of other sizes." % _cases(finding["confirmed"]["cases"])))
    return lines


def _alone_or_together(findings):
    """The likeliest finding, with those that explain the tensor only together with it."""
    if not findings:
        return []
    together = findings[0].get("together") or []
    return findings[:1] + [finding for finding in findings[1:] if finding.get("code") in together]


def _places(name, tensor, most=3):
    worst = tensor.get("worst") or []
    if not worst:
        return []
    metrics = tensor.get("metrics")
    if metrics:
        count = metrics["mismatched"]
        lines = [("text", "%d %s off, the worst:" % (count, "entry is" if count == 1 else "entries are"))]
    else:
        lines = [("text", "wrong at:")]
    for entry in worst[:most]:
        place = "%s[%s] = %s" % (name, ", ".join(map(str, entry["index"])), _number(entry["submitted"]))
        lines.append(("place", place + (", right is %s" % _number(entry["expected"]) if "expected" in entry else "")))
    return lines


def _number(value):
    return "nan" if value is None else repr(value)


def _heat(name, tensor, judged):
    """How far off each entry is: a picture for a notebook; None where there is nothing to draw."""
    if tensor["verdict"] == "match" or not tensor.get("worst"):
        return None
    submitted = judged.submitted[name]
    values = list(_flat(submitted))
    right = judged.expected.get(name)
    if right is not None:
        truth = list(_flat(right))
        if len(truth) != len(values):
            return None
        return _Heat(name, _shape(right), values, truth, tensor["metrics"]["mismatched"])
    return _Heat(name, _shape(submitted), values, None, 0, [entry["index"] for entry in tensor["worst"]])


def _report_of_runs(layer, runs):
    parts = _faults_of(runs)
    for name in collections.OrderedDict.fromkeys(name for run in runs for name in run.tensors):
        told = [(run, run.tensors[name]) for run in runs if name in run.tensors]
        wrong = [(run, tensor) for run, tensor in told if tensor["verdict"] != "match"]
        notes = [("text", tensor["note"]) for _, tensor in told if tensor.get("note")][:1]
        if not wrong:
            parts.append(_Part(name, "match", notes))
            continue
        parts += _explained(name, wrong, len(told))
    failed = sum(run.failed for run in runs)
    verdict = _worst(part.verdict for part in parts)
    summary = ("%s %s" % (_word(verdict), _in_cases(failed or len(runs), len(runs)))).strip()
    notes = [note for run in runs for note in run.notes]
    first = next((run.judged.answer for run in runs if run.judged and _order_note(run.judged.answer)), None)
    notes = (_order_note(first) if first else []) + notes
    return Report(layer, summary, verdict, parts, notes, [run.judged.answer if run.judged else None for run in runs])


def _faults_of(runs):
    """Each crash and each value that is no array, once, with the cases that it is of."""
    seen = collections.OrderedDict()
    for run in runs:
        for fault in run.faults + (run.judged.faults if run.judged else []):
            seen.setdefault((fault.name, fault.headline), (fault, []))[1].append(run.name)
    for fault, names in seen.values():
        fault.where = _in_cases(len(names), len(runs)) + (" (%s)" % names[0] if len(names) == 1 < len(runs) else "")
    return [fault for fault, _ in seen.values()]


def _worst(verdicts):
    verdicts = list(verdicts)
    return next((verdict for verdict in ("mismatch", "inconclusive") if verdict in verdicts), "match")


def _in_cases(count, of):
    return "in %d of %d cases" % (count, of) if count < of else "in all %d cases" % of if of > 1 else ""


def _explained(name, wrong, of):
    """A wrong tensor: its causes over all cases, the most frequent first, each with the places in one case."""
    causes = collections.OrderedDict()
    for run, tensor in wrong:
        findings = _alone_or_together(tensor.get("findings") or [])
        key = tuple(finding.get("code") or finding["hint"] for finding in findings)
        causes.setdefault(key, []).append((run, tensor))
    # A cause that is known on one case explains the others as well.
    known = [cases for key, cases in causes.items() if key and key != ("unknown",)] or list(causes.values())
    known.sort(key=len, reverse=True)
    parts = []
    for cases in known[:2]:
        # Where it is plain to see, rather than in the last digits.
        run, tensor = max(cases, key=lambda told: min(0.01, _size_of_error(told[1])))
        lines = _lines(name, tensor)
        at = next((i for i, (_, text) in enumerate(lines) if text.endswith("the worst:") or text == "wrong at:"), None)
        if at is not None:
            lines[at] = ("text", "case (%s): %s" % (run.name, lines[at][1]))
        count = len(wrong) if len(known) == 1 else len(cases)
        verdict = _worst(told["verdict"] for _, told in wrong)
        parts.append(_Part(name, verdict, lines, _in_cases(count, of), _heat(name, tensor, run.judged)))
    return parts


def _size_of_error(tensor):
    return (tensor.get("metrics") or {}).get("norm_relative_error", 0)


# The longer names first: batchnorm is a part of spatial_batchnorm.
NORMALIZATION = ("spatial_batchnorm", "spatial_groupnorm", "batchnorm", "layernorm", "groupnorm", "instancenorm", "rmsnorm")
OTHER_LAYERS = ("affine", "relu", "dropout", "conv", "max_pool")
# By the names that functions have in the course, before _forward or _backward.
LAYERS = dict({name: name for name in NORMALIZATION + OTHER_LAYERS}, spatial_groupnorm="groupnorm")


def _program(path, layer, **fields):
    """A request about the code of a file."""
    with tokenize.open(path) as file:
        code = file.read()
    if layer is None:
        named = re.findall(r"^[ \t]*def (\w+?)_(?:forward|backward)", code, re.MULTILINE)
        found = sorted({LAYERS[name] for name in named if name in LAYERS})
        if len(found) != 1:
            told = "its functions are of %s" % ", ".join(found) if found else "no function of it is named as in CS231n"
            raise ValueError("say what %s holds with layer=...: %s" % (os.path.basename(path), told))
        layer = found[0]
    return _plain(_given(dict(fields, code=code, layer=layer)))


def _report_of_program(file, answer):
    wrong = [("first wrong line", answer["first_wrong_line"])]
    wrong += [("further wrong line", line) for line in answer.get("further_wrong_lines") or []]
    parts = [_Part(name, "mismatch", _lines_of_code(file, line)) for name, line in wrong if line]
    if parts:
        parts[0].lines += _example_of(answer)
    for told in [dict(answer.get("forward") or {}, name="forward")] + (answer.get("backward") or []):
        if told.get("verdict"):
            parts.append(_Part(told["name"], told["verdict"], _said_of(told)))
    mode = answer.get("test_mode")
    if mode and mode.get("verdict"):
        lines = [line for finding in mode.get("findings") or [] for line in _lines_of_finding(finding)]
        parts.append(_Part("test mode", mode["verdict"], lines))
    notes = [warning["message"] for warning in answer.get("warnings") or []]
    notes += ["%s is changed in place: work on a copy." % name for name in answer.get("side_effects") or []]
    notes += _scope_of(answer)
    return Report(file, _word(answer["verdict"]), answer["verdict"], parts, notes, answer)


def _scope_of(answer):
    """What the verdict rests on, and what it leaves out."""
    notes = []
    if answer.get("unchecked"):
        notes.append("not checked: %s." % ", ".join(answer["unchecked"]))
    confirmed = answer.get("confirmed")
    if confirmed:
        notes.append("confirmed on %s of other sizes." % _cases(confirmed["cases"]))
    return notes


def _cases(count):
    return "%d more %s" % (count, "case" if count == 1 else "cases")


def _lines_of_code(file, wrong):
    place = [file, wrong.get("line") and "line %s" % wrong["line"], wrong.get("function") and "in " + wrong["function"]]
    code = [("code", wrong["source"])] if wrong.get("source") else []
    # What was tried has a line of its own.
    message = ("text", wrong["message"].split(" Tried: ")[0])
    return [("text", ", ".join(filter(None, place)) + ":")] + code + [message] + _fix_of(wrong["finding"])


def _said_of(told):
    note = told.get("note") or ""
    lines = [told["name"] + " " + note if note.startswith("has ") else note]
    if told["verdict"] == "mismatch" and told.get("error"):
        where = " on %s" % told["case"] if told.get("case") else ""
        lines.append("off by a relative error of %.1e%s" % (told["error"], where))
    if told["verdict"] == "match" and told.get("layer_verdict") == "mismatch":
        lines.append("the gradient of your own forward pass, which is not the layer's")
    return [("text", line) for line in lines if line]


def _graded(service, path, request, format, title):
    if format is not None:
        try:
            return service.send("POST", path, request, {"format": format})[0].decode("utf-8", "replace")
        except GradCheckError as error:
            if error.status is not None and not error.problem:
                # The failure too is a grader's file. Asked without a format, the service says what it is.
                service.post(path, request)
            raise
    answer = service.post(path, request, "score", "max_score", "items")
    score, largest, parts = answer["score"], answer["max_score"], []
    for item in answer["items"]:
        points = "%s of %s points" % (_points(item["points"]), _points(item["max_points"]))
        lines = [("text", item["reason"])] if item.get("reason") else []
        parts.append(_Part(item["name"], item["verdict"], lines, points))
    verdict = "match" if score == largest else "mismatch"
    summary = "%s of %s points" % (_points(score), _points(largest))
    return Report(answer.get("title") or title, summary, verdict, parts, (), answer, score, largest)


def _points(value):
    return "%g" % round(value, 6)


# How a report looks

WIDTH = 100


def _text(report):
    blocks = ["%s: %s" % (report.title, report.summary)]
    told, right = _told_and_right(report)
    for part in told:
        lines = [_head(part)]
        for kind, text in part.lines:
            if kind in ("place", "code"):
                lines.append("    " + text)
            else:
                words = ("Instead: " if kind == "fix" else "") + text
                lines += textwrap.wrap(words, WIDTH, initial_indent="  ", subsequent_indent="  ")
        blocks.append("\n".join(lines))
    if right:
        blocks.append("%s: right" % right)
    if report._notes:
        notes = [textwrap.fill("Note: " + note, WIDTH, subsequent_indent="  ") for note in report._notes]
        blocks.append("\n".join(notes))
    return "\n\n".join(blocks)


def _told_and_right(report):
    """The paragraphs, and the names of what there is no more to say of than that it is right."""
    told = [part for part in report._parts if part.lines or part.verdict != "match" or part.where]
    return told, ", ".join(part.name for part in report._parts if part not in told)


def _head(part):
    words = " ".join(filter(None, [_word(part.verdict) if part.verdict else "", part.where or ""]))
    return "%s: %s" % (part.name, words) if words else part.name


# Each holds white text, and stands out on white and on black.
COLOURS = {"match": "#18794e", "mismatch": "#cd2b31"}
OTHER_COLOUR = "#946800"
BAR = "margin:.8em 0 0;padding:0 0 0 .8em;border-left:3px solid "
MONO = "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.92em"


def _html(report):
    """The report as a fragment: no scripts, nothing from elsewhere, the colours of the page around it."""
    out = ['<div style="max-width:60em;line-height:1.5;color:inherit">']
    out.append("<div>%s <b>%s</b> %s</div>" % (_badge(report.verdict), _escape(report.title), _escape(_rest(report))))
    told, right = _told_and_right(report)
    for part in told:
        colour = COLOURS.get(part.verdict, OTHER_COLOUR)
        out.append('<div style="%s%s">' % (BAR, colour))
        head = _head(part)[len(part.name):]
        out.append("<div><b>%s</b>%s</div>" % (_escape(part.name), _escape(head)))
        for kind, text in part.lines:
            out.append(_line(kind, text))
        if part.heat is not None:
            out.append(part.heat.svg())
        out.append("</div>")
    if right:
        out.append('<div style="%s%s"><b>%s</b>: right</div>' % (BAR, COLOURS["match"], _escape(right)))
    out += ['<div style="margin:.8em 0 0;opacity:.8">Note: %s</div>' % _escape(note) for note in report._notes]
    return "".join(out + ["</div>"])


def _rest(report):
    word = _word(report.verdict)
    return report.summary[len(word):].strip() if report.summary.startswith(word) else report.summary


def _badge(verdict):
    style = "display:inline-block;padding:0 .5em;border-radius:.3em;color:#fff;background:"
    return '<span style="%s%s">%s</span>' % (style, COLOURS.get(verdict, OTHER_COLOUR), _escape(_word(verdict)))


def _line(kind, text):
    if kind == "title":
        return '<div style="font-weight:600">%s</div>' % _escape(text)
    if kind == "fix":
        return '<div><span style="font-weight:600">Instead:</span> %s</div>' % _escape(text)
    if kind in ("place", "code"):
        return '<div style="margin-left:1.2em;white-space:pre-wrap;%s">%s</div>' % (MONO, _escape(text))
    return "<div>%s</div>" % _escape(text)


def _escape(text):
    return html.escape(str(text), quote=True)


class _Heat:
    """Where a tensor is wrong and by how much, as a picture.

    Rows and columns are those of the array. Four axes (N, C, H, W) are blocks of (H, W), a row of blocks a sample. What
    is larger than MOST_CELLS a side is drawn in larger cells, each as far off as the worst of its entries.
    """

    MOST_CELLS = 32
    CELL = 15
    GAP = 5
    MARGIN = 26

    def __init__(self, name, shape, values, truth, mismatched, places=()):
        self.name = name
        self.shape = shape
        self.values = values
        self.truth = truth
        self.count = mismatched if truth is not None else len(places)
        self.errors = self._errors() if truth is not None else {self._flat_index(place): None for place in places}

    def _errors(self):
        """The errors of the wrong entries, the largest of as many as the service counted; infinite for no number."""
        errors = []
        for at, (value, right) in enumerate(zip(self.values, self.truth)):
            if isinstance(value, (int, float)) and isinstance(right, (int, float)) and not isinstance(value, bool):
                error = abs(value - right)
                errors.append((at, math.inf if math.isnan(error) else error))
            else:
                errors.append((at, math.inf))
        errors.sort(key=lambda entry: -entry[1])
        return dict(errors[:self.count])

    def _flat_index(self, place):
        at = 0
        for size, index in zip(self.shape, place):
            at = at * size + index
        return at

    def _index(self, at):
        index = []
        for size in reversed(self.shape):
            index.append(at % size)
            at //= size
        return tuple(reversed(index))

    def _cell(self, at):
        if len(self.shape) == 4:
            sample, channel, row, column = self._index(at)
            return sample * self.shape[2] + row, channel * self.shape[3] + column
        return divmod(at, self._size()[1])

    def _size(self):
        if len(self.shape) == 4:
            return self.shape[0] * self.shape[2], self.shape[1] * self.shape[3]
        rows = self.shape[0] if len(self.shape) > 1 else 1
        return rows, max(1, len(self.values) // max(1, rows))

    def svg(self):
        rows, columns = self._size()
        tall, broad = -(-rows // self.MOST_CELLS), -(-columns // self.MOST_CELLS)
        merged = tall > 1 or broad > 1
        blocks = (self.shape[2], self.shape[3]) if len(self.shape) == 4 and not merged else (None, None)
        rows, columns = -(-rows // tall), -(-columns // broad)
        worst = {}
        for at, error in self.errors.items():
            row, column = self._cell(at)
            key = row // tall, column // broad
            if key not in worst or (error or 0) > (worst[key][1] or 0):
                worst[key] = at, error
        largest = max((error for error in self.errors.values() if _finite(error)), default=0)
        width, height = self._at(columns - 1, blocks[1]) + self.CELL + 1, self._at(rows - 1, blocks[0]) + self.CELL + 1
        merging = " A cell is the worst of %d x %d entries." % (tall, broad) if merged else ""
        caption = _escape(self._caption(largest) + merging)
        size = 'width="%d" height="%d" viewBox="0 0 %d %d"' % (width, height, width, height)
        style = 'style="display:block;margin:.4em 0 0;max-width:100%;height:auto" fill="currentColor"'
        out = ['<svg role="img" aria-label="%s" %s %s font-size="9" font-family="sans-serif">' % (caption, size, style)]
        side = self.CELL - 1
        right = "".join(
            "M%d %dh%dv%dh-%dz" % (self._at(column, blocks[1]), self._at(row, blocks[0]), side, side, side)
            for row in range(rows) for column in range(columns) if (row, column) not in worst)
        out.append('<path d="%s" fill="none" stroke="currentColor" stroke-opacity=".25"/>' % right)
        for (row, column), wrong in worst.items():
            out.append(self._rect(self._at(column, blocks[1]), self._at(row, blocks[0]), wrong, largest))
        out += self._labels(rows, blocks[0], tall, vertical=True)
        out += self._labels(columns, blocks[1], broad, vertical=False)
        return "".join(out) + '</svg><div style="font-size:.85em;opacity:.8">%s</div>' % caption

    def _at(self, number, block):
        return self.MARGIN + number * self.CELL + (number // block * self.GAP if block else 0)

    def _rect(self, x, y, wrong, largest):
        box = '<rect x="%d" y="%d" width="%d" height="%d"' % (x, y, self.CELL - 1, self.CELL - 1)
        at, error = wrong
        title = "<title>%s</title>" % _escape(self._told(at, error))
        if not _finite(error):
            cross = '<path d="M%d %dl8 8m0 -8l-8 8" stroke="#fff" stroke-width="1.5"/>' % (x + 3, y + 3)
            return '<g>%s%s fill="%s"/>%s</g>' % (title, box, COLOURS["mismatch"], "" if error is None else cross)
        opacity = 0.25 + 0.75 * math.sqrt(error / largest) if largest else 1
        fill = 'fill="#e5484d" fill-opacity="%.2f" stroke="#e5484d" stroke-opacity=".5"' % opacity
        return "%s %s>%s</rect>" % (box, fill, title)

    def _told(self, at, error):
        words = "%s[%s] = %s" % (self.name, ", ".join(map(str, self._index(at))), _number(self.values[at]))
        if self.truth is None:
            return words
        words += ", right is %s" % _number(self.truth[at])
        return words + (", off by %.3g" % error if _finite(error) else "")

    def _labels(self, count, block, step, vertical):
        """The indices beside rows and above columns: of blocks where there are some, otherwise of every few cells."""
        every = block or max(1, -(-count // 8))
        labels = []
        for number in range(0, count, every):
            middle = self._at(number, block) + (self.CELL * (block or 1)) / 2
            text = number // block if block else number * step
            x, y, anchor = (self.MARGIN - 5, middle + 3, "end") if vertical else (middle, self.MARGIN - 6, "middle")
            labels.append('<text x="%g" y="%g" text-anchor="%s" fill-opacity=".75">%d</text>' % (x, y, anchor, text))
        return labels

    def _caption(self, largest):
        if self.truth is None:
            return "Some of the places where %s is wrong." % self.name
        words = "%d of %d entries of %s are off" % (len(self.errors), len(self.values), self.name)
        blocks = "; a block is a channel, a row of blocks a sample" if len(self.shape) == 4 else ""
        most = ", by up to %.3g" % largest if largest else ""
        bad = "" if all(map(_finite, self.errors.values())) else "; crossed out: not a number"
        return words + most + ": the stronger the colour, the further off" + blocks + bad + "."


def _finite(error):
    return error is not None and math.isfinite(error)


# From a shell

RIGHT, WRONG, UNCHECKED = 0, 1, 2


def main(arguments=None):
    """The command: 0 where everything is right, 1 where something is wrong, 2 where it could not be checked."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--url", help="where the service is; otherwise GRADCHECK_URL, or %s" % DEFAULT_URL)
    common.add_argument(
        "--timeout", type=float, default=DEFAULT_TIMEOUT, help="seconds to wait for an answer (%(default)g)")
    parser = argparse.ArgumentParser(description="Checks gradients that were derived by hand.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.required = True

    one = commands.add_parser("check", parents=[common], help="checks the code of a file, line by line")
    one.add_argument("file", help="such as layers.py")
    one.add_argument("--layer", help="the layer that the code is of")
    one.add_argument("--forward", help="the name of the function that goes forward")
    one.add_argument("--backward", help="the name of the function that goes backward")
    one.set_defaults(run=_check_command)

    one = commands.add_parser("gradients", parents=[common], help="prints the right gradients of a batch as JSON")
    one.add_argument("layer")
    one.add_argument("file", help='a batch as JSON: {"x": ..., "dout": ...}; - for standard input')
    one.set_defaults(run=_gradients_command)

    one = commands.add_parser("grade", parents=[common], help="grades submissions against a rubric")
    one.add_argument("layer", help="or programs, for code")
    one.add_argument("file", help='the request as JSON: {"rubric": ..., "cases": ...}; - for standard input')
    one.add_argument("--format", help="the grader whose file is printed: gradescope, prairielearn, junit, ...")
    one.set_defaults(run=_grade_command)

    given = parser.parse_args(arguments)
    try:
        text, code = given.run(given)
    except (GradCheckError, OSError, SyntaxError, UnicodeError, ValueError) as error:
        print("could not check: %s" % error, file=sys.stderr)
        return UNCHECKED
    print(text, end="" if text.endswith("\n") else "\n")
    return code


def _check_command(given):
    report = check_file(given.file, given.layer, given.forward, given.backward, given.url, given.timeout)
    return str(report), RIGHT if report else WRONG if report.verdict == "mismatch" else UNCHECKED


def _gradients_command(given):
    service = _Service(given.url, given.timeout, arrays=False)
    answer = service.post(_path(given.layer, "gradients"), _json_of(given.file))
    return json.dumps(answer), RIGHT


def _grade_command(given):
    service, path, request = _Service(given.url, given.timeout), _path(given.layer, "grade"), _json_of(given.file)
    graded = _graded(service, path, request, given.format, given.layer)
    return str(graded), RIGHT if given.format or graded else WRONG


def _json_of(path):
    if path == "-":
        return json.load(sys.stdin)
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def _shorten(text, most):
    return text if len(text) <= most else text[:most - 3] + "..."


if __name__ == "__main__":
    sys.exit(main())
