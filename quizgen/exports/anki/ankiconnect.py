"""Send a package to a running Anki, through its add-on AnkiConnect.

The protocol: one JSON object each way over HTTP, ``{action, version, params}`` and
``{result, error}`` (https://git.sr.ht/~foosoft/anki-connect). Only this machine is
addressed: the package itself stays on disk, and Anki is told its path.
"""

import json
from http.client import HTTPConnection, HTTPException
from pathlib import Path

HOST = "127.0.0.1"
PORT = 8765
TIMEOUT = 600
"""Seconds in which Anki has to import the package."""


class PushError(Exception):
    """Anki did not import a package; the message says why and what to do."""


def push(package: Path, port: int = PORT) -> None:
    """Have Anki import *package*.

    Raises:
        PushError: It has not done so.
    """
    request = {
        "action": "importPackage",
        "version": 6,
        "params": {"path": str(package.resolve())},
    }
    # Not urllib, which would ask a proxy.
    connection = HTTPConnection(HOST, port, timeout=TIMEOUT)
    try:
        connection.request("POST", "/", json.dumps(request).encode())
        answer = json.loads(connection.getresponse().read())
        error = answer["error"]
        is_imported = answer["result"]
    except ConnectionRefusedError:
        raise PushError(
            f"nothing answers on {HOST}:{port}: start Anki, with the add-on AnkiConnect"
            " (2055492159), and try again"
        ) from None
    except TimeoutError:
        raise PushError(f"Anki has not answered within {TIMEOUT} seconds") from None
    except (OSError, HTTPException, ValueError, LookupError, TypeError):
        raise PushError(f"what answers on {HOST}:{port} is not AnkiConnect") from None
    finally:
        connection.close()
    if error:
        raise PushError(f"AnkiConnect says: {error}")
    if not is_imported:
        raise PushError("Anki did not import the package")
