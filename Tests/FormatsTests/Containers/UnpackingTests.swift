import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Unpacking containers")
struct UnpackingTests {
    /// Returns the documents in a container, the errors of single documents, and the error that ended unpacking.
    static func unpack(
        _ container: Unpacking.Container,
        limits: Unpacking.Limits = .init()
    ) -> (documents: [Document], refused: [InputError], end: InputError?) {
        var (documents, refused): ([Document], [InputError]) = ([], [])
        do throws(InputError) {
            try Unpacking.forEachEntry(of: container, origin: "c", limits: limits) { result throws(InputError) in
                switch result {
                case .success(let document): documents.append(document)
                case .failure(let error): refused.append(error)
                }
            }
        } catch {
            return (documents, refused, error)
        }
        return (documents, refused, nil)
    }

    static func unpack(_ bytes: Data, limits: Unpacking.Limits = .init()) -> (
        documents: [Document], refused: [InputError], end: InputError?
    ) { unpack(.bytes(bytes), limits: limits) }

    static let tar = Tar.archive([
        .init("data/", kind: "5"), .init("data/2026-02-20.json", "first", modified: 1_771_581_600),
        .init("latest.json", kind: "2"), .init("again.json", kind: "1"), .init("dev", kind: "3"),
        .init("data/._2026-02-20.json", "of a Mac"), .init("../../x\u{1B}[2J.json", "second"), .init("empty.json"),
    ])

