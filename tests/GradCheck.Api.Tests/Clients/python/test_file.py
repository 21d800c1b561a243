"""check_file and grade against answers as the routes give them, and what the client sends to get them."""
import os
import tempfile
import unittest

from support import answering, gradcheck

PROGRAM = {
    "verdict": "mismatch", "layer": "batchnorm",
    "first_wrong_line": {
        "function": "batchnorm_backward", "line": 42, "column": 5, "end_column": 14, "source": "dx = dxmu",
        "message": "This is the first line that departs: the mean path is missing. Tried: `dx = dxmu + dmu` makes it right.",
        "finding": {
            "code": "missing_mean_path", "title": "the mean path is missing", "explanation": "x moves the mean as well.",
            "fix": "dx = dxmu + dmu", "tried": "With this line every gradient is right.",
        },
    },
    "further_wrong_lines": [{
        "function": "batchnorm_backward", "line": 50, "source": "dgamma = dout", "message": "The sum is missing.",
        "finding": {"code": "not_reduced", "title": "the sum is missing", "explanation": "It collects."},
    }],
    "forward": {"function": "batchnorm_forward", "verdict": "match", "error": 0, "findings": []},
    "backward_function": "batchnorm_backward",
    "backward": [
        {"name": "dx", "verdict": "mismatch", "error": 0.25, "layer_verdict": "mismatch", "case": "seed 1"},
        {"name": "dgamma", "verdict": "mismatch", "layer_verdict": "mismatch", "note": "has shape (4, 3), should have (3,)"},
        {"name": "dbeta", "verdict": "match", "error": 0, "layer_verdict": "mismatch"},
    ],
    "lines": [], "cases": ["seed 1"], "printed": "",
    "test_mode": {"verdict": "mismatch", "findings": [
        {"code": "pytorch_momentum", "title": "The momentum is PyTorch's", "explanation": "It is the complement.", "fix": "Swap them."}]},
    "warnings": [{"code": "numpy_warning", "message": "invalid value encountered in sqrt", "line": 7}], "side_effects": ["dout"],
}
MATCH = {"verdict": "match", "layer": "batchnorm", "first_wrong_line": None}
GRADE = {
    "title": "batchnorm", "score": 3.5, "max_score": 5,
    "items": [
        {"name": "dx", "part": "dx", "points": 1.5, "max_points": 3, "verdict": "mismatch", "reason": "The mean path is missing from dx"},
        {"name": "dgamma", "part": "dgamma", "points": 2, "max_points": 2, "verdict": "match", "reason": ""},
    ],
}


class CheckFile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "layers.py")

    def write(self, data):
        with open(self.path, "wb") as file:
            file.write(data)

    def test_the_first_wrong_line_is_told_with_its_cause(self):
        self.write(b"def f(): pass\n")
        with answering(PROGRAM) as (url, requests):
            report = gradcheck.check_file(self.path, layer="batchnorm", url=url)
        self.assertEqual(("/v1/programs/check", {"code": "def f(): pass\n", "layer": "batchnorm"}), requests[0])
        self.assertFalse(report)
        self.assertEqual(
            "layers.py: wrong\n\n"
            "first wrong line: wrong\n  layers.py, line 42, in batchnorm_backward:\n    dx = dxmu\n"
            "  This is the first line that departs: the mean path is missing.\n  Instead: dx = dxmu + dmu\n"
            "  With this line every gradient is right.\n\n"
            "further wrong line: wrong\n  layers.py, line 50, in batchnorm_backward:\n    dgamma = dout\n  The sum is missing.\n\n"
            "dx: wrong\n  off by a relative error of 2.5e-01 on seed 1\n\n"
            "dgamma: wrong\n  dgamma has shape (4, 3), should have (3,)\n\n"
            "dbeta: right\n  the gradient of your own forward pass, which is not the layer's\n\n"
            "test mode: wrong\n  The momentum is PyTorch's\n  It is the complement.\n  Instead: Swap them.\n\n"
            "forward: right\n\n"
            "Note: invalid value encountered in sqrt\nNote: dout is changed in place: work on a copy.", str(report))
        html = report._repr_html_()
        for words in ("line 42, in batchnorm_backward", "dx = dxmu", "dx = dxmu + dmu", "dgamma = dout", "The momentum is PyTorch&#x27;s"):
            self.assertIn(words, html)

    def test_the_example_and_what_the_verdict_rests_on_are_told(self):
        self.write(b"def f(): pass\n")
        wrong = dict(PROGRAM["first_wrong_line"])
        wrong["finding"] = dict(wrong["finding"], confirmed={"cases": 2, "shapes": ["x (7, 5)", "x (4, 11)"]})
        example = {
            "inputs": {"x": [[-3], [-1]], "gamma": [2], "eps": 1, "dout": [[2], [0]]}, "tensor": "dx",
            "got": [[-0.5857864376269051], [0.5857864376269051]], "right": [[0.7071067811865475], [-0.7071067811865476]],
            "at": [0, 0], "line": {"line": 42, "source": "dx = dxmu", "name": "dx", "value": [2], "right": [0.7071067811865476]},
        }
        with answering(dict(PROGRAM, first_wrong_line=wrong, example=example, unchecked=["dbeta"])) as (url, _):
            report = gradcheck.check_file(self.path, layer="batchnorm", url=url)
        self.assertIn(
            "  With this line every gradient is right.\n  Confirmed on 2 more cases of other sizes.\n"
            "  The smallest example, to work out by hand:\n    x = [[-3], [-1]], gamma = [2], eps = 1, dout = [[2], [0]]\n"
            "    dx = [[-0.5858], [0.5858]], right is [[0.7071], [-0.7071]]\n    line 42: dx = [2], right is [0.7071]\n", str(report))
        self.assertIn("Note: not checked: dbeta.", str(report))
        html = report._repr_html_()
        for words in ("dx = [[-0.5858], [0.5858]], right is [[0.7071], [-0.7071]]", "not checked: dbeta.", "Confirmed on 2 more cases"):
            self.assertIn(words, html)

    def test_a_right_file_says_on_what_it_was_confirmed(self):
        self.write(b"def layernorm_backward(dout, cache): pass")
        with answering(dict(MATCH, confirmed={"cases": 1, "shapes": ["x (7, 5)"]}, unchecked=[])) as (url, _):
            self.assertEqual(
                "layers.py: right\n\nNote: confirmed on 1 more case of other sizes.", str(gradcheck.check_file(self.path, url=url)))

    def test_a_right_file_is_right(self):
        self.write(b"def layernorm_backward(dout, cache): pass")
        with answering(MATCH) as (url, _):
            self.assertTrue(gradcheck.check_file(self.path, url=url))

    def test_the_layer_is_told_by_the_names_of_the_functions(self):
        for code, layer in [
            ("def batchnorm_forward(x):\n  pass\ndef batchnorm_backward_alt(d):\n  pass\n", "batchnorm"),
            ("def spatial_groupnorm_forward(x): pass", "groupnorm"),
            ("class Layers:\n    def conv_backward_naive(d): pass", "conv"),
        ]:
            with self.subTest(layer=layer), answering(MATCH) as (url, requests):
                self.write(code.encode())
                gradcheck.check_file(self.path, url=url)
                self.assertEqual(layer, requests[0][1]["layer"])
        for code, words in [("def relu_forward(x): pass\ndef affine_forward(x): pass", "its functions are of affine, relu"), ("pass", "no function")]:
            self.write(code.encode())
            with self.assertRaises(ValueError) as raised:
                gradcheck.check_file(self.path)
            self.assertIn("say what layers.py holds with layer=...: " + words, str(raised.exception))

    def test_names_of_functions_are_sent(self):
        self.write(b"pass")
        with answering(MATCH) as (url, requests):
            gradcheck.check_file(self.path, layer="custom", forward_name="f", backward_name="b", url=url)
        self.assertEqual({"code": "pass", "layer": "custom", "forward_name": "f", "backward_name": "b"}, requests[0][1])

    def test_the_files_own_encoding_is_read(self):
        self.write("# -*- coding: latin-1 -*-\n# é\n".encode("latin-1"))
        with answering(MATCH) as (url, requests):
            gradcheck.check_file(self.path, layer="relu", url=url)
        self.assertIn("# é", requests[0][1]["code"])


