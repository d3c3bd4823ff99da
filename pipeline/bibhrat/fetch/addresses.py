"""Where a request may go: addresses as they are sent, and the numbers behind a name.

A name is looked up once, its numbers are checked, and the connection goes to a checked number:
a name that answers differently the second time (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection, Sequence
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from bibhrat.fetch.model import FetchError

#: Host and port → the numbers of the host.
Lookup = Callable[[str, int], Sequence[str]]
_PORTS = {"http": 80, "https": 443}
#: Of RFC 3986, what may stand in a path or a query as it is; "%" since most are quoted already.
_PLAIN = "!#$%&'()*+,/:;=?@[]~"
#: Well-known prefix of RFC 6052: the last four bytes are an IPv4 address.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def sendable(url: str) -> str:
    """An address as it can be sent: quoted, its host in ASCII, no user, no fragment.

    Raises:
        FetchError: another scheme than http and https, or no address at all.

    >>> sendable("HTTPS://উদাহরণ.বাংলা/খবর?ক=১#শেষ")[:40]
    'https://xn--d5b6ci4b4b3a.xn--54b7fta0cc/'
    """
    try:
        parts = urlsplit(url.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        name = host if host.isascii() else host.encode("idna").decode()
    except (ValueError, UnicodeError) as error:
        raise FetchError(f"{url}: no address: {error}", lasting=True) from None
    if scheme not in _PORTS:
        raise FetchError(f"{url}: only http and https are fetched", lasting=True)
    if not name or not name.isprintable() or " " in name:
        raise FetchError(f"{url}: no address: no host", lasting=True)
    if ":" in name:
        name = f"[{name}]"
    if port is not None and port != _PORTS[scheme]:
        name = f"{name}:{port}"
    path = quote(parts.path or "/", safe=_PLAIN)
    return urlunsplit((scheme, name, path, quote(parts.query, safe=_PLAIN), ""))


def redirected(url: str, location: str) -> str:
    """The address that an answer sends to.

    Raises:
        FetchError: as `sendable`.
    """
    try:
        return sendable(urljoin(url, location))
    except ValueError:
        raise FetchError(f"{url}: sent to {location!a}: no address") from None


def host_of(url: str) -> str:
    """Host and port of an address: what is asked one request at a time.

    >>> host_of("https://example.org/a"), host_of("http://example.org:8080/")
    ('example.org', 'example.org:8080')
    """
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def is_public(number: str) -> bool:
    """Whether a number is of the public internet, also where IPv6 wraps an IPv4 number.

    >>> [is_public(n) for n in ("8.8.8.8", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1")]
    [True, False, False, False]
    """
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo is not None:
            return False
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast


def lookup(host: str, port: int) -> list[str]:
    """The numbers of a name, as the system's resolver has them.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(host: str, port: int, private: Collection[str], look: Lookup) -> list[str]:
    """The numbers of a host to which a connection may go.

    Args:
        host: name or number.
        port: of the service.
        private: hosts that may be anywhere, without ports.
        look: the resolver.

    Raises:
        FetchError: an unknown name, or none of its numbers is public.
    """
    try:
        numbers = list(look(host, port))
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: not found: {error}") from None
    if host.lower() in private:
        return numbers
    public = [number for number in numbers if is_public(number)]
    if not public:
        shown = ", ".join(numbers[:3]) or "no number"
        said = f"{host}: not a public address ({shown}); it has to be allowed by name"
        raise FetchError(said, lasting=True)
    return public
