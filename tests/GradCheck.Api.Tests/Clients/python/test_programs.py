"""check_file against the service's own program checker."""
import os
import tempfile
import unittest

from support import gradcheck

RIGHT = '''import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    mean = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    std = np.sqrt(var + eps)
    xhat = (x - mean) / std
    out = gamma * xhat + beta
    cache = (xhat, gamma, std)
    return out, cache


def batchnorm_backward(dout, cache):
    xhat, gamma, std = cache
    N = dout.shape[0]
    dxhat = dout * gamma
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = (dxhat - np.sum(dxhat, axis=0) / N - xhat * np.sum(dxhat * xhat, axis=0) / N) / std
    return dx, dgamma, dbeta
'''
WRONG_LINE = "dgamma = np.sum(dout, axis=0)"


class CheckFile(unittest.TestCase):
    def check(self, code, **options):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "layers.py")
            with open(path, "w", encoding="utf-8") as file:
                file.write(code)
            return gradcheck.check_file(path, layer="batchnorm", **options)

    def test_right_code_is_right(self):
        report = self.check(RIGHT)
        self.assertTrue(report, str(report))

    def test_the_first_wrong_line_is_named(self):
        report = self.check(RIGHT.replace("dgamma = np.sum(dout * xhat, axis=0)", WRONG_LINE))
        self.assertEqual("mismatch", report.verdict, str(report))
        self.assertIn("layers.py, line 19, in batchnorm_backward:\n    %s\n" % WRONG_LINE, str(report))
        self.assertIn("line 19", report._repr_html_())

    def test_other_names_are_found_where_they_are_told(self):
        code = RIGHT.replace("batchnorm_forward", "there").replace("batchnorm_backward", "back_again")
        report = self.check(code, forward_name="there", backward_name="back_again")
        self.assertTrue(report, str(report))


    def test_every_wrong_line_is_told_with_what_mends_it(self):
        wrong = RIGHT.replace("dgamma = np.sum(dout * xhat, axis=0)", "dgamma = np.mean(dout * xhat, axis=0)")
        text = str(self.check(wrong.replace("dbeta = np.sum(dout, axis=0)", "dbeta = np.sum(dout)")))
        self.assertIn("layers.py, line 19, in batchnorm_backward:\n    dgamma = np.mean(dout * xhat, axis=0)\n", text)
        self.assertIn("  Instead: dgamma = np.sum(dout * xhat, axis=0)\n", text)
        self.assertIn("further wrong line: wrong\n  layers.py, line 20, in batchnorm_backward:\n    dbeta = np.sum(dout)\n", text)
        self.assertTrue(text.endswith("\n\nforward, dx: right"), text)

    def test_the_layer_of_a_file_with_one_is_known(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "layers.py")
            with open(path, "w", encoding="utf-8") as file:
                file.write(RIGHT)
            self.assertTrue(gradcheck.check_file(path))

    def test_what_python_refuses_is_told(self):
        text = str(self.check("def batchnorm_forward(x:\n"))
        self.assertIn("first wrong line: wrong\n  layers.py, line 1", text)


class GradeFile(unittest.TestCase):
    def grade(self, code, **options):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "layers.py")
            with open(path, "w", encoding="utf-8") as file:
                file.write(code)
            return gradcheck.grade_file(path, layer="batchnorm", **options)

    def test_points_go_to_the_parts_that_are_right(self):
        rubric = [{"part": "forward", "points": 3}, {"part": "dx", "points": 4}, {"part": "dgamma", "points": 2}]
        self.assertEqual(9, self.grade(RIGHT, rubric=rubric).score)
        report = self.grade(RIGHT.replace("dgamma = np.sum(dout * xhat, axis=0)", WRONG_LINE), rubric=rubric)
        self.assertEqual((7, 9), (report.score, report.max_score))
        self.assertIn("dgamma: wrong 0 of 2 points\n  dgamma is wrong. The first line to mend: line 19", str(report))

    def test_nothing_earns_nothing(self):
        self.assertEqual((0, 10), (lambda report: (report.score, report.max_score))(self.grade("")))

    def test_a_format_is_the_graders_file(self):
        self.assertIn("<testsuite", self.grade(RIGHT, format="junit"))


if __name__ == "__main__":
    unittest.main()
