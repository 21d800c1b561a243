"""grade against the service's own grading."""
import json
import unittest

import students
from support import gradcheck

RUBRIC = [{"tensor": "dx", "points": 3}, {"tensor": "dgamma", "points": 2}]
CASES = [{"seed": 11, "n": 5, "d": 3}, {"seed": 12, "profile": "discriminating"}]


class Grade(unittest.TestCase):
    def grade(self, backward, **options):
        cases = gradcheck.run_functions(students.forward, backward, cases=CASES)
        return gradcheck.grade("batchnorm", cases, RUBRIC, **options)

    def test_right_functions_have_full_marks(self):
        report = self.grade(students.backward)
        self.assertEqual((5, 5, True), (report.score, report.max_score, bool(report)))
        self.assertTrue(str(report).startswith("Batch normalization: 5 of 5 points\n"), str(report))

    def test_wrong_functions_lose_points_and_are_told_why(self):
        report = self.grade(students.backward_without_mean_path, reveal="cause")
        self.assertLess(report.score, 5)
        self.assertGreaterEqual(report.score, 2)
        self.assertIn("mean path", str(report))

    def test_functions_that_crash_are_graded(self):
        report = self.grade(students.backward_that_crashes)
        self.assertEqual((0, 5), (report.score, report.max_score))

    def test_a_format_is_the_graders_file(self):
        self.assertIn("tests", json.loads(self.grade(students.backward, format="gradescope")))
        self.assertIn("<testsuite", self.grade(students.backward, format="junit"))

    def test_what_is_no_array_is_graded(self):
        for value in ({1, 2}, b"x", 1j, lambda: 0, [1, {2}], {"a": {3}}):
            report = gradcheck.grade("batchnorm", [{"seed": 1, "submitted": {"dx": value}, "error": "ValueError: no"}], RUBRIC)
            self.assertEqual(0, report.score)
            self.assertRegex(str(report), r"The code stopped before dx: ValueError: no; dx is an? \w+, but an\s+array")

    def test_none_is_graded_as_the_service_sees_it(self):
        report = gradcheck.grade("batchnorm", [{"seed": 1, "submitted": {"dx": None}}], RUBRIC)
        self.assertIn("dx is null", str(report))

    def test_cases_may_come_one_by_one(self):
        report = gradcheck.grade("batchnorm", ({"seed": seed} for seed in (1, 2)), RUBRIC)
        self.assertEqual(4, len(report.data["items"]))

    def test_a_bad_request_is_named_with_a_format_too(self):
        with self.assertRaises(gradcheck.GradCheckError) as caught:
            gradcheck.grade("batchnorm", [{"seed": 1}], [{"tensor": "dX", "points": 1}], format="junit")
        self.assertEqual(["rubric[0].tensor"], list(caught.exception.errors))
        self.assertEqual(400, caught.exception.status)

    def test_what_cannot_be_sent_is_named(self):
        with self.assertRaisesRegex(TypeError, "^rubric is a set, but"):
            gradcheck.grade("batchnorm", [{"seed": 1}], {1})


if __name__ == "__main__":
    unittest.main()
