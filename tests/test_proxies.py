"""The nginx file that we ship, run for real: what passes through it is written nowhere."""

import re
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from .policy import program, without
from .served import Served, free_port

SHIPPED = Path(__file__).resolve().parent.parent / "deploy" / "nginx.conf"
CANARY = b"heron-in-the-canal"


@pytest.fixture
def nginx(served: Served, tmp_path: Path):
    """Starts nginx with the shipped file, or with that file changed; gives its address."""
    found = program("nginx", also="/usr/sbin/nginx")
    if not found:
        without("nginx")
    tmp_path.chmod(0o755)
    servers = []

    def start(shipped: str = SHIPPED.read_text()) -> str:
        port = free_port()
        (tmp_path / "nginx.conf").write_text(for_test(shipped, port, served.port, tmp_path))
        servers.append(subprocess.Popen([found, "-p", tmp_path, "-c", "nginx.conf", "-e", tmp_path / "error.log"]))
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://localhost:{port}/help/").close()
                break
            except OSError:
                time.sleep(0.05)
        return f"http://localhost:{port}"

    yield start
    for server in servers:
        server.terminate()
        server.wait(10)


def for_test(shipped: str, port: int, upstream: int, folder: Path) -> str:
    """The shipped file on a free port, without certificates, with every temp folder where we can look."""
    plain = re.sub(r"listen 443 ssl;", f"listen 127.0.0.1:{port};", shipped)
    plain = re.sub(r"\tlisten (\[::\]:)?(443|80)[^;]*;\n|\thttp2 on;\n|\tssl_[^;]*;\n", "", plain)
    plain = plain.replace("listen 80;", "").replace("127.0.0.1:8000", f"127.0.0.1:{upstream}")
    plain = plain.split("\nserver {\n", 2)[1]  # the second one only sends people to TLS
    plain = (
        plain.replace("/var/log/nginx", str(folder))
        .replace("error.log crit", "error.log warn")
        .replace("notes.example.org", "localhost")
    )
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temps = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    head = (
        f"daemon off; master_process off; pid {folder}/pid; events {{}}\nhttp {{ access_log off;\n{temps}\nserver {{\n"
    )
    return f"{head}{plain}\n}}"


def send(url: str, size: int) -> None:
    request = urllib.request.Request(f"{url}/start/", b"name=" + CANARY * (size // len(CANARY)))
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(request)


def test_what_people_send_is_written_nowhere(nginx, tmp_path: Path) -> None:
    url = nginx()
    for size in (20_000, 1_000_000, 3_000_000):
        send(url, size)
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "nginx.conf"]
    assert not [path for path in written if CANARY in path.read_bytes()]
    assert "temporary file" not in (tmp_path / "error.log").read_text()


def test_photos_pass_and_what_is_too_large_gets_a_sentence(nginx, tmp_path: Path) -> None:
    where, kind = f"{nginx()}/exchanges/{'a' * 26}/moment/", {"Content-Type": "multipart/form-data; boundary=b"}
    head = b'--b\r\nContent-Disposition: form-data; name="a"; filename="a.jpg"\r\n\r\n'
    for size, status in ((12_000_000, 403), (20_000_000, 413)):  # 403: the form's own check, which misses its token
        body = head + CANARY * (size // len(CANARY)) + b"\r\n--b--\r\n"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(urllib.request.Request(where, body, kind))
        assert refused.value.code == status
    assert "12 MB is the most" in refused.value.read().decode()
    assert "temporary file" not in (tmp_path / "error.log").read_text()


def test_we_would_notice_if_it_were(nginx, tmp_path: Path) -> None:
    careless = re.sub(r"\tclient_body_buffer_size[^;]*;\n|\tproxy_request_buffering off;\n", "", SHIPPED.read_text())
    send(nginx(careless), 1_000_000)
    assert "temporary file" in (tmp_path / "error.log").read_text()


def test_a_live_stream_is_not_held_back(nginx, served: Served) -> None:
    ana = served.visitor()
    phrase = "marble otter lantern quick sofa"
    ana.post("/start/", {"name": "Ana", "partner": "", "passphrase": phrase, "adult": "on"})
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in ana.jar)
    request = urllib.request.Request(f"{nginx()}/live/", headers={"Cookie": cookies})
    with urllib.request.urlopen(request, timeout=5) as stream:
        assert stream.readline() == b"retry: 3000\n"
