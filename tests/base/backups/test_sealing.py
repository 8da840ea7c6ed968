"""What was sealed is read back whole, or it is told why it isn't."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tianmen_congress.base.backups.faults import BackupFault
from tianmen_congress.base.backups.keys import number_of
from tianmen_congress.base.backups.sealing import CHUNK, TAG, Sealer, opened

PAPER, MACHINE, OTHER = (X25519PrivateKey.generate() for _ in range(3))
RECIPIENTS = [PAPER.public_key(), MACHINE.public_key()]
DATA = bytes(range(256)) * (3 * CHUNK // 256)


def seal(path, data):
    with path.open("w+b") as file:
        sealer = Sealer(file, RECIPIENTS)
        for at in range(0, len(data), 10_000):
            sealer.write(data[at : at + 10_000])
        sealer.close()
    return path


def read(path, key):
    with opened(path, [key]) as source:
        parts = iter(lambda: source.read(5000), b"")
        return b"".join(parts)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
@pytest.mark.parametrize("key", [PAPER, MACHINE])
def test_each_key_reads_back_what_was_written(tmp_path, size, key):
    assert read(seal(tmp_path / "f", DATA[:size]), key) == DATA[:size]


def test_nothing_of_it_can_be_read_without_a_key(tmp_path):
    assert DATA[:64] not in seal(tmp_path / "f", DATA).read_bytes()


def flipped(at):
    def flip(data):
        place = at % len(data)
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    return flip


def swapped(data):
    """Two chunks, each sealed rightly, in the other order."""
    first = len(data) - 3 * (CHUNK + TAG)
    second, third = first + CHUNK + TAG, first + 2 * (CHUNK + TAG)
    return data[:first] + data[second:third] + data[first:second] + data[third:]


CHUNKS = 3 * (CHUNK + TAG)
# What befell the file -> what is said of it; {whole} is its length.
FAULTS = {
    "a flipped byte in the middle": (
        flipped(-CHUNKS + 7),
        "备份已损坏：第{first}至{end}字节的内容与写入时不同。请换一份备份",
    ),
    "a flipped last byte": (
        flipped(-1),
        "备份已损坏：第{last}至{whole}字节的内容与写入时不同。请换一份备份",
    ),
    "a flipped byte in the wrapped key": (
        flipped(40),
        "备份已损坏：文件头的内容与写入时不同。请换一份备份",
    ),
    "a flipped byte in the told size": (
        lambda data: data.replace(b"congress 0", b"congress 1"),
        "备份已损坏：文件头的内容与写入时不同。请换一份备份",
    ),
    "a flipped digest of the head": (
        lambda data: flipped(data.index(b"\n--- ") + 5)(data),
        "备份已损坏：文件头的内容与写入时不同。请换一份备份",
    ),
    "two chunks changed places": (
        swapped,
        "备份已损坏：第{first}至{end}字节的内容与写入时不同。请换一份备份",
    ),
    "cut at the end of a chunk": (
        lambda data: data[: -CHUNK - TAG],
        "备份不完整：应有{whole}字节，实有{short}字节，可能没有写完或没有拷完。请换一份备份",
    ),
    "cut by one byte": (
        lambda data: data[:-1],
        "备份不完整：应有{whole}字节，实有{less}字节，可能没有写完或没有拷完。请换一份备份",
    ),
    "cut in the head": (
        lambda data: data[:100],
        "备份不完整：只有100字节，文件头都不全，可能没有写完或没有拷完。请换一份备份",
    ),
    "empty": (
        lambda data: b"",
        "备份不完整：只有0字节，文件头都不全，可能没有写完或没有拷完。请换一份备份",
    ),
    "longer": (
        lambda data: data + b"more",
        "备份已被改动：末尾多出4字节。请换一份备份",
    ),
    "another file": (lambda data: b"PK\x03\x04", "f 不是本系统的备份"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_what_befell_a_file_is_told(tmp_path, what):
    change, words = FAULTS[what]
    path = seal(tmp_path / "f", DATA)
    data = path.read_bytes()
    path.write_bytes(change(data))
    whole, chunk = len(data), CHUNK + TAG
    first, last = whole - 3 * chunk + 1, whole - chunk + 1
    places = {"first": first, "end": first + chunk - 1, "last": last, "whole": whole}
    places |= {"short": whole - chunk, "less": whole - 1}

    with pytest.raises(BackupFault) as fault:
        read(path, PAPER)

    assert str(fault.value) == words.format(**places)


def test_a_wrong_key_is_told_with_the_number_of_the_right_one(tmp_path):
    path = seal(tmp_path / "f", DATA)

    with pytest.raises(BackupFault) as fault:
        read(path, OTHER)

    number = number_of(PAPER.public_key())
    assert str(fault.value) == f"密钥不对：这份备份要用编号 {number} 的恢复密钥打开"


def test_a_file_that_nobody_finished_is_told_as_such(tmp_path):
    path = tmp_path / "f"
    with path.open("w+b") as file:
        Sealer(file, RECIPIENTS).write(DATA)

    with pytest.raises(BackupFault, match="备份没有写完"):
        read(path, PAPER)
