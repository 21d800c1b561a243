"""Stands before NumPy on the path of the tests that do without it."""
raise ImportError("NumPy is hidden from this test")
