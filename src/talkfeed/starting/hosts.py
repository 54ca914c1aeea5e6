"""The address of a git remote → the host that serves the site, and the address it will have."""

from __future__ import annotations

import re

from talkfeed.named_tuple import NamedTuple


class Host(NamedTuple):
    """A way to build and serve a site.

    `files` maps each template to its path below the root of the repository. `forge` is the domain
    of git remotes that are served by it, `pages` that of its sites; `own` is the repository whose
    site is at the root of its owner's domain, and `domain_file` names a domain of one's own.
    `target` is an example of what `talkfeed publish` takes.
    """

    name: str
    summary: str
    files: tuple[tuple[str, str], ...] = ()
    forge: str = ""
    pages: str = ""
    own: str = ""
    domain_file: str = ""
    target: str = ""


class Remote(NamedTuple):
    """A git remote: the domain of the forge, the owner or group, and the path below it."""

    forge: str
    owner: str
    project: str


NONE = Host("none", "no workflow")
_UPDATE = (("update.sh", "update-talks.sh"),)
HOSTS = {
    row.name: row
    for row in (
        Host(
            "github",
            "GitHub Pages",
            (("github.yml", ".github/workflows/talks.yml"),),
            forge="github.com",
            pages="github.io",
            own="{owner}.github.io",
            domain_file="CNAME",
        ),
        Host(
            "gitlab",
            "GitLab Pages",
            (("gitlab.yml", ".gitlab-ci.yml"),),
            forge="gitlab.com",
            pages="gitlab.io",
            own="{owner}.gitlab.io",
        ),
        Host(
            "codeberg",
            "Codeberg Pages",
            (("forgejo.yml", ".forgejo/workflows/talks.yml"),),
            forge="codeberg.org",
            pages="codeberg.page",
            own="pages",
            domain_file=".domains",
        ),
        Host("s3", "an object store", _UPDATE, target="s3://my-bucket/talks"),
        Host(
            "rsync",
            "a server of your own, by rsync",
            _UPDATE,
            target="me@server.example:/srv/www/talks",
        ),
        NONE,
    )
}

_REMOTE = re.compile(
    r"(?:(?:https?|ssh|git|git\+ssh)://(?:[^/@]+@)?(?P<host>[^/:]+)(?::\d+)?/"
    r"|(?:[^/@]+@)?(?P<short>[^/:]+):/*)"
    r"(?P<owner>[\w.-]+)/(?P<project>[\w./-]+)"
)


def read_remote(address: str) -> Remote | None:
    """Read the address of a git remote, with https, ssh or the short form of scp.

    >>> read_remote("git@github.com:ann/talks.git")
    Remote(forge='github.com', owner='ann', project='talks')
    >>> read_remote("../talks.git")
    """
    found = _REMOTE.fullmatch(address.strip().rstrip("/").removesuffix(".git"))
    if found is None:
        return None
    domain = (found["host"] or found["short"]).lower()
    return Remote(domain, found["owner"], found["project"])


def host_of(remote: Remote | None) -> Host:
    """Choose the host of a remote; a GitLab of one's own has "gitlab" in its name."""
    if remote is None:
        return NONE
    known = next((host for host in HOSTS.values() if host.forge == remote.forge), None)
    return known or (HOSTS["gitlab"] if "gitlab" in remote.forge.split(".") else NONE)


def address_of(remote: Remote, domain: str = "") -> str:
    """Return the address of a remote's site, with a domain of one's own if there is one.

    >>> address_of(Remote("github.com", "Ann", "talks"))
    'https://ann.github.io/talks/'
    >>> address_of(Remote("github.com", "ann", "ann.github.io"))
    'https://ann.github.io/'

    The result is empty where the address cannot be known, as on a GitLab of one's own.
    """
    if domain:
        return f"https://{domain.lower()}/"
    host = next((host for host in HOSTS.values() if host.forge == remote.forge), NONE)
    if not host.pages:
        return ""
    owner = remote.owner.lower()
    is_own = remote.project.lower() == host.own.format(owner=owner)
    return f"https://{owner}.{host.pages}/" + ("" if is_own else f"{remote.project}/")
