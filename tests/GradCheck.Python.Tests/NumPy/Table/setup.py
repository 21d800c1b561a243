import numpy as np
a = np.arange(20.).reshape(4, 5) / 7 - 1.3
b = np.array([0.5, -1.5, 2.0, 0.25, 3.0])
c = np.arange(12).reshape(3, 4)
i = np.array([2, 0, 1])
m = np.array([True, False, True, True])
t = np.linspace(-2, 2, 24).reshape(2, 3, 4)
s = np.float64(1.5)
k = np.int64(7)
x = np.array([[1., -2., 3.], [0., 5., -6.]])
y = np.array([3, -1, 4, 1, -5, 9, 2, 6])
e = np.zeros((0, 3))
