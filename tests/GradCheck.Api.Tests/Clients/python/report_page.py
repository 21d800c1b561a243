"""Writes a page with the reports of several wrong answers, as a notebook would show them: report_page.py FILE COLOUR BACKGROUND"""
import math
import sys

import students
from support import BATCH, DX_WITHOUT_MEAN_PATH, gradcheck


def backward_with_markup(dout, cache):
    raise ValueError("<img src=x onerror=alert(1)>")


def main():
    file, colour, background = sys.argv[1:]
    with_nan = [row[:] for row in DX_WITHOUT_MEAN_PATH]
    with_nan[2][0] = math.nan
    made = gradcheck.case("groupnorm", 1, include="answers", groups=3)
    blocks = [[[[v + (0.5 + i if (n, c) == (1, 2) else 0) for v in row] for i, row in enumerate(channel)]
               for c, channel in enumerate(sample)] for n, sample in enumerate(made["answers"]["dx"])]
    reports = {
        "functions": gradcheck.check_functions(students.forward, students.backward_without_mean_path),
        "nan": gradcheck.check("batchnorm", dx=with_nan, **BATCH),
        "blocks": gradcheck.check("groupnorm", groups=3, dx=blocks, **made["inputs"]),
        "crash": gradcheck.check_functions(students.forward, backward_with_markup),
        "right": gradcheck.check_functions(students.forward, students.backward),
    }
    sections = "".join('<section id="%s">%s</section><hr>' % (name, report._repr_html_()) for name, report in reports.items())
    with open(file, "w", encoding="utf-8") as page:
        page.write('<!doctype html><meta charset="utf-8"><title>Reports</title>'
                   '<body style="font:14px sans-serif;color:%s;background:%s">%s' % (colour, background, sections))


if __name__ == "__main__":
    main()
