"""Reads exports with the standard library of Python alone and cuts out the words that their marks cover.

Input, as JSON: a list of [format, {file: base64}]. Output, as JSON: for each of them the list of words, one for each place of a
mark, cut by the positions in the file (of WebAnno TSV, one for each token). Fails when a file says itself that other words stand there.
"""

import base64
import io
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile


def cut(text, start, end, said=None):
    words = text[start:end]
    assert 0 <= start < end <= len(text), (start, end, len(text))
    assert said is None or words == said, (start, end, words, said)
    return words


def cut_units(text, start, end, said=None):
    """The same for positions that count UTF-16 units."""
    units = text.encode("utf-16-le")
    words = units[2 * start : 2 * end].decode("utf-16-le")
    assert 0 <= start < end <= len(units) // 2, (start, end)
    assert said is None or words == said, (start, end, words, said)
    return words


def lines(files):
    return [json.loads(line) for text in files.values() for line in text.decode().splitlines()]


def of_quotemark(articles):
    for article in articles:
        for annotation in article["annotations"]:
            for segment in annotation["segments"]:
                yield cut(article["text"], segment["start"], segment["end"], segment["exact"])


def read_json(files):
    return of_quotemark(json.loads(files[""])["articles"])


def read_jsonl(files):
    return of_quotemark(lines(files))


def read_w3c(files):
    for name, page in files.items():
        if not name.endswith(".jsonld"):
            continue
        page = json.loads(page)
        text = files["articles/" + page["qm:article"]["qm:textFile"]].decode()
        for item in page["items"]:
            targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
            for target in targets:
                if isinstance(target, str):
                    continue
                place, quote = target["selector"]
                yield cut(text, place["start"], place["end"], quote["exact"])
                assert text[: place["start"]].endswith(quote.get("prefix", ""))
                assert text[place["end"] :].startswith(quote.get("suffix", ""))


def read_label_studio(files):
    for task in json.loads(files["tasks.json"]):
        for group in task["annotations"] + task["predictions"]:
            for result in group["result"]:
                if result["type"] == "labels":
                    value = result["value"]
                    yield cut(task["data"]["text"], value["start"], value["end"], value["text"])


def read_prodigy(files):
    for task in lines(files):
        text, tokens = task["text"], task["tokens"]
        assert "".join(one["text"] + (" " if one["ws"] else "") for one in tokens) == text
        for i, token in enumerate(tokens):
            assert token["id"] == i
            cut(text, token["start"], token["end"], token["text"])
        for span in task["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"], span
            assert tokens[span["token_end"]]["end"] == span["end"], span
            yield cut(text, span["start"], span["end"], span["text"])
        for relation in task["relations"]:
            assert relation["head"] == relation["head_span"]["token_end"]
            assert relation["child"] == relation["child_span"]["token_end"]


def read_doccano(files):
    for task in lines(files):
        assert task["offset_unit"] == "utf-16"
        ids = {entity["id"] for entity in task["entities"]}
        assert len(ids) == len(task["entities"])
        for relation in task["relations"]:
            assert {relation["from_id"], relation["to_id"]} <= ids
        for entity, detail in zip(task["entities"], task["details"], strict=True):
            yield cut_units(task["text"], entity["start_offset"], entity["end_offset"], detail["text"])


def read_uima(files):
    for cas in files.values():
        structures = json.loads(cas)["%FEATURE_STRUCTURES"]
        sofa = next(one for one in structures if one["%TYPE"] == "uima.cas.Sofa")
        for one in structures:
            if one["%TYPE"] == "quotemark.Part":
                yield cut_units(sofa["sofaString"], one["begin"], one["end"], one["exact"])


def read_webanno(files):
    """Its tokens, in their order: which of them a mark covers is a matter of its columns."""
    controls = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
    for name, table in files.items():
        if not name.endswith(".tsv"):
            continue
        text = files[name[: -len("tsv")] + "txt"].decode()
        for line in table.decode().split("\n"):
            cells = line.split("\t")
            if line.startswith("#") or len(cells) < 3 or "." in cells[0]:
                continue
            start, end = map(int, cells[1].split("-"))
            token = re.sub(r"\\(.)", lambda match: controls.get(match[1], match[1]), cells[2])
            yield cut_units(text, start, end, token)


def read_refi_qda(files):
    space = {"q": "urn:QDA-XML:project:1.0"}
    with zipfile.ZipFile(io.BytesIO(files[""])) as archive:
        assert archive.testzip() is None
        project = ElementTree.fromstring(archive.read("project.qde"))
        for source in project.iterfind("q:Sources/q:TextSource", space):
            path = source.get("plainTextPath")
            if path is None:
                text = source.findtext("q:PlainTextContent", "", space)
            else:
                text = archive.read(path.replace("internal://", "sources/")).decode()
            for selection in source.iterfind("q:PlainTextSelection", space):
                yield cut(text, int(selection.get("startPosition")), int(selection.get("endPosition")))


readers = {
    "json": read_json,
    "jsonl": read_jsonl,
    "w3c": read_w3c,
    "label-studio": read_label_studio,
    "prodigy": read_prodigy,
    "doccano": read_doccano,
    "uima": read_uima,
    "webanno": read_webanno,
    "refi-qda": read_refi_qda,
}

print(
    json.dumps(
        [
            list(readers[name]({key: base64.b64decode(value) for key, value in files.items()}))
            for name, files in json.load(sys.stdin)
        ]
    )
)
