"""The front door: what never reaches a page still gets a sentence, and words never touch a disk on the way."""

import http.client

import pytest


@pytest.fixture
def ask(served):
    def ask(method, path, body=None, headers=None, raw=None):
        connection = http.client.HTTPConnection("localhost", served.port, timeout=30)
        if raw is None:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer.headers
        connection.connect()
        connection.sock.sendall(raw)
        return connection.sock.recv(65536)

    return ask


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_too_much_is_refused_with_a_sentence(ask):
    status, said, headers = ask("POST", "/start/", b"name=" + b"x" * 6_000_000, FORM)
    assert status == 413
    assert "too long" in said
    assert headers["cache-control"] == "no-store"


def test_a_photo_may_be_large_only_where_photos_are_kept(ask):
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    assert ask("POST", "/start/", b"x" * 6_000_000, kind)[0] == 413
    assert ask("POST", "/exchanges/x/moment/", b"x" * 6_000_000, kind)[0] != 413
    status, said, _ = ask("POST", "/exchanges/x/moment/", b"x" * 15_000_000, kind)
    assert status == 413 and "12 MB" in said


def test_a_megabyte_of_any_writing_gets_through(ask):
    status, _, _ = ask("POST", "/start/", b"name=" + b"%F0%9F%8C%BE" * 250_000, FORM)
    assert status == 403  # to the form's own check, which misses its token


def test_a_body_in_chunks_arrives_whole(ask):
    status, said, _ = ask("POST", "/start/", iter([b"name=", b"Ana"]), FORM)
    assert status == 403
    assert said


def test_an_address_that_is_not_text_breaks_nothing(ask):
    said = ask("GET", "/", raw=b"GET /?q=\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 4")


def test_a_foreign_host_name_is_refused(ask):
    assert ask("GET", "/help/", headers={"Host": "evil.example"})[0] == 400


def test_no_scripts_but_our_own(ask):
    policy = ask("GET", "/help/")[2]["content-security-policy"]
    assert "unsafe" not in policy
    for part in ("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"):
        assert part in policy


def test_style_files_are_hashed_compressed_and_kept_for_long(ask):
    page = ask("GET", "/help/")[1]
    path = page.split('rel="stylesheet" href="')[1].split('"')[0]
    status, _, headers = ask("GET", path)
    assert status == 200
    assert "immutable" in headers["cache-control"]
    assert "no-store" not in headers["cache-control"]


def test_half_a_body_holds_nobody_up(ask, served):
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n"
    for _ in range(4):
        ask("POST", "/", raw=head)
    assert ask("GET", "/help/")[0] == 200


def test_nothing_is_put_in_the_temp_folder(ask, served):
    boundary = "b0undary"
    body = f'--{boundary}\r\nContent-Disposition: form-data; name="a"; filename="a.txt"\r\n\r\n'.encode()
    body += b"heron" * 500_000 + f"\r\n--{boundary}--\r\n".encode()
    ask("POST", "/start/", body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    served.stop()
    assert not [path for path in served.temp.rglob("*") if path.is_file() and b"heron" in path.read_bytes()]
