import hashlib
import hmac
import re


def is_authentic(
    secret: bytes, timestamp: str, signature: str, body: bytes, now: float
) -> bool:
    if not re.fullmatch(r"[0-9]{1,12}", timestamp) or abs(now - int(timestamp)) > 300:
        return False
    expected = hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode())
