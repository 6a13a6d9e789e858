#!/usr/bin/env python3
"""Says which tests failed or were skipped, and counts them: tools/count_tests.py RESULTS.xml (JUnit, from ctest)."""

import re
import sys
import xml.etree.ElementTree as ElementTree


def reason(case):
    """The line in which a skipped test says why."""
    output = case.findtext("system-out") or ""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    after = [lines[i + 1] for i, line in enumerate(lines[:-1]) if re.search(r"Skipped$|: Skipped", line)]
    said = [line for line in lines if "skip" in line.lower() and not line.startswith("[")]
    return (after or said or ["(no reason given)"])[0]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for case in ElementTree.parse(sys.argv[1]).getroot().iter("testcase"):
        if case.find("failure") is not None or case.get("status") == "fail":
            counts["failed"] += 1
            print(f"FAILED  {case.get('name')}")
        elif case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
            counts["skipped"] += 1
            print(f"skipped {case.get('name')}: {reason(case)}")
        else:
            counts["passed"] += 1
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    sys.exit(1 if counts["failed"] or not counts["passed"] else 0)


if __name__ == "__main__":
    main()
