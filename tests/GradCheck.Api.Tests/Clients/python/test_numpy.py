"""What NumPy and PyTorch add: arrays in and out, and students' functions as the course has them."""
import io
import json
import os
import unittest
import zipfile

import numpy as np

from support import answering, gradcheck

try:
    import torch
except ImportError:
    torch = None


def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps, momentum = bn_param["mode"], bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    D = x.shape[1]
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    cache = None
    if mode == "train":
        mean, var = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
        xhat = (x - mean) / np.sqrt(var + eps)
        cache = (xhat, gamma, np.sqrt(var + eps))
    else:
        xhat = (x - running_mean) / np.sqrt(running_var + eps)
    bn_param["running_mean"], bn_param["running_var"] = running_mean, running_var
    return gamma * xhat + beta, cache


def batchnorm_backward(dout, cache):
    xhat, gamma, std = cache
    dxhat = dout * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, np.sum(dout * xhat, axis=0), dout.sum(axis=0)


def layernorm_forward(x, gamma, beta, ln_param):
    std = np.sqrt(x.var(axis=1, keepdims=True) + ln_param.get("eps", 1e-5))
    xhat = (x - x.mean(axis=1, keepdims=True)) / std
    return gamma * xhat + beta, (xhat, gamma, std)


def layernorm_backward(dout, cache):
    xhat, gamma, std = cache
    dxhat = dout * gamma
    dx = (dxhat - dxhat.mean(axis=1, keepdims=True) - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / std
    return dx, np.sum(dout * xhat, axis=0), dout.sum(axis=0)


def layernorm_backward_axis_0(dout, cache):
    dx, dgamma, dbeta = layernorm_backward(dout, cache)
    return dx, dgamma, dout.sum(axis=1)


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    out, cache = batchnorm_forward(x.transpose(0, 2, 3, 1).reshape(-1, C), gamma, beta, bn_param)
    return out.reshape(N, H, W, C).transpose(0, 3, 1, 2), cache


def spatial_batchnorm_backward(dout, cache):
    N, C, H, W = dout.shape
    dx, dgamma, dbeta = batchnorm_backward(dout.transpose(0, 2, 3, 1).reshape(-1, C), cache)
    return dx.reshape(N, H, W, C).transpose(0, 3, 1, 2), dgamma, dbeta


def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    groups = x.reshape(N, G, -1)
    std = np.sqrt(groups.var(axis=2, keepdims=True) + gn_param.get("eps", 1e-5))
    xhat = ((groups - groups.mean(axis=2, keepdims=True)) / std).reshape(x.shape)
    return gamma * xhat + beta, (xhat, gamma, std, G)


def spatial_groupnorm_backward(dout, cache):
    xhat, gamma, std, G = cache
    N = len(dout)
    d, h = (dout * gamma).reshape(N, G, -1), xhat.reshape(N, G, -1)
    dx = (d - d.mean(axis=2, keepdims=True) - h * (d * h).mean(axis=2, keepdims=True)) / std
    return dx.reshape(dout.shape), np.sum(dout * xhat, axis=(0, 2, 3), keepdims=True), np.sum(dout, axis=(0, 2, 3), keepdims=True)


def groupnorm_forward_of_flat_parameters(x, gamma, beta, G, gn_param):
    out, cache = spatial_groupnorm_forward(x, gamma[:, None, None], beta[:, None, None], G, gn_param)
    return out, cache


def groupnorm_backward_of_flat_parameters(dout, cache):
    dx, dgamma, dbeta = spatial_groupnorm_backward(dout, cache)
    return dx, dgamma.reshape(-1), dbeta.reshape(-1)


class Layers(unittest.TestCase):
    def test_the_courses_functions_are_right(self):
        for forward, backward, layer in [
            (batchnorm_forward, batchnorm_backward, "batchnorm"),
            (layernorm_forward, layernorm_backward, "layernorm"),
            (spatial_batchnorm_forward, spatial_batchnorm_backward, "spatial_batchnorm"),
            (spatial_groupnorm_forward, spatial_groupnorm_backward, "groupnorm"),
            (groupnorm_forward_of_flat_parameters, groupnorm_backward_of_flat_parameters, "groupnorm"),
        ]:
            with self.subTest(forward=forward.__name__):
                for given in (layer, None):
                    report = gradcheck.check_functions(forward, backward, given)
                    self.assertTrue(report, str(report))
                    self.assertRegex(str(report), r"^%s: right in all %d cases\n\n[^\n]*\Z" % (layer, 5 if "batch" in layer else 4))

    def test_a_wrong_axis_is_named(self):
        report = gradcheck.check_functions(layernorm_forward, layernorm_backward_axis_0, "layernorm")
        self.assertIn("dbeta: wrong in all 4 cases", str(report))
        self.assertIn("Reduced over the wrong axis", str(report))

    def test_a_batch_norm_for_a_layer_norm_is_wrong(self):
        def forward(x, gamma, beta, ln_param):
            return batchnorm_forward(x, gamma, beta, dict(ln_param, mode="train"))
        def backward(dout, cache):
            return batchnorm_backward(dout, cache)
        report = gradcheck.check_functions(forward, backward, "layernorm")
        self.assertIn("out: wrong in all 4 cases\n  The statistics are taken over the batch", str(report))

    def test_changes_in_place_are_noted(self):
        def forward(x, gamma, beta, bn_param):
            made = batchnorm_forward(x.copy(), gamma, beta, bn_param)
            x -= x.mean(axis=0)
            return made
        report = gradcheck.check_functions(forward, batchnorm_backward)
        self.assertTrue(report)
        self.assertIn("Note: forward changes x in place", str(report))

    def test_an_error_of_numpys_names_the_students_line(self):
        def backward(dout, cache):
            return np.dot(dout, np.ones((77, 2)))
        text = str(gradcheck.check_functions(batchnorm_forward, backward))
        self.assertRegex(text, r"raised ValueError: shapes [^\n]* not aligned")
        self.assertRegex(text, r"test_numpy.py, line \d+, in backward:\n    return np.dot")

    def test_float32_is_judged_as_float32(self):
        def backward(dout, cache):
            return tuple(value.astype(np.float32) for value in batchnorm_backward(dout, cache))
        report = gradcheck.check_functions(batchnorm_forward, backward)
        self.assertIn("float32", str(report))


class Arrays(unittest.TestCase):
    def test_arrays_go_in_and_come_out(self):
        x = np.arange(12, dtype=np.int64).reshape(4, 3) ** 2
        made = gradcheck.gradients("batchnorm", x=x, dout=np.asfortranarray(x[::-1]), eps=np.float32(1e-3), include=["paths"])
        self.assertIsInstance(made["dx"], np.ndarray)
        self.assertEqual((4, 3), made["dx"].shape)
        self.assertEqual((4, 3), made["shape"])
        self.assertEqual(np.float64, made["paths"]["direct"].dtype)
        report = gradcheck.check("batchnorm", x=x, dout=x[::-1], eps=np.float32(1e-3), dx=made["dx"], dbeta=made["dbeta"][None])
        self.assertTrue(report)

    def test_numbers_come_back_bit_for_bit(self):
        x = np.random.RandomState(0).randn(8, 3)
        made = gradcheck.gradients("batchnorm", x=x, dout=x[::-1])
        again = gradcheck.check("batchnorm", x=x, dout=x[::-1], dx=made["dx"], tolerance={"rtol": 0, "atol": 0})
        self.assertTrue(again, str(again))

    def test_arrays_travel_as_they_are(self):
        x = np.arange(8, dtype=">f4").reshape(4, 2)
        with answering({"score": 1, "max_score": 1, "items": []}) as (url, requests):
            gradcheck.grade("batchnorm", [{"seed": 1, "submitted": {"dx": x, "dbeta": [1, 2]}}, {"seed": 2}], [{"tensor": "dx", "points": 1}], url=url)
        with zipfile.ZipFile(io.BytesIO(requests[0][1])) as archive:
            self.assertEqual(["request.json", "cases[0].submitted.dx.npy"], archive.namelist())
            rest = json.loads(archive.read("request.json"))
        self.assertEqual([{"seed": 1, "submitted": {"dbeta": [1, 2]}}, {"seed": 2}], rest["cases"])
        with np.load(io.BytesIO(requests[0][1])) as arrays:
            self.assertEqual((x.dtype, x.tolist()), (arrays["cases[0].submitted.dx"].dtype, arrays["cases[0].submitted.dx"].tolist()))

    def test_a_service_that_reads_no_arrays_gets_json(self):
        x = np.arange(4.0).reshape(2, 2)
        with answering({"dx": [[1, 2]]}, reads_arrays=False) as (url, requests):
            made = gradcheck.gradients("batchnorm", x=x, dout=x, eps=np.float32(0.5), url=url)
        self.assertEqual([1.0, 2.0], made["dx"][0].tolist())
        self.assertEqual([bytes, dict], [type(body) for _, body in requests])
        self.assertEqual({"x": x.tolist(), "dout": x.tolist(), "eps": 0.5}, requests[1][1])

    def test_an_archive_that_cannot_be_read_is_told(self):
        for body in (b"", b"PK\x03\x04 no archive"):
            with answering(body, kind="application/x-npz") as (url, _), self.assertRaises(gradcheck.GradCheckError) as raised:
                gradcheck.gradients("batchnorm", x=[[1]], dout=[[1]], url=url)
            self.assertIn("that is not GradCheck's", str(raised.exception))

    def test_a_graded_array_is_the_one_that_was_sent(self):
        cases = gradcheck.run_functions(batchnorm_forward, batchnorm_backward, cases=[{"seed": 1}])
        submitted = {name: np.array(value) for name, value in cases[0]["submitted"].items()}
        report = gradcheck.grade("batchnorm", [{"seed": 1, "submitted": submitted}], [{"tensor": name, "points": 1} for name in submitted])
        self.assertEqual((4, 4), (report.score, report.max_score), str(report))

    def test_every_kind_of_number_is_taken(self):
        x = np.arange(8).reshape(4, 2) ** 2
        for kind in (np.int8, np.uint16, np.int64, np.float16, np.float32, np.float64, np.longdouble, ">f8", bool):
            with self.subTest(kind=kind):
                report = gradcheck.check("batchnorm", x=x, dout=np.eye(4, 2).astype(int), dbeta=np.ones(2).astype(kind))
                self.assertEqual(kind is bool, not report, str(report))

    def test_objects_in_an_array_are_a_wrong_answer(self):
        x = np.random.RandomState(0).randn(4, 2)
        for value, words in [(np.array([object()]), "dx is an object"), (x + 1j, "dx is a complex"), (np.array(["a"]), "dx")]:
            report = gradcheck.check("batchnorm", x=x, dout=x[::-1], dx=value)
            self.assertEqual("mismatch", report.verdict)
            self.assertIn(words, str(report))

    def test_tensors_of_pytorch_are_taken(self):
        if torch is None:
            if os.environ.get("GRADCHECK_REQUIRE_EXTRAS") == "1":
                self.fail("PyTorch not found: apt-get install -y python3-torch")
            self.skipTest("PyTorch not found: apt-get install -y python3-torch")
        x = torch.tensor([[1.0, 2], [2, 4], [3, 9]], dtype=torch.float64, requires_grad=True)
        dout = torch.tensor([[1.0, 0], [0, 1], [-1, 2]], dtype=torch.float64)
        gamma = torch.tensor([2.0, 3], dtype=torch.float64, requires_grad=True)
        out = torch.nn.functional.batch_norm(x, None, None, gamma, None, training=True, eps=1e-5)
        (out * dout).sum().backward()
        report = gradcheck.check("batchnorm", x=x, dout=dout, gamma=gamma, out=out, dx=x.grad, dgamma=gamma.grad)
        self.assertTrue(report, str(report))


if __name__ == "__main__":
    unittest.main()
