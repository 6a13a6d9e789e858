"""NumPy opens the archive without pickle, a reader after the format's description the safetensors file: equal bits."""

import json
import struct
import tempfile
import zipfile

from sample import Sample, check, np


def check_npz(sample):
    path = sample.export("npz")
    with zipfile.ZipFile(path) as archive:
        check(archive.testzip() is None, "checksums")
        check(all(info.compress_type == zipfile.ZIP_STORED for info in archive.infolist()), "unpacked members")
    with np.load(path, allow_pickle=False) as arrays:
        check(sorted(arrays.files) == ["beta", "info", "rows", "theta", "topic_ids", "topic_names", "vocabulary",
                                       "word_frequency"], arrays.files)
        check(np.array_equal(arrays["theta"], sample.theta) and arrays["theta"].dtype == np.float32, "theta")
        check(np.array_equal(arrays["beta"], sample.beta), "beta")
        check(list(arrays["vocabulary"]) == sample.vocabulary, "vocabulary")
        check(list(arrays["topic_names"]) == sample.names, "names")
        check(list(arrays["topic_ids"]) == list(range(len(sample.names))), "ids")
        check(list(arrays["rows"]) == [int(row["row"]) for row in sample.documents], "rows")
        check(list(arrays["word_frequency"]) == list(sample.counts.sum(0)), "word frequencies")
        info = json.loads(str(arrays["info"]))
        check(info["format"] == "theta-export" and info["source"] == "s.csv", info)


def check_safetensors(sample):
    with open(sample.export("safetensors"), "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    metadata = header.pop("__metadata__")
    types = {"F32": np.float32, "U64": np.uint64, "U32": np.uint32}
    arrays, end = {}, 0
    for name, entry in header.items():
        check(entry["data_offsets"][0] == end and end % np.dtype(types[entry["dtype"]]).itemsize == 0, f"{name}: offsets")
        begin, end = entry["data_offsets"]
        arrays[name] = np.frombuffer(data[begin:end], types[entry["dtype"]]).reshape(entry["shape"])
    check(end == len(data), "the file ends with its last tensor")
    check(np.array_equal(arrays["theta"], sample.theta) and np.array_equal(arrays["beta"], sample.beta), "theta and beta")
    check(list(arrays["rows"]) == [int(row["row"]) for row in sample.documents], "rows")
    check(list(arrays["topic_ids"]) == list(range(len(sample.names))), "ids")
    check(all(isinstance(value, str) for value in metadata.values()), "metadata is text")
    check(json.loads(metadata["vocabulary"]) == sample.vocabulary and json.loads(metadata["topic_names"]) == sample.names, "words")


def main():
    with tempfile.TemporaryDirectory() as folder:
        sample = Sample(folder)
        check_npz(sample)
        check_safetensors(sample)


main()
