"""A package -> a running Anki, through its add-on AnkiConnect.

The protocol: one JSON object each way over HTTP, ``{action, version, params}`` and
``{result, error}`` (https://git.sr.ht/~foosoft/anki-connect). Only this machine is
addressed: the package itself stays on disk, and Anki is told its path.
"""

import json
from http.client import HTTPConnection, HTTPException
from pathlib import Path

HOST = "127.0.0.1"
PORT = 8765
_PATIENCE = 600
"""Seconds in which Anki has to import the package."""


def push(package: Path, port: int = PORT) -> str:
    """Have Anki import *package*; what went wrong, or "" if it has done so."""
    request = {
        "action": "importPackage",
        "version": 6,
        "params": {"path": str(package.resolve())},
    }
    # Not urllib, which would ask a proxy.
    connection = HTTPConnection(HOST, port, timeout=_PATIENCE)
    try:
        connection.request("POST", "/", json.dumps(request).encode())
        answer = json.loads(connection.getresponse().read())
        error = answer["error"]
        imported = answer["result"]
    except ConnectionRefusedError:
        return (
            f"nothing answers on {HOST}:{port}: start Anki, with the add-on AnkiConnect"
            " (2055492159), and try again"
        )
    except TimeoutError:
        return f"Anki has not answered within {_PATIENCE} seconds"
    except (OSError, HTTPException, ValueError, LookupError, TypeError):
        return f"what answers on {HOST}:{port} is not AnkiConnect"
    finally:
        connection.close()
    if error:
        return f"AnkiConnect says: {error}"
    return "" if imported else "Anki did not import the package"
