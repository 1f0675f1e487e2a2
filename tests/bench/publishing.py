"""What it costs to publish one case: rows, revision and index, in CPU time of this process."""

import statistics
import sys
import time

import django


def main():
    from content.actions import save
    from content.models import Page, Revision

    document = Page.objects.get(kind="case", slug="tensorflow-google").document
    costs = []
    for number in range(21):
        changed = document | {"summary": {"zh": f"第{number}次", "en": f"Time {number}"}}
        start = time.process_time()
        save(kind="case", document=changed, source=Revision.Source.ADMIN)
        costs.append((time.process_time() - start) * 1000)
    sys.stdout.write(
        f"\nPublishing one case: {statistics.median(costs):.0f} ms of CPU in the portal (target: at most 60)\n"
    )


if __name__ == "__main__":
    django.setup()
    main()
