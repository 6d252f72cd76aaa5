"""Any party: what happens from now on, or behind the cursor that is given, a line for each change, until it is stopped.

Keep the cursor of the last line that was dealt with, and start behind it the next time: nothing is missed.
"""

import json
import sys

from samverkan import connect, document

after = sys.argv[1] if len(sys.argv) > 1 else None
for cursor, data in connect().follow(document("follow_changes"), after):
    print(json.dumps({"cursor": cursor, **data["changed"]}), flush=True)
