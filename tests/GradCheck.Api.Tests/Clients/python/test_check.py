"""check, gradients and case: tensors that a student has."""
import math
import unittest

from support import BATCH, DX_WITHOUT_MEAN_PATH, RIGHT_DGAMMA, gradcheck


class Tensor:
    """As PyTorch has them: detached before they are listed."""

    def __init__(self, values, attached=True):
        self.values, self.attached = values, attached

    def detach(self):
        return Tensor(self.values, attached=False)

    def tolist(self):
        if self.attached:
            raise RuntimeError("requires grad")
        return self.values


class Check(unittest.TestCase):
    def test_a_right_tensor_is_right(self):
        report = gradcheck.check("batchnorm", dgamma=RIGHT_DGAMMA, **BATCH)
        self.assertTrue(report)
        self.assertEqual("match", report.verdict)
        self.assertEqual("batchnorm: right\n\ndgamma: right", str(report))

    def test_a_wrong_tensor_comes_with_the_cause_the_cure_and_the_places(self):
        report = gradcheck.check("batchnorm", dx=DX_WITHOUT_MEAN_PATH, dgamma=RIGHT_DGAMMA, **BATCH)
        self.assertFalse(report)
        self.assertEqual("mismatch", report.data["verdict"])
        text = str(report)
        self.assertTrue(text.startswith("batchnorm: wrong\n\ndx: wrong\n  The mean path is missing from dx\n"), text)
        self.assertIn("Instead: Add the mean path: dmean / m, with dmean = -istd * sum(dxhat)", text)
        self.assertIn("8 entries are off, the worst:\n    dx[1, 1] = 0.9703500154469102, right is 0.39030855569", text)
        self.assertTrue(text.endswith("\n\ndgamma: right"), text)

    def test_a_batch_that_proves_little_is_noted(self):
        batch = dict(BATCH, gamma=[1, 1])
        self.assertIn("Note: gamma is 1 everywhere", str(gradcheck.check("batchnorm", dbeta=[0.5, 2], **batch)))

    def test_reveal_index_tells_places_and_no_values(self):
        report = gradcheck.check("batchnorm", dx=DX_WITHOUT_MEAN_PATH, reveal="index", **BATCH)
        self.assertIn("wrong at:\n    dx[1, 1] = 0.9703500154469102\n", str(report))
        self.assertNotIn("mean path", str(report))
        self.assertNotIn("0.3903", str(report) + report._repr_html_())

    def test_nan_and_infinity_are_values(self):
        report = gradcheck.check("batchnorm", dgamma=[math.nan, -math.inf], **BATCH)
        self.assertIn("Some entries are NaN or infinite", str(report))
        self.assertIn("dgamma[0] = nan, right is -0.2672608601114684", str(report))
        self.assertIn("dgamma[1] = -inf", str(report))

    def test_none_is_a_wrong_answer_and_the_rest_is_judged(self):
        report = gradcheck.check("batchnorm", dx=None, dgamma=RIGHT_DGAMMA, **BATCH)
        self.assertIn("dx: wrong\n  dx is None, but an array of numbers belongs here\n\ndgamma: right", str(report))

    def test_none_alone_is_a_wrong_answer(self):
        self.assertEqual("mismatch", gradcheck.check("batchnorm", dx=None, **BATCH).verdict)

    def test_what_is_no_array_is_a_wrong_answer(self):
        for value, words in [
            ("abc", "dx is a str, but an array of numbers belongs here"), ({"a": 1}, "dx is a dict"), ([[1, 2], [3]], "dx[1] has 1 value, but dx[0] has 2"),
            (object(), "dx is an object, but an array of numbers belongs here"), ([], "dx"), (1j, "dx is a complex"),
        ]:
            with self.subTest(value=value):
                report = gradcheck.check("batchnorm", dx=value, **BATCH)
                self.assertEqual("mismatch", report.verdict)
                self.assertIn(words, str(report))
                self.assertNotIn("submitted.", str(report))

    def test_what_cannot_be_listed_is_a_wrong_answer(self):
        class Broken:
            def tolist(self):
                raise RuntimeError("on another device")

        endless = []
        endless.append(endless)
        for value, words in [(Broken(), "RuntimeError: on another device"), (endless, "RecursionError")]:
            report = gradcheck.check("batchnorm", dx=value, **BATCH)
            self.assertEqual("mismatch", report.verdict)
            self.assertIn("dx cannot be read as an array: " + words, str(report))

    def test_a_wrong_shape_is_a_wrong_answer(self):
        self.assertIn("The shape is wrong", str(gradcheck.check("batchnorm", dx=[1.0, 2.0, 3.0], **BATCH)))

    def test_the_smallest_example_is_told(self):
        report = gradcheck.check("batchnorm", dx=DX_WITHOUT_MEAN_PATH, **BATCH)
        words = r"The smallest example, to work out by hand:\n    x = \[\[.*\]\], gamma = .*, eps = 1e-05\n    dx = \[.*\], right is \[.*\]\n"
        self.assertRegex(str(report), words)
        self.assertIn("The smallest example", report._repr_html_())
        self.assertNotIn("smallest example", str(gradcheck.check("batchnorm", dx=DX_WITHOUT_MEAN_PATH, reveal="cause", **BATCH)))

    def test_rounded_numbers_are_right_with_a_note(self):
        report = gradcheck.check("batchnorm", dgamma=[round(value, 4) for value in RIGHT_DGAMMA], **BATCH)
        self.assertTrue(report)
        self.assertIn("dgamma: right\n  The numbers are rounded to 4 decimals", str(report))
        self.assertIn("rounded to 4 decimals", report._repr_html_())

    def test_conventions_are_sent(self):
        statistics = {"running_mean": [0.3, 0.525], "running_var": [0.46666666666666673, 1.7916666666666667]}
        batch = dict(BATCH, running_mean=[0, 0], running_var=[0, 1], momentum=0.1, momentum_of="new", running_ddof=1)
        self.assertTrue(gradcheck.check("batchnorm", statistics, **batch))

    def test_keepdims_is_right_with_a_note(self):
        report = gradcheck.check("batchnorm", dgamma=[RIGHT_DGAMMA], **BATCH)
        self.assertTrue(report)
        self.assertIn("dgamma: right\n  The shape is (1, 2) where (2,) is usual.", str(report))

    def test_tensors_that_need_detaching_are_taken(self):
        batch = {name: Tensor(value) for name, value in BATCH.items()}
        self.assertTrue(gradcheck.check("batchnorm", dgamma=Tensor(RIGHT_DGAMMA), **batch))

    def test_updated_running_statistics_go_into_submitted(self):
        report = gradcheck.check(
            "batchnorm", {"running_mean": [0.3, 0.525], "running_var": [0, 1]}, running_mean=[0, 0], running_var=[0, 1], **BATCH)
        self.assertIn("running_var: wrong", str(report))
        self.assertIn("running_mean: right", str(report))

    def test_several_wrong_tensors_name_the_first(self):
        report = gradcheck.check("batchnorm", dx=DX_WITHOUT_MEAN_PATH, mean=[1, 1], **BATCH)
        self.assertIn("Note: mean is the first to go wrong; mend it first, because later ones follow from it.", str(report))

    def test_what_was_given_is_left_alone(self):
        batch = {name: list(value) for name, value in BATCH.items()}
        yours = {"dgamma": RIGHT_DGAMMA}
        gradcheck.check("batchnorm", yours, **batch)
        self.assertEqual(BATCH, batch)
        self.assertEqual({"dgamma": RIGHT_DGAMMA}, yours)


