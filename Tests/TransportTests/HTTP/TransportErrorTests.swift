import Foundation
import Input
import TestSupport
import Testing
import Transport

@Suite("Transport errors")
struct TransportErrorTests {
    /// A gzip bomb: a megabyte of zeros, compressed to about a kilobyte.
    private static let bomb: [UInt8] = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sh", "-c", "head -c 1048576 /dev/zero | gzip -9"]
        let pipe = Pipe()
        process.standardOutput = pipe
        guard (try? process.run()) != nil else { return [] }
        return Array(pipe.fileHandleForReading.readDataToEndOfFile())
    }()

    struct Failure: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var message: String
        var kind = FetchFailure.Kind.temporary
        var status: Int?
        var act: @Sendable (RoughServer.Exchange) -> RoughServer.After
    }

    static let failures: [Failure] = [
        Failure(testDescription: "reset in the middle", message: "connection lost during the transfer") {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[1,")
            Thread.sleep(forTimeInterval: 0.05)
            $0.reset()
            return .close
        },
        Failure(testDescription: "a body shorter than Content-Length", message: "connection lost during the transfer") {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[1]")
            return .close
        },
        Failure(testDescription: "chunks without an end", message: "connection lost during the transfer") {
            $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[1]\r\n")
            return .close
        },
        Failure(testDescription: "invalid chunks", message: "connection lost during the transfer") {
            $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[1]\r\n0\r\n\r\n")
            return .close
        },
        Failure(testDescription: "a Content-Length that is too large", message: tooLarge, kind: .permanent) {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n[")
            $0.untilHangUp()
            return .close
        },
        Failure(testDescription: "an endless body", message: tooLarge, kind: .permanent) {
            $0.send("HTTP/1.1 200 OK\r\n\r\n")
            while $0.send([UInt8](repeating: 0x20, count: 4096)) {}
            return .close
        },
        Failure(testDescription: "a redirect with an endless body", message: tooLarge, kind: .permanent) {
            $0.send("HTTP/1.1 302 Found\r\nLocation: /there\r\n\r\n")
            while $0.send([UInt8](repeating: 0x20, count: 4096)) {}
            return .close
        },
        Failure(
            testDescription: "an endless error page",
            message: "HTTP 500 Internal Server Error",
            status: 500
        ) {
            $0.send("HTTP/1.1 500 x\r\n\r\n")
            while $0.send([UInt8](repeating: 0x20, count: 4096)) {}
            return .close
        },
        Failure(testDescription: "a gzip bomb", message: tooLarge, kind: .permanent) {
            $0.answer("200 OK", ["Content-Encoding: gzip"], bomb)
            return .keep
        },
        Failure(testDescription: "invalid gzip", message: "can't decompress the response") {
            $0.answer("200 OK", ["Content-Encoding: gzip"], "[1, 2, 3]")
            return .keep
        },
        Failure(testDescription: "silence", message: "transfer timed out: no data for 1 s") {
            $0.untilHangUp()
            return .close
        },
        Failure(testDescription: "silence in the middle", message: "request timed out after 3 s") {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[1,")
            $0.untilHangUp()
            return .close
        },
        Failure(testDescription: "a slow drip", message: "request timed out after 3 s") {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            while $0.send(" ") { Thread.sleep(forTimeInterval: 0.2) }
            return .close
        },
        Failure(testDescription: "a slow drip of headers", message: "transfer timed out: no data for 1 s") {
            $0.send("HTTP/1.1 200 OK\r\n")
            while $0.send("A: b\r\n") { Thread.sleep(forTimeInterval: 0.2) }
            return .close
        },
        Failure(testDescription: "slow redirects", message: "request timed out after 3 s") {
            Thread.sleep(forTimeInterval: 0.8)
            $0.answer("302 Found", ["Location: \($0.path)x"])
            return .keep
        },
        Failure(testDescription: "a closed connection", message: "server closed the connection without a response") {
            _ in .close
        },
        Failure(testDescription: "an invalid status line", message: "response is not HTTP") {
            $0.send("SSH-2.0-OpenSSH_9.2\r\n")
            return .close
        },
        Failure(
            testDescription: "a megabyte of headers",
            message: "response headers exceed the size limit",
            kind: .permanent
        ) {
            $0.send("HTTP/1.1 200 OK\r\n")
            for _ in 0..<1100 { $0.send("X: " + String(repeating: "y", count: 1000) + "\r\n") }
            $0.send("\r\n[]")
            return .close
        },
        Failure(
            testDescription: "a header of a megabyte",
            message: "response headers exceed the size limit",
            kind: .permanent
        ) {
            $0.send("HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 1 << 20) + "\r\n\r\n[]")
            return .close
        },
        Failure(testDescription: "a redirect loop", message: "too many redirects (limit: 5)", kind: .permanent) {
            $0.answer("302 Found", ["Location: /again"])
            return .keep
        },
        Failure(testDescription: "a redirect to a file", message: notFollowed, kind: .permanent) {
            $0.answer("302 Found", ["Location: file:///etc/passwd"])
            return .keep
        },
        Failure(testDescription: "a redirect to nowhere", message: notFollowed, kind: .permanent) {
            $0.answer("302 Found", ["Location: http://:-1:x/"])
            return .keep
        },
    ]

    private static let tooLarge = "response exceeds the limit of 100000 bytes"
    private static let notFollowed = "refused: the target is not an http or https URL"

    @Test("a failing or misbehaving server causes the expected error within the timeout", arguments: failures)
    func failure(_ expected: Failure) async throws {
        #expect(!Self.bomb.isEmpty && Self.bomb.count < 2000)
        let failure = try await RoughServer.with(expected.act) {
            try await WebTransportTests.failure(of: $0.address, by: WebTransport(timeout: 1, bodyLimit: 100_000))
        }
        // The URLs of a refused redirect come first.
        #expect(failure.error.problem.hasSuffix(expected.message))
        #expect(failure.kind == expected.kind)
        #expect(failure.status == expected.status)
    }

    @Test(
        "unusual but readable HTTP responses are accepted",
        arguments: [
            ("a body longer than Content-Length", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[1], and more", "[1]"),
            ("HTTP/1.0, whose body ends with the connection", "HTTP/1.0 200 OK\r\n\r\n[1]", "[1]"),
            ("lines that end in LF alone", "HTTP/1.1 200 OK\nContent-Length: 3\n\n[1]", "[1]"),
            ("a status without a reason phrase", "HTTP/1.1 200\r\nContent-Length: 3\r\n\r\n[1]", "[1]"),
            (
                "an informational response before the final one",
                "HTTP/1.1 103 Early\r\nETag: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n[1]", "[1]"
            ),
            ("no body", "HTTP/1.1 204 No Content\r\n\r\n", ""),
        ]
    )
    func unusual(name: String, bytes: String, body: String) async throws {
        let response = try await RoughServer.with {
            $0.send(bytes)
            return .close
        } _: {
            try await WebTransportTests.outcome(of: $0.address).get()
        }
        #expect(String(decoding: response.body, as: UTF8.self) == body)
        #expect(response.entityTag == nil)
    }

    @Test(
        "an ETag over 1,024 bytes and a Last-Modified header with non-ASCII text are ignored",
        arguments: [1024, 1025]
    )
    func longMarks(length: Int) async throws {
        let mark = String(repeating: "e", count: length)
        let response = try await RoughServer.with {
            $0.answer("200 OK", ["ETag: \(mark)", "Last-Modified: süß"])
            return .keep
        } _: {
            try await WebTransportTests.outcome(of: $0.address).get()
        }
        #expect(response.entityTag == (length == 1024 ? mark : nil))
        #expect(response.lastModified == nil)
    }

    @Test("a fetch succeeds after the server cuts off the previous response")
    func recovery() async throws {
        try await RoughServer.with {
            if $0.path == "/bad" {
                $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[1,")
                return .close
            }
            $0.answer("200 OK", [], "fine")
            // The server closes the idle connection, as it may while a laptop is asleep.
            return .close
        } _: { server in
            let transport = WebTransport()
            for _ in 0..<5 {
                _ = try await WebTransportTests.failure(of: server.address + "/bad", by: transport)
                let response = try await WebTransportTests.outcome(of: server.address, by: transport).get()
                #expect(response.body == Data("fine".utf8))
            }
        }
    }

    @Test("a fetch from a closed port fails with a temporary error that names the URL")
    func unreachable() async throws {
        let failure = try await WebTransportTests.failure(of: "http://127.0.0.1:1/x")
        #expect(failure.description == "http://127.0.0.1:1/x: connection refused or host unreachable")
        #expect(failure.kind == .temporary)
    }

    @Test("a fetch from an unknown host fails with a temporary error")
    func unknownHost() async throws {
        let failure = try await WebTransportTests.failure(
            of: "http://nosuchhost.invalid/",
            by: WebTransport(timeout: 5)
        )
        #expect(failure.error.problem == "host not found; check the name and the network connection")
        #expect(failure.kind == .temporary)
    }
}
