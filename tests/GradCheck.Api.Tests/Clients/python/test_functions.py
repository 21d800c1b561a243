"""check_functions and run_functions: a student's forward and backward, in plain Python."""
import unittest

import students
from support import gradcheck


class Functions(unittest.TestCase):
    def check(self, forward=students.forward, backward=students.backward, **options):
        return gradcheck.check_functions(forward, backward, **options)

    def test_right_ones_are_right_in_every_case(self):
        report = self.check()
        self.assertTrue(report)
        self.assertEqual(
            "batchnorm: right in all 5 cases\n\nout, dgamma, dbeta, dx, running_mean, running_var: right", str(report))
        self.assertEqual(5, len(report.data))

    def test_each_mistake_is_named(self):
        for backward, tensor, words in [
            (students.backward_without_mean_path, "dx", "The mean path is missing from dx"),
            (students.backward_without_eps, "dx", "eps is missing in the backward pass"),
            (students.backward_without_gamma, "dx", "gamma is missing"),
            (students.backward_with_means, "dgamma", "A mean is taken instead of a sum"),
        ]:
            with self.subTest(backward=backward.__name__):
                report = self.check(backward=backward)
                self.assertFalse(report)
                self.assertIn("batchnorm: wrong in 4 of 5 cases\n\n%s: wrong in all 4 cases\n  %s\n" % (tensor, words), str(report))
                self.assertRegex(str(report), r"case \(seed \d, \w+\): \d+ entries are off, the worst:\n    %s\[" % tensor)

    def test_options_that_are_ignored_are_found(self):
        report = self.check(forward=students.forward_ignoring_eps)
        self.assertIn("wrong in 1 of 5 cases", str(report))
        self.assertIn("case (seed 3, typical, eps 0.001, momentum 0.8)", str(report))

    def test_conventions_are_passed_on(self):
        report = self.check(momentum_of="new")
        self.assertIn("running_mean: wrong", str(report))
        self.assertIn("dx: right", str(report).replace("out, dgamma, dbeta, ", ""))

    def test_running_statistics_that_are_lost_are_found(self):
        report = self.check(forward=students.forward_with_stale_statistics)
        self.assertIn("running_var: wrong\n  The running statistics are not updated", str(report))

    def test_a_wrong_test_mode_is_found(self):
        report = self.check(forward=students.forward_with_eps_outside_in_test)
        self.assertIn("out: wrong in 1 of 5 cases\n  eps stands outside the square root", str(report))
        self.assertIn("case (seed 5, typical, test mode)", str(report))

    def test_test_mode_can_be_left_out(self):
        self.assertTrue(self.check(forward=students.forward_with_eps_outside_in_test, test_mode=False))

    def test_a_derivation_without_running_statistics_is_judged_on_training_alone(self):
        report = self.check(forward=students.forward_ignoring_its_options)
        self.assertTrue(report)
        self.assertIn("Note: forward ignores the mode and the running statistics", str(report))

    def test_a_forward_of_three_arguments_is_called_with_three(self):
        report = self.check(forward=students.forward_of_training_only)
        self.assertTrue(report)
        self.assertIn("right in all 4 cases", str(report))

    def test_a_crash_is_told_with_function_line_and_exception(self):
        report = self.check(backward=students.backward_that_crashes)
        self.assertEqual("mismatch", report.verdict)
        self.assertRegex(
            str(report),
            r"backward: wrong in 4 of 5 cases\n  backward \(backward_that_crashes\) raised NameError: name 'gama' is not\s+defined"
            r"\n  students.py, line \d+, in backward_that_crashes:\n    dxhat = columns_of\(dout\) \* gama")
        self.assertIn("out, running_mean, running_var: right", str(report))

    def test_a_wrong_number_of_arguments_is_told(self):
        report = self.check(backward=lambda dout: None)
        self.assertIn("backward raised TypeError", str(report))

    def test_a_crash_in_library_code_names_the_students_line(self):
        def backward(dout, cache):
            return sorted([1, "a"], key=lambda value: value + 1)
        self.assertRegex(str(self.check(backward=backward)), r"test_functions.py, line \d+, in <lambda>")

    def test_a_crash_in_a_notebooks_cell_names_the_line_alone(self):
        cell = {}
        exec(compile("def backward(dout, cache):\n    return 1 / 0\n", "/tmp/ipykernel_42/1234567.py", "exec"), cell)
        text = str(self.check(backward=cell["backward"]))
        self.assertIn("ZeroDivisionError: division by zero\n  line 2, in backward:", text)

    def test_an_exit_is_a_wrong_answer(self):
        self.assertIn("raised SystemExit: 3", str(self.check(backward=students.backward_that_exits)))

    def test_an_interrupt_is_the_users(self):
        def forward(*arguments):
            raise KeyboardInterrupt
        with self.assertRaises(KeyboardInterrupt):
            self.check(forward=forward)

    def test_unfinished_tensors_are_told_each_by_name(self):
        text = str(self.check(backward=students.backward_unfinished))
        self.assertIn("dx: wrong in 4 of 5 cases\n  dx is None, but an array of numbers belongs here", text)
        self.assertIn("dbeta: wrong in 4 of 5 cases\n  dbeta is a str, but an array of numbers belongs here", text)
        self.assertIn("out, dgamma, running_mean, running_var: right", text)

    def test_what_is_returned_in_another_form_is_told(self):
        self.assertIn(
            "backward (backward_of_two) returned 2 values, but (dx, dgamma, dbeta) belongs here",
            str(self.check(backward=students.backward_of_two)))
        self.assertRegex(
            str(self.check(forward=students.forward_without_cache)),
            r"forward \(forward_without_cache\) returned (\d+ values|an? \w+), but \(out, cache\) belongs here")
        self.assertIn("backward returned None, but (dx, dgamma, dbeta) belongs here", str(self.check(backward=lambda dout, cache: None)))

    def test_changes_in_place_are_noted_and_do_no_harm(self):
        report = self.check(forward=students.forward_that_changes_x, backward=students.backward_that_changes_dout)
        self.assertTrue(report)
        self.assertIn("Note: forward changes x in place", str(report))
        self.assertIn("Note: backward changes dout in place", str(report))

    def test_cases_of_ones_own_are_used(self):
        report = self.check(cases=[{"seed": 9, "n": 3, "d": 2, "profile": "readable"}])
        self.assertEqual("batchnorm: right\n\nout, dgamma, dbeta, dx: right", str(report))
        with self.assertRaises(ValueError):
            self.check(cases=[])

    def test_the_names_of_the_functions_tell_the_layer(self):
        def named(forward, backward):
            pair = (lambda *given: None), (lambda *given: None)
            pair[0].__name__, pair[1].__name__ = forward, backward
            return pair
        for forward, backward, layer in [
            ("layernorm_forward", "layernorm_backward", "layernorm"),
            ("layer_norm_forward", "my_layer_norm_backward_2", "layernorm"),
            ("LayerNormForward", "backward", "layernorm"),
            ("spatial_batchnorm_forward", "spatial_batchnorm_backward", "spatial_batchnorm"),
            ("spatial_groupnorm_forward", "groupnorm_backward", "groupnorm"),
            ("rmsnorm_forward", "rmsnorm_backward", "rmsnorm"),
            ("forward", "backward", "batchnorm"),
        ]:
            with self.subTest(forward=forward):
                self.assertIn(layer, str(self.check(*named(forward, backward))).split(":")[0])

        with self.assertRaisesRegex(ValueError, r"^layer is 'batchnorm', but layernorm_forward is named after layernorm: leave layer out"):
            self.check(*named("layernorm_forward", "layernorm_backward"), layer="batchnorm")
        with self.assertRaisesRegex(ValueError, r"named after different layers: layernorm_forward of layernorm and batchnorm_backward of batchnorm"):
            self.check(*named("layernorm_forward", "batchnorm_backward"))
        with self.assertRaisesRegex(ValueError, r"for affine there is check_file"):
            self.check(*named("affine_forward", "affine_backward"))
        with self.assertRaisesRegex(ValueError, r"^layer is 'rmsnorm', but batchnorm_backward is named after batchnorm"):
            gradcheck.run_functions(*named("forward", "batchnorm_backward"), layer="rmsnorm")

    def test_reveal_holds_back_the_cause(self):
        report = self.check(backward=students.backward_without_mean_path, reveal="verdict")
        self.assertEqual("mismatch", report.verdict)
        self.assertNotIn("mean path", str(report))
        self.assertNotIn("right is", str(report) + report._repr_html_())

    def test_a_bad_case_is_an_error(self):
        with self.assertRaises(gradcheck.GradCheckError) as raised:
            self.check(cases=[{"seed": -1}])
        self.assertIn("seed: is -1, but a seed is a whole number", str(raised.exception))

    def test_the_html_escapes_what_the_student_wrote(self):
        def backward(dout, cache):
            raise ValueError("<img src=x onerror=alert(1)> & \"more\"")
        html = self.check(backward=backward)._repr_html_()
        self.assertNotIn("<img", html)
        self.assertIn("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;more&quot;", html)

    def test_an_exception_that_cannot_be_printed_is_told_all_the_same(self):
        class Odd(Exception):
            def __str__(self):
                raise RuntimeError("not even this")

        def backward(dout, cache):
            raise Odd()
        self.assertIn("Odd", str(self.check(backward=backward)))


