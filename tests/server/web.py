"""The pages that the program carries: that of the API, and the web app where it was built."""

import base64
import hashlib
import re
import tempfile

from program import check
from service import Service


def policy_allows_its_scripts(fields, page):
    policy = fields["Content-Security-Policy"]
    scripts = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
    check("unsafe" not in scripts, f"no script may run that is not named: {policy}")
    inline = [text for tag, text in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.S) if " src=" not in tag]
    for text in inline:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        check(f"'sha256-{digest}'" in scripts, f"the policy names the script {text[:50]}")
    check("frame-ancestors 'none'" in policy and fields["X-Content-Type-Options"] == "nosniff", "no frames, no guessed types")
    return len(inline)


def main():
    with tempfile.TemporaryDirectory() as top, Service(top, "--slots", "0") as server:
        status, fields, page = server.send("GET", "/api/docs")
        check(status == 200 and fields.get_content_type() == "text/html", "the API has a page")
        check(policy_allows_its_scripts(fields, page.decode()) == 1, "its script is in the page")
        check(not re.search(r"""(src|href)=["']?(https?:)?//""", page.decode()), "nothing comes from elsewhere")
        check(server.send("GET", "/api/docs", headers={"If-None-Match": fields["ETag"]})[0] == 304, "browsers keep it")
        for path in ("/api/none", "/v1/none", "/api/"):
            check(server.send("GET", path)[1].get_content_type() == "application/problem+json", f"{path} is of the API alone")
        status, fields, page = server.send("GET", "/")
        if status == 302:
            check(fields["Location"] == "/api/docs", "without the web app the API's page is what there is to see")
            return
        check(status == 200 and fields.get_content_type() == "text/html", "the web app is at /")
        policy_allows_its_scripts(fields, page.decode())
        for name in re.findall(r'src="(/_next/static/[^"]+)"', page.decode()):
            status, fields, _ = server.send("GET", name)
            check(status == 200 and "immutable" in fields["Cache-Control"], f"{name} is there, and kept")
        check(server.send("GET", "/no-such-page")[0] == 404, "a page that is not there")


main()
