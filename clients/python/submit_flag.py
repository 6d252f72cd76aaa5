"""The police report an adult who does not consent: a notification, which carries no details and reaches the unit alone."""

import json

from samverkan import connect, document

answer = connect().send(
    document("submit_flag"),
    {
        "input": {
            "route": "NOTIFICATION",
            "encounterWeek": "2026-W31",
            "encounterMunicipality": "0180",
            "ageBand": "AGE_25_34",
            "gender": "WOMAN",
            "exploitationForm": "SEXUAL",
            "urgency": "ROUTINE",
        }
    },
)
print(json.dumps(answer["submitReferralFlag"]))
