#!/usr/bin/env bash
# PrairieLearn runs this as root, without a network. /grade/tests is the question's own folder of that name, and
# /grade/data holds the variant; both are kept from the student's code.
chmod -R go= /grade/tests /grade/data
exec /usr/bin/python3 -I /opt/grader/harness.py --format prairielearn --assignment /grade/tests/assignment.json \
  --variant /grade/data/data.json --submission /grade/student --result /grade/results/results.json