    @Test(
        "unpacking a tar file delivers files, and skips folders, links, devices and hidden files",
        arguments: [false, true]
    )
    func entries(isCompressed: Bool) {
        let seen = Self.unpack(isCompressed ? Gzip.member(Self.tar) : Self.tar)
        #expect(
            seen.documents.map(\.origin) == [
                "c › data/2026-02-20.json", "c › ../../x\u{FFFD}[2J.json", "c › empty.json",
            ]
        )
        #expect(seen.documents.map { String(decoding: $0.body, as: UTF8.self) } == ["first", "second", ""])
        #expect(seen.documents[0].modifiedAt == Fixtures.time("2026-02-20T10:00:00Z"))
        #expect(seen.refused.isEmpty && seen.end == nil)
    }

    @Test("a document unpacked from gzip has the container's name and the time in the gzip header")
    func one() {
        let seen = Self.unpack(Gzip.member(Data("hello".utf8), modified: 1_771_581_600))
        #expect(seen.documents.map(\.origin) == ["c"])
        #expect(seen.documents.first?.body == Data("hello".utf8))
        #expect(seen.documents.first?.modifiedAt == Fixtures.time("2026-02-20T10:00:00Z"))
        #expect(seen.end == nil)
    }

    struct Packed: CustomTestStringConvertible, Sendable {
        var name: String
        var base64: String
        var contents: [String]
        var testDescription: String { name }
        var bytes: Data { Data(base64Encoded: base64) ?? Data() }
    }

    static let others: [Packed] = [
        .init(
            name: "bzip2",
            base64: "QlpoOTFBWSZTWeUIAMMAAAPRgAAQQAQqRJQAIAAxANNNBABiKiMjtBYrxdyRThQkOUIAMMA=",
            contents: ["hello, chart\n"]
        ),
        .init(
            name: "xz",
            base64:
                "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAMaGVsbG8sIGNoYXJ0CgAAAAC/dVGABK2x3AABJQ1xGcS2H7bzfQEAAAAABFla",
            contents: ["hello, chart\n"]
        ),
        .init(name: "zstd", base64: "KLUv/SQNaQAAaGVsbG8sIGNoYXJ0CqQO/do=", contents: ["hello, chart\n"]),
        .init(
            name: "zip",
            base64: """
                UEsDBBQAAAAIAABQVFz2Dp1cEgAAAAQBAAAUAAAAZGF0YS8yMDI2LTAyLTIwLmpzb27LSM3JyddRSM5ILCrhyhiZHABQSwMEFAAAAAgA\
                AFBUXH7ADwYJAAAABwAAAAYAAABiLmpzb24rTk3Oz0vhAgBQSwECFAMUAAAACAAAUFRc9g6dXBIAAAAEAQAAFAAAAAAAAAAAAAAApIEA\
                AAAAZGF0YS8yMDI2LTAyLTIwLmpzb25QSwECFAMUAAAACAAAUFRcfsAPBgkAAAAHAAAABgAAAAAAAAAAAAAApIFEAAAAYi5qc29uUEsF\
                BgAAAAACAAIAdgAAAHEAAAAAAA==
                """,
            contents: [String(repeating: "hello, chart\n", count: 20), "second\n"]
        ),
    ]

    @Test(
        "bzip2, xz, zstd and zip data is detected and unpacked, and truncated data isn't read as complete",
        arguments: others
    )
    func recognized(packed: Packed) {
        #expect(Unpacking.recognizes(packed.bytes))
        let seen = Self.unpack(packed.bytes)
        #expect(seen.documents.map { String(decoding: $0.body, as: UTF8.self) } == packed.contents)
        #expect(seen.end == nil)
        for length in 0..<packed.bytes.count {
            let cut = Self.unpack(packed.bytes.prefix(length))
            #expect(packed.contents.starts(with: cut.documents.map { String(decoding: $0.body, as: UTF8.self) }))
            #expect(cut.end != nil || cut.documents.count == packed.contents.count, "cut at \(length)")
        }
    }

    @Test("gzip members may be concatenated and followed by zeros, but not by other data")
    func members() throws {
        let two = Gzip.member(Data("one ".utf8)) + Gzip.member(Data("two".utf8))
        #expect(try Unpacking.body(of: two, origin: "c", limit: 7) == Data("one two".utf8))
        #expect(try Unpacking.body(of: two + Data(count: 100), origin: "c", limit: 7) == Data("one two".utf8))
        #expect(try Unpacking.body(of: Gzip.member(Data()), origin: "c", limit: 7).isEmpty)
        let errors = [(two, 6), (two + Data("xx".utf8), 7), (two + Data([0, 1]), 7)].map { bytes, limit in
            #expect(throws: InputError.self) { try Unpacking.body(of: bytes, origin: "c", limit: limit) }?.description
        }
        #expect(errors[0] == "c: byte 7 of the decompressed data: decompressed size exceeds the limit of 6 bytes")
        #expect(errors[1]?.hasPrefix("c: byte 7 of the decompressed data: corrupt data") == true)
        #expect(errors[2]?.hasPrefix("c: byte 7 of the decompressed data: corrupt data") == true)
    }

    @Test("a wrong gzip checksum is an error, even if the tar file inside is complete")
    func checkSum() {
        for content in [Data("hello".utf8), Self.tar] {
            var bytes = Gzip.member(content)
            bytes[bytes.count - 5] ^= 1
            #expect(Self.unpack(bytes).end?.problem.hasPrefix("corrupt data") == true)
            #expect(Self.unpack(bytes).documents.count == (content.count > 5 ? 3 : 0))
        }
    }

    @Test("unpacking a truncated tar file delivers the intact documents and an error with the position")
    func cut() throws {
        let whole = Self.unpack(Self.tar).documents
        for length in 0..<Self.tar.count {
            for (bytes, isCompressed) in [
                (Self.tar.prefix(length), false), (Gzip.member(Self.tar).prefix(length), true),
            ] {
                let seen = Self.unpack(bytes)
                #expect(whole.map(\.body).starts(with: seen.documents.map(\.body)), "cut at \(length)")
                // One block of zeros is accepted as the end.
                if isCompressed || length <= Self.tar.count - 1024 {
                    #expect(seen.end != nil, "cut at \(length)")
                } else {
                    #expect(seen.documents.count == whole.count)
                }
            }
        }
        let end = try #require(Self.unpack(Self.tar.prefix(1026)).end)
        #expect(
            end.description.hasPrefix(
                "c › data/2026-02-20.json: entry 2, byte 1026 of the decompressed data: truncated"
            )
        )
    }

    @Test("a corrupt entry header in a tar file ends unpacking with an error that gives the entry's number")
    func damaged() throws {
        var bytes = Self.tar
        bytes[1536 + 148] = 0x39
        let seen = Self.unpack(bytes)
        #expect(seen.documents.count == 1)
        #expect(try #require(seen.end).description.hasPrefix("c: entry 3, byte "))
    }

    @Test("unpacking stops at the limits on document size, total size and number of entries")
    func bombs() throws {
        var limits = Unpacking.Limits()
        limits.entryBytes = 1 << 20
        limits.totalBytes = 4 << 20
        let bomb = Self.unpack(Gzip.bomb(1 << 30), limits: limits)
        #expect(bomb.documents.isEmpty)
        #expect(bomb.refused.map(\.problem) == ["document exceeds the limit of 1048576 bytes"])
        #expect(bomb.end?.problem == "decompressed size exceeds the limit of 4194304 bytes")

        let large = Tar.Entry("large", String(repeating: "x", count: 600))
        limits.entryBytes = 599
        let seen = Self.unpack(Tar.archive([large, .init("small", "y")]), limits: limits)
        #expect(seen.refused.map(\.origin) == ["c › large"])
        #expect(seen.documents.map(\.origin) == ["c › small"])

        limits.entries = 3
        let many = Self.unpack(Tar.archive((0..<4).map { .init("\($0)") }), limits: limits)
        #expect(many.documents.count == 3)
        #expect(many.end?.description == "c: entry 4: container exceeds the limit of 3 entries")
    }

    @Test("unpacking a container without documents is an error")
    func empty() {
        let bodies = [Gzip.member(Data()), Gzip.member(Data(count: 2048)), Tar.archive([.init("x", kind: "5")])]
        let counts = ["0 entries", "0 entries", "1 entry"]
        #expect(bodies.map { Self.unpack($0).end?.problem } == counts.map { "container has no documents (\($0))" })
    }

    @Test("unpacking removes only one layer of compression")
    func twice() {
        let inner = Gzip.member(Data("hello".utf8))
        #expect(Self.unpack(Gzip.member(inner)).documents.map(\.body) == [inner])
    }

    @Test("unpacking a folder, a pipe, a plain file or a missing file is an error")
    func none() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.url.appendingPathComponent("pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        let plain = try folder.write("{}", to: "plain.json")
        let problems = [folder.url.path, pipe, plain, folder.url.path + "/none"].map {
            Self.unpack(Unpacking.Container.file($0)).end?.problem
        }
        #expect(problems[0] == "not a regular file")
        #expect(problems[1] == "not a regular file")
        #expect(problems[2] == "not a compressed file or archive")
        #expect(problems[3] == "can't read file: no such file or directory")
        #expect(!Unpacking.recognizes("time,store".utf8) && !Unpacking.recognizes([]))
    }

    @Test("a document unpacked from a file has a modification time even if its entry has none")
    func file() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("c.gz")
        try Gzip.member(Data("hello".utf8)).write(to: file)
        let seen = Self.unpack(.file(file.path))
        #expect(seen.documents.map(\.body) == [Data("hello".utf8)])
        #expect(seen.documents.first?.modifiedAt != nil)
    }

    @Test("an error thrown by the callback for an entry ends unpacking")
    func bodyThrows() {
        var count = 0
        let error = #expect(throws: InputError.self) {
            try Unpacking.forEachEntry(of: .bytes(Self.tar), origin: "c") { _ throws(InputError) in
                count += 1
                throw InputError("me", "stop")
            }
        }
        #expect(error?.origin == "me" && count == 1)
    }

    @Test(
        "flipped bits in a container never cause a crash, a hang or output beyond the limits",
        arguments: [UInt64(11), 12]
    )
    func flips(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        var limits = Unpacking.Limits()
        limits.entryBytes = 10_000
        limits.totalBytes = 100_000
        let small = Tar.archive([.init("a", "first"), .init("b", "second")])
        let bodies = [small, Gzip.member(small), Gzip.member(Data("hello".utf8))] + Self.others.map(\.bytes)
        for _ in 0..<5_000 {
            var bytes = bodies[Int.random(in: 0..<bodies.count, using: &chance)]
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let bit = Int.random(in: 0..<(bytes.count * 8), using: &chance)
                bytes[bytes.startIndex + bit / 8] ^= 1 << UInt8(bit % 8)
            }
            let seen = Self.unpack(bytes, limits: limits)
            #expect(seen.documents.reduce(0) { $0 + $1.body.count } <= limits.totalBytes, "seed \(seed)")
        }
    }
}