class Grade(unittest.TestCase):
    RUBRIC = [{"tensor": "dx", "points": 3}, {"tensor": "dgamma", "points": 2}]

    def test_points_come_with_their_reasons(self):
        cases = [{"seed": 1, "submitted": {"dx": ((1.0, float("inf")),)}}]
        with answering(GRADE) as (url, requests):
            report = gradcheck.grade("batchnorm", cases, self.RUBRIC, reveal="cause", url=url)
        self.assertEqual("/v1/batchnorm/grade", requests[0][0])
        self.assertEqual(
            {"cases": [{"seed": 1, "submitted": {"dx": [[1.0, float("inf")]]}}], "rubric": self.RUBRIC, "reveal": "cause"}, requests[0][1])
        self.assertEqual((3.5, 5, False), (report.score, report.max_score, bool(report)))
        self.assertEqual(
            "batchnorm: 3.5 of 5 points\n\ndx: wrong 1.5 of 3 points\n  The mean path is missing from dx\n\n"
            "dgamma: right 2 of 2 points", str(report))

    def test_a_format_gives_the_graders_file_as_it_is(self):
        with answering('{"tests": [ ]}') as (url, requests):
            text = gradcheck.grade("batchnorm", [], self.RUBRIC, format="gradescope", url=url)
        self.assertEqual("/v1/batchnorm/grade?format=gradescope", requests[0][0])
        self.assertEqual('{"tests": [ ]}', text)


class GradeFile(unittest.TestCase):
    def test_code_goes_with_its_rubric(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "layers.py")
            with open(path, "w", encoding="utf-8") as file:
                file.write("def relu_forward(x): pass\n")
            rubric = [{"part": "dx", "points": 3}]
            with answering(GRADE) as (url, requests):
                report = gradcheck.grade_file(path, rubric=rubric, penalty_once=True, url=url)
            self.assertEqual(
                ("/v1/programs/grade", {"code": "def relu_forward(x): pass\n", "layer": "relu", "rubric": rubric, "penalty_once": True}),
                requests[0])
            self.assertEqual((3.5, 5), (report.score, report.max_score))
            with answering("1..1\n", kind="text/plain") as (url, requests):
                self.assertEqual("1..1\n", gradcheck.grade_file(path, format="tap", url=url))
            self.assertEqual("/v1/programs/grade?format=tap", requests[0][0])


class Syntax(unittest.TestCase):
    def test_the_client_is_python_3_8_and_needs_the_standard_library_alone(self):
        import ast
        import sys
        with open(gradcheck.__file__, encoding="utf-8") as file:
            tree = ast.parse(file.read(), feature_version=(3, 8))
        imported = {name.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
        self.assertFalse([node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)])
        known = getattr(sys, "stdlib_module_names", imported)
        self.assertEqual({"numpy"}, imported - set(known) | {"numpy"})

    def test_every_public_name_is_documented(self):
        for name in gradcheck.__all__:
            self.assertTrue(getattr(gradcheck, name).__doc__, name)


if __name__ == "__main__":
    unittest.main()
