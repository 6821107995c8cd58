#!/usr/bin/env python3
"""Verify a record of Muster with Python's standard library alone, as record-format.md lays it down:
    python3 verify.py RECORD.db [--head FILE]    a whole record kept in SQLite
    python3 verify.py PROOF.json                 a file made by 'muster statement ID --proof FILE'
The Ed25519 signature of a tree head is not checked, as the library has no Ed25519: whoever kept the head
vouches for it. Exit status: 0 nothing found, 1 something found, 2 wrong usage."""
import argparse, base64, hashlib, json, re, sqlite3, sys, zlib
from datetime import datetime
from pathlib import Path

HEAD = re.compile(rb'\{"v":1,"id":"([0-9a-z]{10}-[1-9][0-9]*)","at":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)",'
                  rb'"body":"([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)"\}')

def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def leaf(head): return sha(b"\x00", head)
def node(left, right): return sha(b"\x01", left, right)
def b64(raw): return base64.b64encode(raw).decode()
def unb64(text): return base64.b64decode(text, validate=True)

def parse_head(head):  # has one form only; gives id, time and body commitment
    if not (match := HEAD.fullmatch(head)): raise ValueError("its head is not in the form that is hashed")
    said, at, commitment = (g.decode() for g in match.groups())
    datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ")  # a day and an hour that exist
    return said, at, unb64(commitment)

def parse_checkpoint(text):  # signed or not; gives origin, size and root
    if not (lines := re.match(r"(.+)\n(0|[1-9][0-9]*)\n(.+)\n", text)): raise ValueError("a tree head has three lines: origin, number of statements, root")
    return lines[1], int(lines[2]), unb64(lines[3])

class Tree:
    """The right edge of the tree: for each complete subtree, highest first, the hash computed from the heads and,
    where another is stored, that one too. A parent may rest on either, so that a changed row is found once."""
    def __init__(self): self.size, self.peaks = 0, []
    def append(self, head, hashes):
        """Adds a leaf, and says whether the stored hashes are those that it completes, from the leaf up."""
        may, fits = [leaf(head)], True
        for level in range(64):
            stored = hashes[32 * level:32 * level + 32]
            fits = fits and stored in may
            may = may[:1] + [stored] * (stored != may[0])
            if not self.size >> level & 1: break
            may = [node(left, right) for left in self.peaks.pop() for right in may]
        self.size, self.peaks = self.size + 1, self.peaks + [may]
        return fits and len(hashes) == 32 * (level + 1)

    def root(self):
        at = self.peaks[-1][0] if self.peaks else sha()
        for peak in reversed(self.peaks[:-1]): at = node(peak[0], at)
        return at

