"""What the client says of a service that is not there, or is another one."""
import os
import socket
import threading
import unittest
import unittest.mock

from support import BATCH, RIGHT_DGAMMA, address_of_nothing, answering, gradcheck


class Service(unittest.TestCase):
    def fails(self, url, **options):
        with self.assertRaises(gradcheck.GradCheckError) as raised:
            gradcheck.gradients("batchnorm", url=url, **BATCH, **options)
        self.assertEqual({}, raised.exception.problem)
        return raised.exception

    def test_nobody_there_is_told_with_what_to_do(self):
        url = address_of_nothing()
        error = self.fails(url)
        self.assertIsNone(error.status)
        self.assertTrue(str(error).startswith("no answer from %s (" % url), str(error))
        self.assertIn("is the service running?", str(error))
        self.assertIn("GRADCHECK_URL", str(error))

    def test_a_host_that_does_not_exist_is_told(self):
        self.assertIn("no answer from http://nowhere.invalid", str(self.fails("http://nowhere.invalid")))

    def test_no_answer_in_time_is_told(self):
        with answering({}, wait=threading.Event()) as (url, _):
            self.assertEqual("no answer from %s within 0.2 s; timeout=... waits longer" % url, str(self.fails(url, timeout=0.2)))

    def test_another_service_is_told(self):
        with answering("<html>hello</html>", kind="text/html") as (url, _):
            self.assertEqual("%s answers with text/html that is not GradCheck's: is it its address?" % url, str(self.fails(url)))
        with answering("<html>no</html>", status=502, kind="text/html") as (url, _):
            error = self.fails(url)
            self.assertEqual(502, error.status)
            self.assertIn("answers 502 Bad Gateway", str(error))
        with answering(["not", "a", "problem"], status=500) as (url, _):
            self.assertEqual(500, self.fails(url).status)

    def test_another_services_json_is_told(self):
        for body in ({"hello": 1}, [], "null"):
            with self.subTest(body=body), answering(body) as (url, _):
                with self.assertRaises(gradcheck.GradCheckError) as raised:
                    gradcheck.check("batchnorm", dgamma=RIGHT_DGAMMA, url=url, **BATCH)
                self.assertEqual(
                    "%s answers with application/json that is not GradCheck's: is it its address?" % url, str(raised.exception))

    def test_what_does_not_speak_http_is_told(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            def answer():
                connection, _ = server.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(b"220 mail.example.org ESMTP\r\n")

            thread = threading.Thread(target=answer, daemon=True)
            thread.start()
            url = "http://127.0.0.1:%d" % server.getsockname()[1]
            self.assertIn("no answer from %s (220 mail" % url, str(self.fails(url)))
            thread.join()

    def test_what_is_no_address_is_told(self):
        for url in ("localhost:8080", "file:///etc/passwd", "ftp://example.org", "http://"):
            with self.subTest(url=url):
                self.assertIn("but it looks like http://localhost:8080", str(self.fails(url)))

    def test_the_address_may_have_a_path_and_a_slash(self):
        with answering({"dx": [[1]]}) as (url, requests):
            gradcheck.gradients("batchnorm", url=url + "/grad/check/", **BATCH)
            self.assertEqual("/grad/check/v1/batchnorm/gradients", requests[0][0])

    def test_an_argument_comes_before_the_environment(self):
        with answering({"dx": [[1]]}) as (url, requests), unittest.mock.patch.dict(os.environ, GRADCHECK_URL=address_of_nothing()):
            gradcheck.gradients("batchnorm", url=url, **BATCH)
            self.assertEqual(1, len(requests))

    def test_a_proxy_is_not_asked_for_this_machine(self):
        with unittest.mock.patch.dict(os.environ, http_proxy=address_of_nothing(), no_proxy=""):
            self.assertTrue(gradcheck.check("batchnorm", dgamma=RIGHT_DGAMMA, **BATCH))

    def test_a_layer_cannot_lead_to_another_route(self):
        with answering({}) as (url, requests):
            gradcheck.gradients("../x?y#z", url=url)
            self.assertEqual("/v1/..%2Fx%3Fy%23z/gradients", requests[0][0])


if __name__ == "__main__":
    unittest.main()
