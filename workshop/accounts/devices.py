"""What a device is called in lists: "Firefox on Android", from what the browser says of itself."""

_BROWSERS = (
    ("edg", "Edge"),
    ("opr/", "Opera"),
    ("samsungbrowser", "Samsung Internet"),
    ("firefox", "Firefox"),
    ("fxios", "Firefox"),
    ("crios", "Chrome"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)
_SYSTEMS = (
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("android", "Android"),
    ("windows", "Windows"),
    ("mac os", "Mac"),
    ("cros", "ChromeOS"),
    ("linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Two words for its owner to know the device by; empty when the browser says nothing that we understand."""
    said = user_agent.casefold()
    browser = next((name for part, name in _BROWSERS if part in said), "")
    system = next((name for part, name in _SYSTEMS if part in said), "")
    return " on ".join(word for word in (browser, system) if word)
