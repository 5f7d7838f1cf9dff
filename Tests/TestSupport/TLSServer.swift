import Foundation
import Synchronization

/// A local `openssl s_server` with a certificate that may be invalid.
///
/// The server's responses are read from files that contain headers and body.
public final class TLSServer: Sendable {
    /// The defect of the server's certificate; `good` has none.
    public enum Certificate: Sendable {
        case good, ofAnotherHost, expired, notYetValid, selfSigned
    }

    /// The URL of the server, such as `https://localhost:40123`.
    public let address: String
    /// The path of the certificate of the authority that signed the server's certificate. The file doesn't exist if the
    /// server's certificate is self-signed.
    public let authority: String
    private let folder: TemporaryFolder
    private let process: Mutex<Process>

    /// Starts a server.
    ///
    /// - Parameter responses: Whole responses by URL path, without the leading slash.
    public init(_ certificate: Certificate, responses: [String: String] = [:]) throws {
        folder = try TemporaryFolder()
        authority = folder.url.appendingPathComponent("authority.pem").path
        for (name, text) in responses { try folder.write(text, to: name) }
        try Self.makeCertificate(certificate, in: folder)
        let server = Self.openssl(
            ["s_server", "-accept", "127.0.0.1:0", "-key", "key.pem", "-cert", "certificate.pem", "-HTTP"],
            in: folder
        )
        let output = Pipe()
        server.standardOutput = output
        try server.run()
        process = Mutex(server)
        // "ACCEPT 127.0.0.1:40123", after some other output.
        var said = ""
        while Self.port(in: said) == nil, case let bytes = output.fileHandleForReading.availableData, !bytes.isEmpty {
            said += String(decoding: bytes, as: UTF8.self)
        }
        guard let port = Self.port(in: said) else {
            kill(server.processIdentifier, SIGKILL)
            throw TLSServerError(description: "openssl s_server printed no port: \(said)")
        }
        address = "https://localhost:\(port)"
    }

    deinit {
        process.withLock {
            // SIGTERM may be blocked: a process inherits the blocked signals of the worker thread that started it.
            kill($0.processIdentifier, SIGKILL)
            $0.waitUntilExit()
        }
    }

    private static func port(in said: String) -> Int? {
        let lines = said.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return lines.last { $0.hasPrefix("ACCEPT") }.flatMap { $0.split(separator: ":").last }.flatMap { Int($0) }
    }

    private static func makeCertificate(_ certificate: Certificate, in folder: TemporaryFolder) throws {
        let name = if case .ofAnotherHost = certificate { "elsewhere.invalid" } else { "localhost" }
        let key = ["-newkey", "rsa:2048", "-nodes"]
        if case .selfSigned = certificate {
            try run(
                ["req", "-x509"] + key + ["-keyout", "key.pem", "-out", "certificate.pem", "-days", "2"]
                    + ["-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)"],
                in: folder
            )
            return
        }
        try run(
            ["req", "-x509"] + key + ["-keyout", "authority.key", "-out", "authority.pem", "-days", "2"]
                + ["-subj", "/CN=An authority for a test"],
            in: folder
        )
        try run(
            ["req", "-new"] + key + ["-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=\(name)"],
            in: folder
        )
        // `openssl x509` can't backdate a certificate; `openssl ca` can, and needs a small database for it.
        try folder.write("subjectAltName=DNS:\(name)\n", to: "names")
        try folder.write("", to: "register")
        try folder.write("01\n", to: "serial")
        try folder.write(
            """
            [ca]
            default_ca = it
            [it]
            database = register
            serial = serial
            new_certs_dir = .
            default_md = sha256
            policy = any
            [any]
            commonName = supplied
            """,
            to: "authority.conf"
        )
        let (start, end) =
            switch certificate {
            case .expired: ("20200101000000Z", "20200102000000Z")
            case .notYetValid: ("20480101000000Z", "20490101000000Z")
            default: ("20200101000000Z", "20490101000000Z")
            }
        try run(
            ["ca", "-batch", "-notext", "-config", "authority.conf", "-in", "request.pem", "-out", "certificate.pem"]
                + ["-cert", "authority.pem", "-keyfile", "authority.key", "-extfile", "names"]
                + ["-startdate", start, "-enddate", end],
            in: folder
        )
    }

    private static func openssl(_ arguments: [String], in folder: TemporaryFolder) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = folder.url
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }

    private static func run(_ arguments: [String], in folder: TemporaryFolder) throws {
        let process = openssl(arguments, in: folder)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw TLSServerError(
                description: "openssl \(arguments.joined(separator: " ")) failed; is openssl installed?"
            )
        }
    }
}

struct TLSServerError: Error, CustomStringConvertible {
    let description: String
}
