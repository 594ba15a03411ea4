"""What a request must be before any page sees it."""

from io import BytesIO

import pytest

from tests.cast import BEN
from workshop.web.headers import ALWAYS, HSTS, POLICY


@pytest.mark.parametrize("origin", ["cross-site", "same-site", "none"])
def test_a_post_from_elsewhere_is_refused(browse, event, origin):
    page = browse(as_=BEN).post("/sign-out", headers={"Sec-Fetch-Site": origin})

    assert page.status_code == 403


def test_an_old_browser_is_known_by_its_origin(app):
    client = app.test_client()
    ours = client.post("/sign-in", headers={"Sec-Fetch-Site": "", "Origin": "http://localhost"})
    theirs = client.post("/sign-in", headers={"Sec-Fetch-Site": "", "Origin": "http://elsewhere.example"})

    assert (ours.status_code == 403, theirs.status_code) == (False, 403)


def test_an_unknown_host_is_refused(browse):
    assert browse().get("/", base_url="http://elsewhere.example").status_code == 400


@pytest.mark.parametrize("body", [b"address=%FF%FE", b"address=\xff", b"address=%00", b"address=a\x00b"])
def test_broken_text_is_refused(browse, body):
    page = browse().post("/sign-in", data=body, content_type="application/x-www-form-urlencoded")

    assert page.status_code == 400


def test_broken_text_in_a_multipart_form_is_refused(browse):
    body = b'--x\r\nContent-Disposition: form-data; name="address"\r\n\r\n\xff\xfe\r\n--x--\r\n'

    assert browse().post("/sign-in", data=body, content_type="multipart/form-data; boundary=x").status_code == 400


@pytest.mark.parametrize("body", [b"code=%FF", b"code=a%00b"])
def test_broken_text_is_refused_before_anything_reads_the_form(browse, app, monkeypatch, body):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)

    page = browse().post("/join", data=body, content_type="application/x-www-form-urlencoded")

    assert page.status_code == 400
    assert "broken" in page.text


def test_broken_text_beside_a_file_is_refused(browse):
    part = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
    body = part % (b"code", b"", b"a\x00b") + part % (b"file", b'; filename="f"', b"\xff\x00") + b"--x--\r\n"

    assert browse().post("/join", data=body, content_type="multipart/form-data; boundary=x").status_code == 400


def test_broken_text_of_no_stated_length_is_refused(browse):
    page = browse().post(
        "/join",
        input_stream=BytesIO(b"code=a%00b"),
        content_type="application/x-www-form-urlencoded",
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert page.status_code == 400


@pytest.mark.parametrize("path", ["/join/%00", "/tips/%FF", "/tips?q=%00"])
def test_broken_text_in_an_address_is_refused(browse, path):
    assert browse().get(path).status_code == 400


def test_every_answer_carries_the_policy(browse):
    for path in ("/", "/no-such-page", "/healthz"):
        page = browse().get(path)

        assert [page.headers.getlist(name) for name, _value in ALWAYS] == [[value] for _name, value in ALWAYS]
        assert page.headers.getlist("Referrer-Policy") == ["same-origin"]
        assert HSTS[0] not in page.headers
    assert dict(ALWAYS)["Content-Security-Policy"] == POLICY


def test_streams_and_answers_without_a_body_carry_the_policy_too(browse, event):
    ben = browse(as_=BEN)

    for answer in (ben.head("/workbook"), ben.get("/workbook/HERON-42/stream")):
        assert answer.status_code == 200
        assert [answer.headers.getlist(name) for name, _value in ALWAYS] == [[value] for _name, value in ALWAYS]
        answer.close()


def test_a_private_page_is_not_kept(browse, event):
    page = browse(as_=BEN).get("/workbook")

    assert (page.status_code, page.headers["Cache-Control"], "Cookie" in page.headers["Vary"]) == (200, "no-store", True)