class Html(unittest.TestCase):
    def test_a_wrong_tensor_has_a_cell_for_each_entry_that_is_off(self):
        html = gradcheck.check("batchnorm", dx=DX_WITHOUT_MEAN_PATH, **BATCH)._repr_html_()
        self.assertEqual(8, html.count("<rect"))
        self.assertIn("<title>dx[1, 1] = 0.9703500154469102, right is 0.3903085556952078, off by 0.58</title>", html)
        self.assertIn("8 of 8 entries of dx are off, by up to 0.58", html)
        self.assertIn("The mean path is missing from dx", html)

    def test_a_cell_that_is_no_number_is_crossed_out(self):
        dx = [row[:] for row in DX_WITHOUT_MEAN_PATH]
        dx[2][0] = math.nan
        html = gradcheck.check("batchnorm", dx=dx, **BATCH)._repr_html_()
        self.assertIn("<title>dx[2, 0] = nan, right is", html)
        self.assertIn("crossed out: not a number", html)

    def test_held_back_values_are_not_drawn(self):
        html = gradcheck.check("batchnorm", dx=DX_WITHOUT_MEAN_PATH, reveal="cause", **BATCH)._repr_html_()
        self.assertEqual(5, html.count("<rect"))
        self.assertIn("<title>dx[1, 1] = 0.9703500154469102</title>", html)

    def test_a_large_tensor_is_drawn_small(self):
        x = [[math.sin(i * 7 + j * j) for j in range(50)] for i in range(70)]
        dx = gradcheck.gradients("batchnorm", x=x, dout=x[::-1])["dx"]
        dx[40][10] = 3.0
        html = gradcheck.check("batchnorm", x=x, dout=x[::-1], dx=dx)._repr_html_()
        self.assertEqual(1, html.count("<rect"))
        self.assertIn("1 of 3500 entries of dx are off", html)
        self.assertIn("A cell is the worst of 3 x 2 entries.", html)

    def test_four_axes_are_blocks(self):
        made = gradcheck.case("groupnorm", 1, include="answers", groups=3)
        dx = made["answers"]["dx"]
        dx[1][2][0][0] += 1
        html = gradcheck.check("groupnorm", groups=3, dx=dx, **made["inputs"])._repr_html_()
        self.assertIn("<title>dx[1, 2, 0, 0] = ", html)
        self.assertIn("a block is a channel, a row of blocks a sample", html)