class Record:
    def __init__(self, path, kept):
        self.tree, self.size, self.id, self.last, self.kept, self.root_then = Tree(), 0, "", "", kept, sha()
        self.documents, self.erased, self.gone, self.findings = {}, set(), {}, []  # a finding names statement, document or head
        self.find = self.findings.append
        self.db = sqlite3.connect(Path(path).resolve().as_uri() + "?mode=ro", uri=True)
        self.db.execute("BEGIN")  # statements and documents of one moment
        for row in self.db.execute("SELECT position, head, salt, body, hashes FROM statement ORDER BY position"): self.statement(*row)
        for said in self.gone.keys() - self.erased:
            self.find(f"{self.gone[said]}: its body is missing, and no statement says that it was erased")
        for said in sorted(said for said in self.erased - self.gone.keys() if "-" in said):  # a digest has no dash
            self.find(f"statement {said} at position {said.split('-')[1]}: its body is still stored, though a statement says that it was erased")
        for digest, stated in self.documents.items(): self.document(f"document {digest}", digest, stated)
        for digest in [row[0].hex() for row in self.db.execute("SELECT DISTINCT digest FROM chunk")]:
            why = "a statement says that it was erased" if digest in self.erased else "no statement speaks of it"
            if digest in self.erased or digest not in self.documents: self.find(f"document {digest}: is stored, though {why}")
        if kept: self.compare(*kept)

    def statement(self, position, head, salt, body, hashes):
        here = f"statement at position {position}"
        if position != self.size + 1:
            self.find(f"{here}: follows on position {self.size}: statements between them are missing")
            self.tree = None  # hashes from here on rest on what is missing
        self.size = position
        if self.tree and not self.tree.append(head, hashes): self.find(f"{here}: its head or its stored tree hashes were changed")
        if self.tree and self.kept and position == self.kept[1]: self.root_then = self.tree.root()
        try: said, at, commitment = parse_head(head)
        except ValueError as why: return self.find(f"{here}: {why}")
        here, (record, number) = f"statement {said} at position {position}", said.split("-")
        self.id = self.id or record
        if record == self.id and int(number) != position: self.find(f"{here}: stands at another position than its own")
        if at <= self.last: self.find(f"{here}: was recorded at {at}, not after the statement before it")
        self.last = at
        if salt is None and body is None: self.gone[said] = here
        elif len(salt or b"") != 16 or sha(salt, body or b"") != commitment: self.find(f"{here}: its body or its salt is not what its head commits to")
        else:
            try: self.body(json.loads(body))
            except (ValueError, KeyError, TypeError) as why: self.find(f"{here}: its body cannot be read: {why!r}")

    def body(self, body):
        if body["kind"] == "record.erase/1": self.erased |= {body[k] for k in ("statement", "document") if k in body}
        if body["kind"] == "record.document/1":
            self.documents[body["digest"]] = body
            self.erased.discard(body["digest"])  # brought again after it was erased

    def document(self, here, digest, stated):
        whole, packed, numbers = hashlib.sha256(), hashlib.sha256(), []
        for n, chunk in self.db.execute("SELECT n, packed FROM chunk WHERE digest = ? ORDER BY n", [bytes.fromhex(digest)]):
            numbers.append(n)
            packed.update(len(chunk).to_bytes(8, "big") + chunk)
            try: whole.update(zlib.decompressobj(wbits=-15).decompress(chunk, 2 << 20))  # raw deflate of at most 1 MiB
            except zlib.error: pass  # then the digest does not fit either
        if stated["chunks"] and not numbers:
            if digest not in self.erased: self.find(f"{here}: its bytes are not in the record, and no statement says that they were erased")
        elif whole.hexdigest() != digest: self.find(f"{here}: its bytes have the digest {whole.hexdigest()}")
        elif packed.hexdigest() != stated["packed"] or numbers != list(range(stated["chunks"])):
            self.find(f"{here}: its {len(numbers)} stored chunks are not the ones that were recorded")

    def compare(self, origin, size, root):
        if origin != f"muster/{self.id}": self.find(f"head: it is of {origin}; this record is muster/{self.id}")
        elif size > self.size: self.find(f"head: it speaks of {size} statements; this record has {self.size}: statements were taken away")
        elif root != self.root_then: self.find(f"head: over {size} statements it has the root {b64(root)}, this record {b64(self.root_then)}")

def climb(at, index, size, path):  # the root of a tree of that size, from a leaf and the siblings on its way up
    if size == 1 or not path: return at if size == 1 and not path else b"a path of another length"
    left = 1 << (size - 1).bit_length() - 1  # leaves of the left subtree: the largest power of two below size
    if index < left: return node(climb(at, index, left, path[:-1]), path[-1])
    return node(path[-1], climb(at, index - left, size - left, path[:-1]))

def proof(path):  # what does not hold is a ValueError
    p = json.loads(Path(path).read_bytes())
    if p["format"] != "muster-proof/1": raise ValueError(f"found format {p['format']!r}; this reads 'muster-proof/1'")
    said, when, commitment = parse_head(unb64(p["head"]))
    if said != f"{p['record']}-{p['position']}": raise ValueError(f"statement {said}: the proof speaks of another position or another record")
    salt, body = unb64(p.get("salt", "")), unb64(p.get("body", ""))  # absent once erased
    if (salt or body) and (len(salt) != 16 or sha(salt, body) != commitment):
        raise ValueError(f"statement {said}: the body is not the one its head commits to")
    index, size = p["position"] - 1, p["size"]
    if index >= size: raise ValueError(f"statement {said}: position {index + 1} is not among {size} statements")
    root = climb(leaf(unb64(p["head"])), index, size, [unb64(h) for h in p["path"]])
    if root != unb64(p["root"]): raise ValueError(f"statement {said}: its head does not lead to the root {p['root']}")
    if p["checkpoint"] and parse_checkpoint(p["checkpoint"]) != (f"muster/{p['record']}", size, root):
        raise ValueError(f"statement {said}: the tree head is of another tree or another record")
    print(f"statement {said}, recorded at {when}\n{p['size']} statements\nroot {p['root']}\nnothing found: its head leads to this root")

def main():
    usage = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usage.add_argument("file")
    usage.add_argument("--head", metavar="FILE", help="a tree head of the record kept elsewhere")
    args = usage.parse_args()
    try:
        if Path(args.file).open("rb").read(1) == b"{": return proof(args.file)
        r = Record(args.file, parse_checkpoint(Path(args.head).read_text()) if args.head else None)
    except OSError as why: usage.error(str(why))
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError) as why: sys.exit(f"{args.file}: {why}")
    print(f"{r.size} statements\nroot {b64(r.tree.root()) if r.tree else 'unknown'}", *r.findings[:1000], sep="\n")
    if r.findings: sys.exit(f"{len(r.findings)} findings")
    print("nothing found: consistent in itself, " + ("and with the head" if args.head else "no outside head"))

if __name__ == "__main__": main()
