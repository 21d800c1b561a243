"""check_file and grade against answers as the routes give them, and what the client sends to get them."""
import os
import tempfile
import unittest

from support import answering, gradcheck

PROGRAM = {
    "verdict": "mismatch",
    "forward": {"verdict": "match"},
    "backward": {"verdict": "mismatch"},
    "first_wrong_line": {
        "function": "batchnorm_backward", "line": 42, "column": 5, "source": "    dx = dxmu",
        "message": "dx departs from the tape by 0.58.",
        "finding": {"code": "missing_mean_path", "title": "The mean path is missing from dx", "fix": "Add the mean path."},
    },
    "lines": [], "test_mode": None, "warnings": [{"code": "gamma_one", "message": "gamma is 1."}], "side_effects": [],
}
GRADE = {
    "score": 3.5, "max_score": 5,
    "items": [
        {"tensor": "dx", "points": 1.5, "max_points": 3, "verdict": "mismatch", "reason": "The mean path is missing from dx"},
        {"tensor": "dgamma", "points": 2, "max_points": 2, "verdict": "match", "reason": None},
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
            "layers.py: wrong\n\nfirst wrong line: wrong\n  layers.py, line 42, in batchnorm_backward:\n    dx = dxmu\n"
            "  The mean path is missing from dx\n  dx departs from the tape by 0.58.\n  Instead: Add the mean path.\n\n"
            "backward: wrong\n\nforward: right\n\nNote: gamma is 1.", str(report))
        self.assertIn("dx = dxmu", report._repr_html_())

    def test_a_right_file_is_right(self):
        self.write(b"pass")
        with answering({"verdict": "match", "first_wrong_line": None}) as (url, _):
            self.assertTrue(gradcheck.check_file(self.path, url=url))

    def test_names_of_functions_are_sent(self):
        self.write(b"pass")
        with answering({"verdict": "match"}) as (url, requests):
            gradcheck.check_file(self.path, forward_name="f", backward_name="b", url=url)
        self.assertEqual({"code": "pass", "forward_name": "f", "backward_name": "b"}, requests[0][1])

    def test_the_files_own_encoding_is_read(self):
        self.write("# -*- coding: latin-1 -*-\n# é\n".encode("latin-1"))
        with answering({"verdict": "match"}) as (url, requests):
            gradcheck.check_file(self.path, url=url)
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
