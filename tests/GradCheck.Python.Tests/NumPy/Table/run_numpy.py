"""Runs expressions.txt through NumPy and prints a JSON line for each: python3 run_numpy.py"""
import ast
import json
import os
import sys
import warnings

import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))


def number(value):
    return repr(float(value))


def describe(value):
    if isinstance(value, np.ndarray) or isinstance(value, np.generic):
        array = np.asarray(value)
        kind = 'ndarray' if isinstance(value, np.ndarray) else 'scalar'
        values = [number(v) for v in array.ravel()] if array.dtype.kind == 'f' else [str(int(v)) for v in array.ravel()]
        return {'type': kind, 'dtype': str(array.dtype), 'shape': list(array.shape), 'values': values}
    if isinstance(value, (tuple, list)):
        return {'type': type(value).__name__, 'items': [describe(item) for item in value]}
    if isinstance(value, float):
        return {'type': 'float', 'values': [number(value)]}
    if isinstance(value, (bool, int)):
        return {'type': type(value).__name__, 'values': [str(int(value))]}
    return {'type': type(value).__name__, 'text': str(value)}


def run(setup, line):
    names = {}
    exec(setup, names)
    tree = ast.parse('\n'.join(line.replace('\\n', '\n').split('; ')))
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with warnings.catch_warnings(record=True) as told, np.errstate():
        warnings.simplefilter('always')
        try:
            exec(compile(tree, '<line>', 'exec'), names)
            value = eval(compile(ast.Expression(last.value), '<line>', 'eval'), names) if last else None
            answer = {'value': describe(value)}
        except Exception as error:
            answer = {'error': type(error).__name__, 'message': str(error)}
    return {**answer, 'warnings': sorted({f'RuntimeWarning: {w.message}' for w in told if w.category is RuntimeWarning})}


def main():
    with open(os.path.join(FOLDER, 'setup.py')) as file:
        setup = file.read()
    print(json.dumps({'numpy': np.__version__}))
    with open(os.path.join(FOLDER, 'expressions.txt')) as file:
        for at, line in enumerate(file, 1):
            line = line.rstrip('\n')
            if line and not line.startswith('#'):
                print(json.dumps({'line': at, **run(setup, line)}))


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8')
    main()