class Gradients(unittest.TestCase):
    def test_the_right_answer_comes_back(self):
        made = gradcheck.gradients("batchnorm", include=["intermediates"], numeric=True, **BATCH)
        self.assertEqual(RIGHT_DGAMMA, list(made["dgamma"]))
        self.assertEqual([3, 5.25], list(made["intermediates"]["mean"]))
        self.assertEqual((4, 2), made["shape"] if isinstance(made["shape"], tuple) else tuple(made["shape"]))
        self.assertEqual("match", made["numeric"]["verdict"])
        self.assertEqual({"layer", "shape", "out", "dx", "dgamma", "dbeta", "intermediates", "numeric", "warnings"}, set(made))

    def test_a_case_is_the_same_each_time(self):
        made, again = (gradcheck.case("batchnorm", 7, n=3, d=2, profile="readable") for _ in range(2))
        self.assertEqual("readable", made["profile"])
        self.assertEqual([list(row) for row in made["inputs"]["x"]], [list(row) for row in again["inputs"]["x"]])
        self.assertEqual(3, len(made["inputs"]["x"]))


class Problems(unittest.TestCase):
    def test_each_field_is_named(self):
        with self.assertRaises(gradcheck.GradCheckError) as raised:
            gradcheck.gradients("batchnorm", x=[[1, 2, 3], [3, 4, 9]], dout=[[1, 2, 0], [3, 4]], gama=[1, 2])
        error = raised.exception
        self.assertEqual(400, error.status)
        self.assertEqual("/problems/invalid-request", error.problem["type"])
        self.assertEqual(["has 2 values, but x has 3 columns"], error.errors["dout[1]"])
        self.assertEqual(
            "The request cannot be answered as it stands.\n  dout[1]: has 2 values, but x has 3 columns\n"
            "  gama: is not a field of this request; the nearest is gamma", str(error))

    def test_a_bad_batch_is_an_error_though_a_tensor_is_bad_too(self):
        with self.assertRaises(gradcheck.GradCheckError) as raised:
            gradcheck.check("batchnorm", x=[[1, 2], [3, 4]], dout=[[1, 2]], dx=[["abc"]])
        self.assertEqual({"dout", "submitted.dx[0][0]"}, set(raised.exception.errors))

    def test_nothing_submitted_is_an_error(self):
        with self.assertRaises(gradcheck.GradCheckError) as raised:
            gradcheck.check("batchnorm", **BATCH)
        self.assertIn("submit", str(raised.exception))

    def test_an_unknown_layer_is_named_with_the_nearest(self):
        with self.assertRaises(gradcheck.GradCheckError) as raised:
            gradcheck.check("batchnrom", dx=[[1]], x=[[1]], dout=[[1]])
        self.assertEqual(404, raised.exception.status)
        self.assertIn("the nearest is batchnorm", str(raised.exception))

    def test_an_input_that_is_no_array_is_named(self):
        with self.assertRaises(TypeError) as raised:
            gradcheck.gradients("batchnorm", x=object(), dout=[[1]])
        self.assertEqual("x is an object, but an array of numbers belongs here", str(raised.exception))


if __name__ == "__main__":
    unittest.main()