class RunFunctions(unittest.TestCase):
    def test_submissions_are_what_grade_takes(self):
        made = gradcheck.run_functions(students.forward, students.backward, cases=[{"seed": 1, "n": 3, "d": 2}, {"seed": 2}])
        self.assertEqual([1, 2], [entry["seed"] for entry in made])
        self.assertEqual({"out", "dx", "dgamma", "dbeta"}, set(made[0]["submitted"]))
        self.assertEqual(3, len(made[0]["submitted"]["dx"]))
        self.assertNotIn("error", made[0])

    def test_a_case_that_brings_its_inputs_needs_no_service(self):
        known = gradcheck.case("batchnorm", 1, n=3, d=2)
        at_hand = {"seed": 1, "n": 3, "d": 2, "inputs": known["inputs"], "parameters": known["parameters"]}
        made = gradcheck.run_functions(students.forward, students.backward, cases=[at_hand], url="http://127.0.0.1:9")
        asked = gradcheck.run_functions(students.forward, students.backward, cases=[{"seed": 1, "n": 3, "d": 2}])
        self.assertEqual(asked, made)

    def test_a_case_without_a_seed_is_named(self):
        for run in (gradcheck.run_functions, gradcheck.check_functions):
            for case in ({"profile": "offset"}, 7):
                with self.assertRaisesRegex(ValueError, r"^cases\[1\] is .*, but a case has a seed"):
                    run(students.forward, students.backward, cases=[{"seed": 1}, case])

    def test_a_crash_is_the_error_of_its_case(self):
        made = gradcheck.run_functions(students.forward, students.backward_that_crashes)
        self.assertEqual({"out"}, set(made[0]["submitted"]))
        self.assertEqual("backward (backward_that_crashes) raised NameError: name 'gama' is not defined", made[0]["error"])

    def test_a_tensor_that_is_none_is_left_out_and_told(self):
        made = gradcheck.run_functions(students.forward, students.backward_unfinished)
        self.assertNotIn("dx", made[0]["submitted"])
        self.assertIn("dx is None", made[0]["error"])


if __name__ == "__main__":
    unittest.main()
