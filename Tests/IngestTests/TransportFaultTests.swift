import Foundation
import Ingest
import TestSupport
import Testing

@Suite("What servers do to a fetch")
struct TransportFaultTests {
    /// A megabyte of zeros in a kilobyte of gzip.
    private static let bomb: [UInt8] = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sh", "-c", "head -c 1048576 /dev/zero | gzip -9"]
        let pipe = Pipe()
        process.standardOutput = pipe
        guard (try? process.run()) != nil else { return [] }
        return Array(pipe.fileHandleForReading.readDataToEndOfFile())
    }()

    struct Fault: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var words: String
        var kind = FetchFailure.Kind.passing
        var status: Int?
        var act: @Sendable (RoughServer.Exchange) -> RoughServer.After
    }

    static let faults: [Fault] = [
        Fault(testDescription: "reset in the middle", words: "broke off in the middle") {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[1,")
            Thread.sleep(forTimeInterval: 0.05)
            $0.reset()
            return .close
        },
        Fault(testDescription: "a body shorter than it said", words: "broke off in the middle") {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[1]")
            return .close
        },
        Fault(testDescription: "chunks without an end", words: "broke off in the middle") {
            $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[1]\r\n")
            return .close
        },
        Fault(testDescription: "chunks that are none", words: "broke off in the middle") {
            $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[1]\r\n0\r\n\r\n")
            return .close
        },
        Fault(testDescription: "a body said to be too large", words: tooLarge, kind: .hopeless) {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n[")
            $0.untilHangUp()
            return .close
        },
        Fault(testDescription: "an endless body", words: tooLarge, kind: .hopeless) {
            $0.send("HTTP/1.1 200 OK\r\n\r\n")
            while $0.send([UInt8](repeating: 0x20, count: 4096)) {}
            return .close
        },
        Fault(testDescription: "an endless body of a redirect", words: tooLarge, kind: .hopeless) {
            $0.send("HTTP/1.1 302 Found\r\nLocation: /there\r\n\r\n")
            while $0.send([UInt8](repeating: 0x20, count: 4096)) {}
            return .close
        },
        Fault(
            testDescription: "an endless error page",
            words: "answers 500 Internal Server Error",
            status: 500
        ) {
            $0.send("HTTP/1.1 500 x\r\n\r\n")
            while $0.send([UInt8](repeating: 0x20, count: 4096)) {}
            return .close
        },
        Fault(testDescription: "a gzip bomb", words: tooLarge, kind: .hopeless) {
            $0.answer("200 OK", ["Content-Encoding: gzip"], bomb)
            return .keep
        },
        Fault(testDescription: "gzip that is none", words: "its compressed body cannot be unpacked") {
            $0.answer("200 OK", ["Content-Encoding: gzip"], "[1, 2, 3]")
            return .keep
        },
        Fault(testDescription: "silence", words: "brought nothing for 1 second") {
            $0.untilHangUp()
            return .close
        },
        Fault(testDescription: "silence in the middle", words: "was not through after 3 seconds") {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[1,")
            $0.untilHangUp()
            return .close
        },
        Fault(testDescription: "a slow drip", words: "was not through after 3 seconds") {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            while $0.send(" ") { Thread.sleep(forTimeInterval: 0.2) }
            return .close
        },
        Fault(testDescription: "a slow drip of headers", words: "brought nothing for 1 second") {
            $0.send("HTTP/1.1 200 OK\r\n")
            while $0.send("A: b\r\n") { Thread.sleep(forTimeInterval: 0.2) }
            return .close
        },
        Fault(testDescription: "redirects at leisure", words: "was not through after 3 seconds") {
            Thread.sleep(forTimeInterval: 0.8)
            $0.answer("302 Found", ["Location: \($0.path)x"])
            return .keep
        },
        Fault(testDescription: "a hang-up", words: "hung up without an answer") { _ in .close },
        Fault(testDescription: "a line that is no status", words: "answers with something that is not HTTP") {
            $0.send("SSH-2.0-OpenSSH_9.2\r\n")
            return .close
        },
        Fault(testDescription: "a megabyte of headers", words: "sends more headers than are read", kind: .hopeless) {
            $0.send("HTTP/1.1 200 OK\r\n")
            for _ in 0..<1100 { $0.send("X: " + String(repeating: "y", count: 1000) + "\r\n") }
            $0.send("\r\n[]")
            return .close
        },
        Fault(testDescription: "a header of a megabyte", words: "sends more headers than are read", kind: .hopeless) {
            $0.send("HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 1 << 20) + "\r\n\r\n[]")
            return .close
        },
        Fault(testDescription: "a redirect loop", words: "redirects more than five times", kind: .hopeless) {
            $0.answer("302 Found", ["Location: /again"])
            return .keep
        },
        Fault(testDescription: "a redirect to a file", words: notFollowed, kind: .hopeless) {
            $0.answer("302 Found", ["Location: file:///etc/passwd"])
            return .keep
        },
        Fault(testDescription: "a redirect to nowhere", words: notFollowed, kind: .hopeless) {
            $0.answer("302 Found", ["Location: http://:-1:x/"])
            return .keep
        },
    ]

    private static let tooLarge = "sends more than the 100000 bytes that are read"
    private static let notFollowed = "refused: it leads to no address in http or https"

    @Test("every fault ends soon and in one sentence", arguments: faults)
    func fault(_ fault: Fault) async throws {
        #expect(!Self.bomb.isEmpty && Self.bomb.count < 2000)
        let failure = try await RoughServer.with(fault.act) {
            try await TransportTests.failure(of: $0.address, by: WebTransport(patience: 1, bodyLimit: 100_000))
        }
        // Of a refused redirect, the addresses come before.
        #expect(failure.error.problem.hasSuffix(fault.words))
        #expect(failure.kind == fault.kind)
        #expect(failure.status == fault.status)
    }

    @Test(
        "what is odd and yet an answer",
        arguments: [
            ("a body longer than it said", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[1], and more", "[1]"),
            ("HTTP/1.0, whose body ends with the connection", "HTTP/1.0 200 OK\r\n\r\n[1]", "[1]"),
            ("lines that end in LF alone", "HTTP/1.1 200 OK\nContent-Length: 3\n\n[1]", "[1]"),
            ("a status without words", "HTTP/1.1 200\r\nContent-Length: 3\r\n\r\n[1]", "[1]"),
            ("a word before the answer", "HTTP/1.1 103 Early\r\nETag: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n[1]", "[1]"),
            ("no body", "HTTP/1.1 204 No Content\r\n\r\n", ""),
        ]
    )
    func oddAnswers(name: String, bytes: String, body: String) async throws {
        let answer = try await RoughServer.with {
            $0.send(bytes)
            return .close
        } _: {
            try await TransportTests.outcome(of: $0.address).get()
        }
        #expect(String(decoding: answer.body, as: UTF8.self) == body)
        #expect(answer.entityTag == nil)
    }

    @Test("a mark that is too long or cannot be sent back is none", arguments: [1024, 1025])
    func longMarks(length: Int) async throws {
        let mark = String(repeating: "e", count: length)
        let answer = try await RoughServer.with {
            $0.answer("200 OK", ["ETag: \(mark)", "Last-Modified: süß"])
            return .keep
        } _: {
            try await TransportTests.outcome(of: $0.address).get()
        }
        #expect(answer.entityTag == (length == 1024 ? mark : nil))
        #expect(answer.lastModified == nil)
    }

    @Test("after a fault on a connection the next fetch is as good as new")
    func recovery() async throws {
        try await RoughServer.with {
            if $0.path == "/bad" {
                $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[1,")
                return .close
            }
            $0.answer("200 OK", [], "fine")
            // An idle connection that the server closes is what a laptop finds after its lid was shut.
            return .close
        } _: { server in
            let transport = WebTransport()
            for _ in 0..<5 {
                _ = try await TransportTests.failure(of: server.address + "/bad", by: transport)
                let answer = try await TransportTests.outcome(of: server.address, by: transport).get()
                #expect(answer.body == Data("fine".utf8))
            }
        }
    }

    @Test("nobody listens there")
    func unreachable() async throws {
        let failure = try await TransportTests.failure(of: "http://127.0.0.1:1/x")
        #expect(failure.description == "http://127.0.0.1:1/x: refuses the connection, or cannot be reached")
        #expect(failure.kind == .passing)
    }

    @Test("a host that nobody knows")
    func unknownHost() async throws {
        let failure = try await TransportTests.failure(of: "http://nosuchhost.invalid/", by: WebTransport(patience: 5))
        #expect(failure.error.problem == "its host is not known; is this machine connected?")
        #expect(failure.kind == .passing)
    }
}
