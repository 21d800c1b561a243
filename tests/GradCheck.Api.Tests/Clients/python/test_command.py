"""The client as a command: what it prints, where, and its exit code."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

from support import BATCH, address_of_nothing, answering, gradcheck
from test_file import GRADE, MATCH, PROGRAM


class Command(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = os.path.join(folder.name, "layers.py")
        with open(self.file, "w", encoding="utf-8") as file:
            file.write("def batchnorm_forward(): pass\n")
        self.request = os.path.join(folder.name, "request.json")
        with open(self.request, "w", encoding="utf-8") as file:
            json.dump({"rubric": [], "cases": []}, file)

    def run_client(self, *arguments, text=None):
        made = subprocess.run(
            [sys.executable, gradcheck.__file__, *arguments], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
        return made.returncode, made.stdout, made.stderr

    def test_check_of_a_wrong_file_is_1(self):
        with answering(PROGRAM) as (url, requests):
            code, out, err = self.run_client("check", self.file, "--layer", "batchnorm", "--url", url)
        self.assertEqual((1, ""), (code, err))
        self.assertTrue(out.startswith("layers.py: wrong\n"), out)
        self.assertEqual("batchnorm", requests[0][1]["layer"])

    def test_check_of_a_right_file_is_0(self):
        with answering(MATCH) as (url, _):
            self.assertEqual((0, "layers.py: right\n", ""), self.run_client("check", self.file, "--url", url))

    def test_check_that_was_not_possible_is_2(self):
        with answering(dict(MATCH, verdict="inconclusive")) as (url, _):
            self.assertEqual(2, self.run_client("check", self.file, "--url", url)[0])
        for arguments in (["check", self.file, "--url", address_of_nothing()], ["check", self.file + "x"], ["check"], ["chek", self.file], []):
            with self.subTest(arguments=arguments):
                code, out, err = self.run_client(*arguments)
                self.assertEqual((2, ""), (code, out))
                self.assertNotEqual("", err)
                self.assertNotIn("Traceback", err)

    def test_gradients_prints_json(self):
        code, out, _ = self.run_client("gradients", "batchnorm", "-", text=json.dumps(BATCH))
        self.assertEqual(0, code)
        self.assertEqual([0.5, 2.0], json.loads(out)["dbeta"])

    def test_gradients_of_a_bad_batch_is_2_with_the_places(self):
        code, out, err = self.run_client("gradients", "batchnorm", "-", text='{"x": [[1], [2]]}')
        self.assertEqual((2, ""), (code, out))
        self.assertIn("could not check: The request cannot be answered as it stands.\n  dout: ", err)
        for text in ("{", "[1]", ""):
            code, _, err = self.run_client("gradients", "batchnorm", "-", text=text)
            self.assertEqual(2, code)
            self.assertNotIn("Traceback", err)

    def test_grade_prints_points_or_the_graders_file(self):
        with answering(GRADE) as (url, _):
            code, out, _ = self.run_client("grade", "batchnorm", self.request, "--url", url)
            self.assertEqual(1, code)
            self.assertTrue(out.startswith("batchnorm: 3.5 of 5 points\n"), out)
        with answering("1..1\nok 1 - dx\n", kind="text/plain") as (url, requests):
            self.assertEqual((0, "1..1\nok 1 - dx\n", ""), self.run_client("grade", "batchnorm", self.request, "--format", "tap", "--url", url))
            self.assertEqual("/v1/batchnorm/grade?format=tap", requests[0][0])


if __name__ == "__main__":
    unittest.main()
