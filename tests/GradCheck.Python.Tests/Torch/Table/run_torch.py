"""Runs expressions.txt and gradients.txt through torch and prints a JSON line for each: python3 run_torch.py"""
import ast
import json
import os
import sys
import warnings

import numpy as np
import torch

FOLDER = os.path.dirname(os.path.abspath(__file__))


def number(value):
    return repr(float(value))


def describe(value):
    if isinstance(value, torch.Size):
        return {'type': 'Size', 'items': [describe(item) for item in value]}
    if isinstance(value, torch.Tensor):
        values = value.detach().reshape(-1)
        return {'type': 'Tensor', 'dtype': str(value.dtype), 'shape': list(value.shape), 'grad': value.requires_grad,
                'values': [number(v) for v in values] if value.is_floating_point() else [str(int(v)) for v in values]}
    if isinstance(value, np.ndarray) or isinstance(value, np.generic):
        array = np.asarray(value)
        return {'type': 'ndarray', 'dtype': str(array.dtype), 'shape': list(array.shape), 'values': [number(v) for v in array.ravel()]}
    if isinstance(value, (tuple, list)):
        return {'type': 'list' if isinstance(value, list) else 'tuple', 'items': [describe(item) for item in value]}
    if isinstance(value, float):
        return {'type': 'float', 'values': [number(value)]}
    if isinstance(value, (bool, int)):
        return {'type': type(value).__name__, 'values': [str(int(value))]}
    return {'type': type(value).__name__, 'text': str(value)}


def run(setup, line):
    names = {}
    torch.set_grad_enabled(True)
    exec(setup, names)
    tree = ast.parse('\n'.join(line.replace('\\n', '\n').split('; ')))
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        try:
            exec(compile(tree, '<line>', 'exec'), names)
            value = eval(compile(ast.Expression(last.value), '<line>', 'eval'), names) if last else None
            return {'value': describe(value)}
        except Exception as error:
            return {'error': type(error).__name__, 'message': str(error).split('\n')[0].strip()}


def main():
    with open(os.path.join(FOLDER, 'setup.py')) as file:
        setup = file.read()
    print(json.dumps({'torch': torch.__version__}))
    for name in 'expressions', 'gradients', 'classes', 'functional', 'functional_gradients':
        with open(os.path.join(FOLDER, name + '.txt')) as file:
            lines = file.read().split('\n')
        for at, line in enumerate(lines, 1):
            if line and not line.startswith('#'):
                text = GRADIENT.format(line) if name.endswith('gradients') else line
                own = os.path.join(FOLDER, name.split('_')[0] + '.py')
                before = setup + open(own).read() if os.path.exists(own) else setup
                print(json.dumps({'file': name, 'line': at, **run(before, text)}))


with open(os.path.join(FOLDER, 'gradient.py')) as file:
    GRADIENT = '; '.join(file.read().strip().split('\n'))

if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8')
    main()
