"""Any party asks how many adverts there were in a year, by gender, as lines for a spreadsheet; the guarantee goes with them."""

import csv
import sys

from samverkan import Refusal, connect, document

question = {"measure": "ADVERTS", "granularity": "YEAR", "groupBy": ["GENDER"], "filter": {"period": "2025"}}
try:
    table = connect().send(document("ask_statistics"), {"input": question})["statistics"]
except Refusal as refusal:  # TOO_SPARSE names a coarser table; NOT_FOUND before the first release
    sys.exit(f"{refusal.code}: {refusal} ({refusal.request_id})")
lines = csv.writer(sys.stdout)
lines.writerow([*table["dimensions"], "COUNT"])
for cell in table["cells"]:
    lines.writerow([*cell["coordinates"], cell["count"] if cell["status"] == "ESTIMATED" else cell["status"]])
print(table["guarantee"]["text"], file=sys.stderr)
