"""A SAML identity provider of its own process: reads a request, signs an answer, posts it back.

It signs with signxml, the site verifies with xmlsec: neither takes the other's word. Started as
`python -m tests.fakes.saml_provider KEY CERTIFICATE`; it prints the port it listens on. Who logs
in stands in the query of its log-in page: ?email=…&uid=…, and &trick= for a dishonest answer.
"""

import base64
import sys
import zlib
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from lxml import etree
from signxml.algorithms import CanonicalizationMethod
from signxml.signer import XMLSigner

ENTITY = "http://provider.test/metadata"
SAML = "urn:oasis:names:tc:SAML:2.0:assertion"
SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol"
EMAIL = "urn:oid:0.9.2342.19200300.100.1.3"
FORM = """<html><body><form method="post" action="{acs}">
<input name="SAMLResponse" value="{answer}"></form></body></html>"""

ASSERTION = """<saml:Assertion xmlns:saml="{SAML}" ID="_a{n}" Version="2.0" IssueInstant="{now}">
<saml:Issuer>{issuer}</saml:Issuer><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="placeholder"/>
<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{uid}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData InResponseTo="{request}" Recipient="{acs}" NotOnOrAfter="{until}"/>
</saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{before}" NotOnOrAfter="{until}"><saml:AudienceRestriction>
<saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{now}" SessionIndex="_s{n}"><saml:AuthnContext>
<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef>
</saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement><saml:Attribute Name="{EMAIL}"><saml:AttributeValue>{email}</saml:AttributeValue>
</saml:Attribute></saml:AttributeStatement></saml:Assertion>"""  # noqa: E501

RESPONSE = """<samlp:Response xmlns:samlp="{SAMLP}" xmlns:saml="{SAML}" ID="_r{n}" Version="2.0"
 IssueInstant="{now}" Destination="{acs}" InResponseTo="{request}"><saml:Issuer>{issuer}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
</samlp:Response>"""  # noqa: E501


def answer(told: dict[str, str], key: str, certificate: str) -> tuple[str, str]:
    """Where to post, and what, for a request as it came in the query."""
    asked = etree.fromstring(zlib.decompress(base64.b64decode(told["SAMLRequest"]), -15))
    trick, now = told.get("trick", ""), datetime.now(UTC)
    until = now - timedelta(hours=1) if trick == "late" else now + timedelta(minutes=5)
    acs = asked.get("AssertionConsumerServiceURL")
    words = {
        "SAML": SAML, "SAMLP": SAMLP, "EMAIL": EMAIL, "n": now.strftime("%H%M%S%f"),
        "issuer": "http://somebody.else/" if trick == "issuer" else ENTITY,
        "request": asked.get("ID"), "acs": acs, "uid": told["uid"], "email": told["email"],
        "audience": "http://another.site/" if trick == "audience"
        else asked.findtext(f"{{{SAML}}}Issuer"),
        "now": _stamp(now), "before": _stamp(until - timedelta(minutes=10)),
        "until": _stamp(until),
    }  # fmt: skip
    assertion = etree.fromstring(ASSERTION.format(**words))
    if trick == "unsigned":
        assertion.remove(assertion.find("{http://www.w3.org/2000/09/xmldsig#}Signature"))
    else:
        signer = XMLSigner(c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0)
        assertion = signer.sign(
            assertion, key=key, cert=certificate, reference_uri=assertion.get("ID"),
            id_attribute="ID",
        )  # fmt: skip
    if trick == "altered":
        value = assertion.find(f".//{{{SAML}}}AttributeValue")
        value.text = "chefen@example.org"
    response = etree.fromstring(RESPONSE.format(**words))
    response.append(assertion)
    return acs, base64.b64encode(etree.tostring(response)).decode()


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


class Page(BaseHTTPRequestHandler):
    key, certificate = "", ""

    def do_GET(self) -> None:
        told = {
            name: values[0] for name, values in parse_qs(urlsplit(self.path).query, True).items()
        }
        acs, said = answer(told, self.key, self.certificate)
        body = FORM.format(acs=acs, answer=said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: object) -> None:
        """Quiet: who logs in is nobody's business here either."""


def main() -> None:
    Page.key, Page.certificate = (Path(name).read_text() for name in sys.argv[1:3])
    server = HTTPServer(("127.0.0.1", 0), Page)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
