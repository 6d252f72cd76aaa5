"""Any party reads every published entry, page by page: the newest first, each exactly once."""

import json

from samverkan import connect, document

samverkan = connect()
entries = []
page = {"hasNextPage": True, "endCursor": None}
while page["hasNextPage"]:
    answer = samverkan.send(document("read_entries"), {"after": page["endCursor"]})["trendEntries"]
    entries += answer["nodes"]
    page = answer["pageInfo"]
print(json.dumps(entries))
